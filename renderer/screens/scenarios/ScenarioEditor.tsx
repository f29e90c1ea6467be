import { memo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { TitleInput } from '../../components/form/TitleInput.tsx';
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

interface HeadProps {
  readonly deskKey: string;
  readonly savedId: string | null;
  readonly version: number | null;
  readonly name: string;
  readonly edited: boolean;
}

function versionText({ version, edited }: HeadProps): string {
  if (version === null) return 'draft';
  return `version ${version}${edited ? ', edited' : ''}`;
}

function More({ deskKey, savedId }: Pick<HeadProps, 'deskKey' | 'savedId'>) {
  const items =
    savedId === null
      ? [{ id: 'discard', label: 'Discard draft', danger: true }]
      : [
          { id: 'duplicate', label: 'Duplicate' },
          { id: 'export', label: 'Export as JSON' },
          { id: 'delete', label: 'Delete scenario', danger: true },
        ];
  const act = (id: string) => {
    if (id === 'discard') putAway(deskKey);
    else if (savedId === null) return;
    else if (id === 'duplicate') void duplicateScenario(savedId);
    else if (id === 'export') void exportScenario(savedId);
    else if (id === 'delete') void deleteScenario(savedId);
  };
  return <MenuButton iconOnly icon="more" label="More acts on this scenario" items={items} onAction={act} />;
}

/** The saved version, as it is shown, becomes what a decision rests on. */
function decideOn({ savedId, version, name }: HeadProps): void {
  if (savedId === null || version === null) return;
  startDecision({ kind: 'scenario', title: name, scenario: { id: savedId, version } });
}

/** Its name, its version and what can be done with it. Given as words, so that a moved slider does not draw it again. */
const Head = memo(function Head(props: HeadProps) {
  const { deskKey, savedId, version, name, edited } = props;
  const listScenarios = useView((state) => state.listScenarios);
  const [showsHistory, setShowsHistory] = useState(false);
  return (
    <>
      <div className="head">
        <button type="button" className="crumb mute" onClick={listScenarios}>
          Scenarios
        </button>
        <Icon name="right" size={12} />
        <TitleInput
          key={deskKey}
          label="Name of the scenario"
          name={name}
          onRename={(typed) => edit((document) => ({ ...document, name: typed }))}
        />
        <span className="badge plain">{versionText(props)}</span>
        <span className="grow" />
        <Button kind="quiet" icon="compare" onPress={() => void compareActive()}>
          Compare
        </Button>
        {savedId === null || version === null ? null : (
          <Button kind="quiet" icon="decisions" disabled={edited} onPress={() => decideOn(props)}>
            Decide…
          </Button>
        )}
        {savedId === null ? null : (
          <Button kind="quiet" icon="clock" onPress={() => setShowsHistory(true)}>
            History
          </Button>
        )}
        <More deskKey={deskKey} savedId={savedId} />
        {savedId === null ? null : (
          <Button disabled={!edited} onPress={revert}>
            Revert
          </Button>
        )}
        <Button kind="primary" disabled={!edited} onPress={() => void saveActive()}>
          {version === null ? 'Save version 1' : `Save version ${version + 1}`}
        </Button>
      </div>
      {savedId === null ? null : (
        <HistoryDialog id={savedId} isOpen={showsHistory} onClose={() => setShowsHistory(false)} />
      )}
    </>
  );
});

/** Events on the left, what they do on the right; nothing is saved before Save is pressed. */
export function ScenarioEditor({ desk }: { readonly desk: Desk }) {
  const { key, savedId, version, document } = desk;
  return (
    <>
      <Head deskKey={key} savedId={savedId} version={version} name={document.name} edited={isEdited(desk)} />
      <div className="work">
        <EventList desk={desk} />
        <ResultPane />
      </div>
    </>
  );
}
