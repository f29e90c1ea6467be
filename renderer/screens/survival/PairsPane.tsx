import { useEffect, useMemo } from 'react';
import type { ClusterSurvival } from '../../../shared/placement/outcome.ts';
import { mileage, type MileageInput } from '../../../shared/view/mileage.ts';
import { counted, formatInteger } from '../../../shared/view/number-format.ts';
import { lossTable } from '../../../shared/view/result-tables.ts';
import { failingPattern, worstMark } from '../../../shared/view/survival-words.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { MileageChart } from '../../charts/MileageChart.tsx';
import { Mark } from '../../components/Status.tsx';
import { useScenarios } from '../../state/scenario-store.ts';
import { chooseLoss, showCluster, useSurvival } from '../../state/survival-store.ts';
import { LossPane } from './LossPane.tsx';
import { useKindOfHost, type SurvivalView } from './use-survival-view.ts';

const SEVERITY = ['fails', 'undecided', 'survives-repacked'] as const;

/** The cluster a failure of which is worst, by its pairs; the first where all are alike. */
function worstCluster(pairs: readonly ClusterSurvival[]): ClusterSurvival | null {
  const [first] = [...pairs].sort((a, b) => {
    for (const verdict of SEVERITY) {
      const difference = b.counts[verdict] - a.counts[verdict];
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return first ?? null;
}

function Sentence({ cluster }: { readonly cluster: ClusterSurvival }) {
  const kindOf = useKindOfHost();
  const { counts, tried, every } = cluster;
  if (counts.fails === 0) {
    const moves = counts['survives-repacked'];
    return (
      <p className="s-say">
        <b>{counts.undecided === 0 ? 'No pair fails' : `${counted(counts.undecided, 'pair')} undecided`}</b>
        {moves > 0
          ? `; ${formatInteger(moves)} of ${counted(tried, 'pair')} need moves`
          : ` of ${counted(tried, 'pair')}`}
        .
      </p>
    );
  }
  return (
    <p className="s-say">
      <b>
        {formatInteger(counts.fails)} of {counted(tried, 'pair')}
      </b>
      {every === undefined ? '' : `: ${failingPattern(every, kindOf)}`}.
    </p>
  );
}

function Clusters({ pairs, shown }: { readonly pairs: readonly ClusterSurvival[]; readonly shown: string }) {
  return (
    <div className="seg" role="group" aria-label="Cluster">
      {pairs.map(({ cluster, counts }) => {
        const mark = worstMark(counts);
        return (
          <button
            key={cluster}
            type="button"
            className={cluster === shown ? 'on' : ''}
            aria-pressed={cluster === shown}
            onClick={() => showCluster(cluster)}
          >
            <Mark mark={mark === 'unknown' ? 'undecided' : mark} /> {cluster}
          </button>
        );
      })}
    </div>
  );
}

/** Which pair kills us: the mileage chart of a cluster, its pattern in words, and the loss that is open beside it. */
export function PairsPane({
  before,
  after,
}: {
  readonly before: SurvivalView;
  readonly after: SurvivalView;
}) {
  const chosenCluster = useSurvival((state) => state.cluster);
  const chosen = useSurvival((state) => state.chosen);
  const active = useScenarios((state) => state.active);
  const pairs = before.pairs ?? [];
  const shown = pairs.find(({ cluster }) => cluster === chosenCluster) ?? worstCluster(pairs);
  const single = before.single?.find(({ cluster }) => cluster === shown?.cluster)?.every ?? null;
  const pairsAfter = after.pairs?.find(({ cluster }) => cluster === shown?.cluster)?.every ?? null;
  const singleAfter = after.single?.find(({ cluster }) => cluster === shown?.cluster)?.every ?? null;
  const every = shown?.every;
  const input = useMemo(
    (): MileageInput | null =>
      every === undefined ? null : { pairs: every, pairsAfter, single, singleAfter },
    [every, pairsAfter, single, singleAfter],
  );
  const chart = useMemo(() => (input === null ? null : mileage(input)), [input]);
  // The worst pair is open from the start, and again whenever the sweep says otherwise.
  const worst = shown?.worst[0];
  const cluster = shown?.cluster;
  useEffect(() => {
    if (worst === undefined || cluster === undefined) return;
    const hosts = useSurvival.getState().chosen?.hosts ?? worst.lost;
    const name = useSurvival.getState().chosen?.name ?? worst.lost.join(' + ');
    void chooseLoss({ name, cluster, hosts });
  }, [worst, cluster, active]);
  if (shown === null || input === null || chart === null) return null;
  return (
    <div className="pane s-pairs">
      <header>
        <h2>Which pair kills us?</h2>
        <span className="note">every host, and every two hosts of a cluster</span>
        <span className="grow" />
        <Clusters pairs={pairs} shown={shown.cluster} />
        <CopyPane what="Losses of one and two hosts" table={() => lossTable(input)} />
      </header>
      <div className="s-pair-split">
        <div className="s-chart">
          <Sentence cluster={shown} />
          <MileageChart
            label={`Losses of one and two hosts of ${shown.cluster}`}
            chart={chart}
            hasScenario={pairsAfter !== null}
            chosen={chosen?.hosts ?? []}
            onChoose={(hosts, name) => void chooseLoss({ name, cluster: shown.cluster, hosts })}
          />
        </div>
        <LossPane />
      </div>
    </div>
  );
}
