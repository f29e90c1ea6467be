import { counted } from '../../shared/view/number-format.ts';
import { unmeasuredTargets } from '../../shared/view/unmeasured-words.ts';
import { Button } from '../components/Button.tsx';
import { Select } from '../components/Select.tsx';
import { Status } from '../components/Status.tsx';
import { useExplain } from '../state/explain-store.ts';
import { useResults } from '../state/result-store.ts';
import { useView } from '../state/view-store.ts';
import { useWorkspace } from '../state/workspace-store.ts';
import { Brand } from './Brand.tsx';
import { redoAnywhere, undoAnywhere } from './commands.ts';
import { FindButton } from './FindButton.tsx';
import { ScenarioSwitch } from './ScenarioSwitch.tsx';

function RegionSelect() {
  const regions = useWorkspace((state) => state.info?.regions) ?? [];
  const region = useView((state) => state.region);
  const setRegion = useView((state) => state.setRegion);
  if (regions.length === 0) return null;
  return (
    <Select
      plain
      label="Region"
      value={region}
      options={regions.map(({ id, name }) => ({ id, label: name ?? id }))}
      onChange={setRegion}
    />
  );
}

/** How many targets are missed with what is shown now, over the whole workspace. */
function TargetsMissed() {
  const assessment = useResults((state) => state.result?.after ?? state.baseline);
  if (assessment === null) return null;
  const missed = assessment.constraints.filter((constraint) => constraint.verdict === 'breach').length;
  const judged = assessment.constraints.some((constraint) => constraint.verdict === 'ok');
  if (missed > 0) return <Status mark="breach">{counted(missed, 'target')} missed</Status>;
  if (!judged) return null;
  const isWhole = unmeasuredTargets(assessment.constraints) === 0;
  return <Status mark="ok">{isWhole ? 'Every target holds' : 'Every measured target holds'}</Status>;
}

export function TopBar() {
  const info = useWorkspace((state) => state.info);
  const explains = useExplain((state) => state.isOpen);
  const toggleExplain = useExplain((state) => state.toggle);
  if (info === null) return null;
  return (
    <header className="topbar">
      <Brand name={info.name} title={info.displayPath} />
      <span className="sep" />
      <RegionSelect />
      <ScenarioSwitch />
      {info.damaged ? <Status mark="breach">Damaged file: no figure is certain</Status> : <TargetsMissed />}
      <span className="grow" />
      <FindButton />
      <Button
        kind="quiet"
        icon="undo"
        label="Undo"
        hint={info.undoLabel === null ? 'Nothing to undo' : `Undo ${info.undoLabel}`}
        disabled={info.undoLabel === null}
        onPress={undoAnywhere}
      />
      <Button
        kind="quiet"
        icon="redo"
        label="Redo"
        hint={info.redoLabel === null ? 'Nothing to redo' : `Redo ${info.redoLabel}`}
        disabled={info.redoLabel === null}
        onPress={redoAnywhere}
      />
      <Button kind="quiet" icon="explain" pressed={explains} onPress={toggleExplain}>
        Explain
      </Button>
    </header>
  );
}
