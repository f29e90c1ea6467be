import { useEffect, useMemo, useState } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { formatDay } from '../../../shared/view/date-format.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { NotYet, EmptyState } from '../../components/EmptyState.tsx';
import { VerdictHead } from '../../components/VerdictHead.tsx';
import { loadFailures, useFailures } from '../../state/failure-store.ts';
import { chooseFiles } from '../../state/import-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { failureVerdict, regionModes } from './failure-rows.ts';
import { FailureDetailPane } from './FailureDetailPane.tsx';
import { FailureTable } from './FailureTable.tsx';
import { RulesDialog } from './RulesDialog.tsx';

function Content() {
  const list = useFailures((state) => state.list);
  const failure = useFailures((state) => state.failure);
  const chosen = useFailures((state) => state.chosen);
  const region = useView((state) => state.region);
  const name = useWorkspace((state) => state.info?.regions.find(({ id }) => id === region)?.name ?? region);
  const rows = useMemo(() => (list === null ? [] : regionModes(list, region)), [list, region]);
  if (list === null)
    return (
      <NotYet
        wait="Computing the failure modes…"
        failed="The failure modes cannot be computed."
        failure={failure}
        again={() => void loadFailures()}
      />
    );
  if (region === null)
    return (
      <div className="screen-note">
        <EmptyState
          icon="failure"
          title="Nothing can fail yet"
          action={<Button onPress={() => void chooseFiles()}>Import files</Button>}
        >
          Import the inventory: regions, clusters, hosts, edge nodes, databases, storage pools.
        </EmptyState>
      </div>
    );
  const verdict = failureVerdict(rows, name ?? region);
  const row = rows.find(({ mode }) => mode.id === chosen) ?? rows[0];
  return (
    <>
      <VerdictHead mark={verdict.mark}>
        <b>{verdict.strong}</b> {verdict.rest}
      </VerdictHead>
      <div className="failures split">
        <FailureTable rows={rows} chosen={row?.mode.id ?? chosen} />
        {row === undefined ? null : <FailureDetailPane row={row} />}
      </div>
    </>
  );
}

/** Each known way to fail: what simulates it, who is told, what to do. */
export function FailuresScreen() {
  const revision = useWorkspace((state) => state.info?.revision);
  const list = useFailures((state) => state.list);
  const [showsRules, setShowsRules] = useState(false);
  useEffect(() => void loadFailures(), [revision]);
  const alerts = list?.modes.flatMap(({ scopes }) => scopes.flatMap((scope) => scope.alerts)).length ?? 0;
  return (
    <>
      <div className="head">
        <h1>Failure modes</h1>
        <GuideButton />
        {list === null ? null : (
          <span className="meta">
            as of {formatDay(list.asOf, null)} · {counted(alerts, 'alert')} in all regions
          </span>
        )}
        {list === null ? <span className="grow" /> : <CopyCsv what="Failure modes" within=".fm-list" />}
        <Button icon="export" disabled={alerts === 0} onPress={() => setShowsRules(true)}>
          Alert rules…
        </Button>
      </div>
      <Content />
      <RulesDialog isOpen={showsRules} onClose={() => setShowsRules(false)} />
    </>
  );
}
