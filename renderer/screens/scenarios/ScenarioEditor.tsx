import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import {
  deleteScenario,
  duplicateScenario,
  edit,
  exportScenario,
  isEdited,
  putAway,
  revert,
  saveActive,
  type Desk,
} from '../../state/scenario-store.ts';
import { startDecision } from '../../state/decision-store.ts';
import { compareActive } from '../../state/compare-store.ts';
import { useView } from '../../state/view-store.ts';
import { EventList } from './EventList.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { ResultPane } from './ResultPane.tsx';

function versionText(desk: Desk): string {
  if (desk.version === null) return 'draft';
  return `version ${desk.version}${isEdited(desk) ? ', edited' : ''}`;
}

/** The name is typed where it stands; an empty one falls back to what it was. */
function Name({ desk }: { readonly desk: Desk }) {
  const { name } = desk.document;
  return (
    <h1 className="editor-name">
      <input
        key={`${desk.key}:${name}`}
        aria-label="Name of the scenario"
        defaultValue={name}
        maxLength={200}
        size={Math.max(8, Math.min(44, name.length))}
        onBlur={(event) => {
          const typed = event.currentTarget.value.trim();
          if (typed === '') event.currentTarget.value = name;
          else if (typed !== name) edit((document) => ({ ...document, name: typed }));
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') {
            event.currentTarget.value = name;
            event.currentTarget.blur();
          }
        }}
      />
    </h1>
  );
}

function More({ desk }: { readonly desk: Desk }) {
  const { savedId } = desk;
  const items =
    savedId === null
      ? [{ id: 'discard', label: 'Discard draft', danger: true }]
      : [
          { id: 'duplicate', label: 'Duplicate' },
          { id: 'export', label: 'Export as JSON' },
          { id: 'delete', label: 'Delete scenario', danger: true },
        ];
  const act = (id: string) => {
    if (id === 'discard') putAway(desk.key);
    else if (savedId === null) return;
    else if (id === 'duplicate') void duplicateScenario(savedId);
    else if (id === 'export') void exportScenario(savedId);
    else if (id === 'delete') void deleteScenario(savedId);
  };
  return <MenuButton iconOnly icon="more" label="More acts on this scenario" items={items} onAction={act} />;
}

/** The saved version, as it is shown, becomes what a decision rests on. */
function decideOn({ savedId, version, document }: Desk): void {
  if (savedId === null || version === null) return;
  startDecision({ kind: 'scenario', title: document.name, scenario: { id: savedId, version } });
}

/** Events on the left, what they do on the right; nothing is saved before Save is pressed. */
export function ScenarioEditor({ desk }: { readonly desk: Desk }) {
  const listScenarios = useView((state) => state.listScenarios);
  const [showsHistory, setShowsHistory] = useState(false);
  const edited = isEdited(desk);
  return (
    <>
      <div className="head">
        <button type="button" className="crumb mute" onClick={listScenarios}>
          Scenarios
        </button>
        <Icon name="right" size={12} />
        <Name desk={desk} />
        <span className="badge plain">{versionText(desk)}</span>
        <span className="grow" />
        <Button kind="quiet" icon="compare" onPress={() => void compareActive()}>
          Compare
        </Button>
        {desk.savedId === null || desk.version === null ? null : (
          <Button kind="quiet" icon="decisions" disabled={edited} onPress={() => decideOn(desk)}>
            Decide…
          </Button>
        )}
        {desk.savedId === null ? null : (
          <Button kind="quiet" icon="clock" onPress={() => setShowsHistory(true)}>
            History
          </Button>
        )}
        <More desk={desk} />
        {desk.saved === null ? null : (
          <Button disabled={!edited} onPress={revert}>
            Revert
          </Button>
        )}
        <Button kind="primary" disabled={!edited} onPress={() => void saveActive()}>
          {desk.version === null ? 'Save version 1' : `Save version ${desk.version + 1}`}
        </Button>
      </div>
      <div className="work">
        <EventList desk={desk} />
        <ResultPane />
      </div>
      {desk.savedId === null ? null : (
        <HistoryDialog id={desk.savedId} isOpen={showsHistory} onClose={() => setShowsHistory(false)} />
      )}
    </>
  );
}
