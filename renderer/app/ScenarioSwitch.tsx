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

function activeTitle(state: Parameters<typeof activeDesk>[0]): string {
  const desk = activeDesk(state);
  if (desk === null) return 'Scenario';
  const note = desk.savedId === null ? ', draft' : isEdited(desk) ? ', edited' : '';
  return `${desk.document.name}${note}`;
}

/** What can be chosen; drawn while the menu is open. */
function Choices({ active }: { readonly active: string | null }) {
  const list = useScenarios((state) => state.list);
  const desks = useScenarios((state) => state.desks);
  const drafts = [...desks.values()].filter((entry) => entry.savedId === null);
  return (
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
          <span className="tick">{active === key ? <Icon name="check" size={14} /> : null}</span>
          <span className="ell">{name}</span>
          <span className="k">{note}</span>
        </MenuItem>
      ))}
    </MenuSection>
  );
}

/** Baseline or a scenario, on every screen: hollow ring and filled dot, the legend of every chart. */
export function ScenarioSwitch() {
  const active = useScenarios((state) => activeDesk(state)?.key ?? null);
  const title = useScenarios(activeTitle);
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
      {...(active === null ? { 'data-off': true } : {})}
    >
      <button type="button" className="a" aria-pressed={active === null} onClick={showBaseline}>
        <Mark mark="base" />
        Baseline
      </button>
      <MenuTrigger>
        <Button className="b">
          <Mark mark="scen" />
          <span className="ell" title={title}>
            {title}
          </span>
          <Icon name="down" size={14} />
        </Button>
        <Popover className="menu switch-menu" offset={4} aria-label="Scenarios">
          <Menu aria-label="Scenarios" className="listbox" onAction={(key) => choose(String(key))}>
            <Choices active={active} />
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
      {active === null ? null : (
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
