import { useEffect } from 'react';
import type { ClusterSurvival, LossResult, SurvivalVerdict } from '../../../shared/placement/outcome.ts';
import { counted, formatInteger, formatPlain } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { whatIfHostsLost } from '../../app/commands.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../components/EmptyState.tsx';
import { Progress } from '../../components/Progress.tsx';
import { SURVIVAL_MARKS, SURVIVAL_WORDS } from '../../components/state-marks.ts';
import { Mark, Status } from '../../components/Status.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { useProgress } from '../../state/progress-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import {
  cancelSweep,
  setLosses,
  sweepBaseline,
  sweepScenario,
  useSurvival,
} from '../../state/survival-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

const VERDICTS: readonly SurvivalVerdict[] = ['fails', 'undecided', 'survives-repacked', 'survives'];
const WORST_SHOWN = 8;

function Running({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <div className="sweep" role="status">
      <div className="pg-t">
        <span>
          Trying every loss{' '}
          {progress?.detail === null || progress === undefined ? '' : `in ${progress.detail}`}
        </span>
        {progress === undefined ? null : (
          <span className="mute">
            {formatInteger(progress.done)} of {formatInteger(progress.total)}
          </span>
        )}
        <Button small onPress={() => void cancelSweep(task)}>
          Cancel
        </Button>
      </div>
      <Progress label="Trying every loss" share={share} />
    </div>
  );
}

/** The proof of a failure, or what it takes to survive where the scheduler alone would leave something over. */
function whyText(loss: LossResult): string {
  if (loss.certificate !== undefined) return loss.certificate.text;
  if (loss.verdict !== 'survives-repacked') return 'no placement found, none ruled out';
  const left = `the scheduler alone leaves ${counted(loss.unplaced, 'microVM')}`;
  return loss.extraMoves > 0
    ? `${left}; ${counted(loss.extraMoves, 'other')} must move first`
    : `${left}; another order places all`;
}

function Worst({ losses }: { readonly losses: readonly LossResult[] }) {
  const bad = losses.filter((loss) => loss.verdict !== 'survives').slice(0, WORST_SHOWN);
  if (bad.length === 0) return null;
  return (
    <table className="tbl worst">
      <thead>
        <tr>
          <th>Lost</th>
          <th>Verdict</th>
          <th className="r">Stranded</th>
          <th>Why</th>
          <th>
            <span className="vh">Ask</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {bad.map((loss) => (
          <tr key={loss.lost.join(' ')}>
            <th scope="row" className="med">
              {loss.lost.join(', ')}
            </th>
            <td>
              <Status mark={SURVIVAL_MARKS[loss.verdict]}>{SURVIVAL_WORDS[loss.verdict]}</Status>
            </td>
            <td className="r">
              {loss.unplaced === 0 || loss.verdict === 'survives-repacked'
                ? '—'
                : `${formatInteger(loss.unplaced)}, ${quantityText(loss.unplacedMemoryBytes, 'bytes')}`}
            </td>
            <td className="soft wrap">{whyText(loss)}</td>
            <td className="r">
              <Button kind="quiet" small icon="scenarios" onPress={() => whatIfHostsLost(loss.lost)}>
                Scenario
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counts({
  counts,
  after,
}: {
  readonly counts: ClusterSurvival['counts'];
  readonly after: ClusterSurvival['counts'] | null;
}) {
  return VERDICTS.map((verdict) => (
    <td key={verdict} className="r">
      <span className={counts[verdict] > 0 ? 'med' : 'mute'}>{formatInteger(counts[verdict])}</span>
      {after !== null && after[verdict] !== counts[verdict] ? (
        <span className="scen strong"> {formatInteger(after[verdict])}</span>
      ) : null}
    </td>
  ));
}

function Sweeps({ region }: { readonly region: string | null }) {
  const clusters = useInventory((state) => state.choices?.clusters) ?? [];
  const before = useSurvival((state) => state.before.survival);
  const after = useSurvival((state) => state.after.survival);
  if (before === null) return null;
  const here = new Set(clusters.filter((cluster) => cluster.region === region).map(({ id }) => id));
  const rows = before.clusters.filter((cluster) => here.has(cluster.cluster));
  const domains = before.failureDomains.filter((domain) => here.has(domain.cluster));
  const failing = rows.reduce((sum, row) => sum + row.counts.fails, 0);
  const tried = rows.reduce((sum, row) => sum + row.tried, 0);
  const failingDomains = domains.filter((domain) => domain.verdict === 'fails');
  return (
    <>
      <div className="say">
        <Mark mark={failing > 0 ? 'breach' : 'ok'} big />
        <p className="v-say">
          {failing > 0 ? (
            <>
              <b>
                {counted(failing, 'loss', 'losses')} of {formatInteger(tried)} fails.
              </b>{' '}
              Each has a proof below.
            </>
          ) : (
            <>
              <b>None fails.</b> {counted(tried, 'loss', 'losses')} tried, none left out.
            </>
          )}
        </p>
      </div>
      <div className="pane">
        <header>
          <h2>Per cluster</h2>
          <span className="note">combinations per verdict</span>
        </header>
        <table className="tbl">
          <thead>
            <tr>
              <th>Cluster</th>
              <th className="r">Tried</th>
              {VERDICTS.map((verdict) => (
                <th key={verdict} className="r">
                  <Mark mark={SURVIVAL_MARKS[verdict]} /> {SURVIVAL_WORDS[verdict]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.cluster}>
                <th scope="row" className="med">
                  {row.cluster}
                </th>
                <td className="r">
                  {formatInteger(row.tried)}
                  {row.tried < row.combinations ? (
                    <span className="mute"> of {formatInteger(row.combinations)}</span>
                  ) : null}
                </td>
                <Counts
                  counts={row.counts}
                  after={after?.clusters.find((other) => other.cluster === row.cluster)?.counts ?? null}
                />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.map((row) =>
        row.worst.some((loss) => loss.verdict !== 'survives') ? (
          <div key={row.cluster} className="pane rule-top">
            <header>
              <h2>Worst in {row.cluster}</h2>
              <span className="note">fails first, then undecided, then what needs moves</span>
            </header>
            <Worst losses={row.worst} />
          </div>
        ) : null,
      )}
      {domains.length > 0 ? (
        <div className="pane rule-top">
          <header>
            <h2>Failure domains</h2>
            <span className="note">
              {failingDomains.length} of {counted(domains.length, 'domain')}{' '}
              {failingDomains.length === 1 ? 'fails' : 'fail'} when lost whole
            </span>
          </header>
          <Worst losses={domains} />
        </div>
      ) : null}
    </>
  );
}

/** Every single or double loss, tried; from each bad one a scenario. */
export function SurvivalScreen() {
  const region = useView((state) => state.region);
  const revision = useWorkspace((state) => state.info?.revision);
  const isEmpty = useWorkspace((state) => state.info?.counts.hosts === 0);
  const desk = useScenarios(activeDesk);
  const { losses, before, after } = useSurvival();
  useEffect(() => void sweepBaseline(), [revision]);
  useEffect(() => void sweepScenario(), [revision, desk?.key, desk?.document]);
  return (
    <>
      <div className="head">
        <h1>Survival</h1>
        <span className="meta">what is left when hosts are lost</span>
        <span className="grow" />
        {before.elapsedMs === null ? null : (
          <span className="mute took">{formatPlain(before.elapsedMs, 0)} ms</span>
        )}
        <div className="seg" role="group" aria-label="How many hosts are lost at once">
          {[1, 2].map((count) => (
            <button
              key={count}
              type="button"
              className={losses === count ? 'on' : ''}
              aria-pressed={losses === count}
              onClick={() => setLosses(count)}
            >
              {count === 1 ? 'Any one host' : 'Any two hosts'}
            </button>
          ))}
        </div>
      </div>
      <div className="screen-scroll">
        {before.task === null ? null : <Running task={before.task} />}
        {after.task === null ? null : <Running task={after.task} />}
        {before.failure === null ? null : (
          <div className="screen-note">
            <ErrorNote
              title="The sweep did not end."
              action={
                <Button small onPress={() => void sweepBaseline()}>
                  Try again
                </Button>
              }
            >
              {before.failure}
            </ErrorNote>
          </div>
        )}
        {isEmpty ? (
          <div className="screen-note">
            <EmptyState icon="survival" title="No host to lose">
              Import an inventory with hosts and microVMs first.
            </EmptyState>
          </div>
        ) : (
          <Sweeps region={region} />
        )}
      </div>
    </>
  );
}
