import { useMemo, useState } from 'react';
import { VERDICT_CODES, type EveryLoss, type SurvivalVerdict } from '../../../shared/placement/outcome.ts';
import type { Consequence } from '../../../shared/timeline/result.ts';
import { cascadeChain } from '../../../shared/view/cascade-chain.ts';
import { mileage } from '../../../shared/view/mileage.ts';
import { MileageChart } from '../../charts/MileageChart.tsx';
import { CascadeChart } from '../scenarios/CascadeChart.tsx';
import { Shelf, Specimen } from './Specimen.tsx';

const HOSTS = Array.from({ length: 9 }, (_, at) => `euw-c-${String(at + 1).padStart(2, '0')}`);
const LARGE = new Set(HOSTS.slice(0, 3));

function everyLoss(hosts: readonly string[], of: (lost: readonly string[]) => SurvivalVerdict): EveryLoss {
  const pairs = hosts.flatMap((host, at) => hosts.slice(at + 1).map((other) => [host, other]));
  return { hosts, verdicts: Uint8Array.from(pairs, (pair) => VERDICT_CODES.indexOf(of(pair))) };
}
const alone = (hosts: readonly string[], verdict: SurvivalVerdict): EveryLoss => ({
  hosts,
  verdicts: Uint8Array.from(hosts, () => VERDICT_CODES.indexOf(verdict)),
});

/** Two large hosts kill, one needs moves, one pair is undecided, the rest harm nobody. */
function verdictOf(lost: readonly string[]): SurvivalVerdict {
  const large = lost.filter((host) => LARGE.has(host)).length;
  if (large === 2) return 'fails';
  if (lost.includes('euw-c-04') && large === 1) return 'undecided';
  return large === 1 ? 'survives-repacked' : 'survives';
}

const step = (
  atSeconds: number | null,
  domain: string,
  effect: string,
  rest: Partial<Consequence> = {},
): Consequence => ({
  atSeconds,
  domain,
  cause: 'loss',
  follows: null,
  effect,
  value: null,
  limit: null,
  verdict: 'ok',
  nodes: { value: null, limit: null },
  ...rest,
});
const CHAIN: readonly Consequence[] = [
  step(0, 'compute', 'hosts are gone; microVMs that lose theirs', { value: 44 }),
  step(30, 'controlPlane', 'items wait for cp; seconds', {
    follows: 0,
    value: 152,
    limit: 120,
    verdict: 'breach',
  }),
  step(null, 'overlay', 'tunnels stay stale', {
    follows: 0,
    verdict: 'not-measured',
    missing: 'overlays[eu-west].fullMesh',
  }),
];

function Pairs({ after }: { readonly after: boolean }) {
  const [chosen, setChosen] = useState<readonly string[]>(HOSTS.slice(0, 2));
  const chart = useMemo(() => {
    const left = HOSTS.slice(1);
    return mileage({
      pairs: everyLoss(HOSTS, verdictOf),
      single: alone(HOSTS, 'survives'),
      pairsAfter: after
        ? everyLoss(left, (lost) => (verdictOf(lost) === 'fails' ? 'survives' : 'fails'))
        : null,
      singleAfter: after ? alone(left, 'survives-repacked') : null,
    });
  }, [after]);
  return (
    <MileageChart
      label={after ? 'Pairs with a scenario' : 'Pairs'}
      chart={chart}
      hasScenario={after}
      chosen={chosen}
      onChoose={setChosen}
    />
  );
}

/** What is left after a loss, and what follows from it. */
export function LossShelf() {
  const chain = useMemo(() => cascadeChain(CHAIN, new Map([['loss', 'Lose hosts']])), []);
  return (
    <Shelf title="Losses and what follows">
      <Specimen title="pairs: fails, undecided, needs moves, harmless">
        <Pairs after={false} />
      </Specimen>
      <Specimen title="with a scenario: one host lost, the others fare otherwise">
        <Pairs after />
      </Specimen>
      <Specimen title="what follows: holds, missed, not measured" wide>
        <CascadeChart chain={chain} label="What follows from what" />
      </Specimen>
    </Shelf>
  );
}
