import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Icon } from '../components/Icon.tsx';
import { Mark } from '../components/Status.tsx';
import {
  activate,
  activeDesk,
  isEdited,
  showBaseline,
  startDraft,
  useScenarios,
} from '../state/scenario-store.ts';
import { useView } from '../state/view-store.ts';

const NEW = 'new scenario';

/** Baseline or a scenario, on every screen: hollow ring and filled dot, the legend of every chart. */
export function ScenarioSwitch() {
  const desk = useScenarios(activeDesk);
  const list = useScenarios((state) => state.list);
  const desks = useScenarios((state) => state.desks);
  const drafts = [...desks.values()].filter((entry) => entry.savedId === null);
  const choose = (key: string) => {
    if (key === NEW) {
      startDraft('New scenario');
      useView.getState().goTo('scenarios');
    } else void activate(key);
  };
  return (
    <div
      className="switch"
      role="group"
      aria-label="Compare"
      {...(desk === null ? { 'data-off': true } : {})}
    >
      <button type="button" className="a" aria-pressed={desk === null} onClick={showBaseline}>
        <Mark mark="base" />
        Baseline
      </button>
      <MenuTrigger>
        <Button className="b">
          <Mark mark="scen" />
          <span className="ell">
            {desk === null
              ? 'Scenario'
              : `${desk.document.name}${nameNote(desk.savedId === null, isEdited(desk))}`}
          </span>
          <Icon name="down" size={14} />
        </Button>
        <Popover className="menu switch-menu" offset={4}>
          <Menu aria-label="Scenarios" className="listbox" onAction={(key) => choose(String(key))}>
            <MenuSection aria-label="Saved and drafted">
              {[
                ...drafts.map((entry) => ({ key: entry.key, name: entry.document.name, note: 'draft' })),
                ...list.map((summary) => ({
                  key: summary.id,
                  name: summary.name,
                  note: `version ${summary.version}`,
                })),
              ].map(({ key, name, note }) => (
                <MenuItem key={key} id={key} textValue={name} className="item">
                  <span className="tick">{desk?.key === key ? <Icon name="check" size={14} /> : null}</span>
                  <span className="ell">{name}</span>
                  <span className="k">{note}</span>
                </MenuItem>
              ))}
            </MenuSection>
            <Separator className="menu-rule" />
            <MenuItem id={NEW} className="item">
              <span className="tick">
                <Icon name="plus" size={14} />
              </span>
              New scenario
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {desk === null ? null : (
        <button
          type="button"
          className="close"
          title="Back to baseline"
          aria-label="Back to baseline"
          onClick={showBaseline}
        >
          <Icon name="x" size={14} />
        </button>
      )}
    </div>
  );
}

function nameNote(isDraft: boolean, edited: boolean): string {
  if (isDraft) return ', draft';
  return edited ? ', edited' : '';
}
