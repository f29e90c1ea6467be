import { assess } from '../assess/assess.ts';
import type { Verdict } from '../assess/constraint.ts';
import type { Scenario } from '../events/scenario.ts';
import { quantileSorted } from '../history/quantile.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import { PLAIN } from './apply-event.ts';
import { runEvents } from './run-events.ts';
import { settledCustomers } from './settled-customers.ts';
import { survivalProvider } from './survival-provider.ts';
import { drawRun } from './uncertain-run.ts';

export interface MonteCarloOptions {
  /** How many times the dice are thrown; at least 1. */
  readonly runs: number;
  /** Default: the scenario's own seed. */
  readonly seed?: number;
  /** Says where customers go (settled-customers.ts); placements of the runs go without it. */
  readonly solver: LinearSolver | null;
  /** Whether N+1 survival is judged in every run (default). It costs a sweep of each cluster an event touches. */
  readonly survival?: boolean;
}

/** Headroom in a constraint over the runs, at the quantiles given. */
export interface HeadroomQuantiles {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export interface ConstraintOdds {
  readonly id: string;
  /** Share of the runs in which the target holds; `null` for a constraint without target. Not measured does not hold. */
  readonly holds: number | null;
  readonly notMeasured: number;
  /** Over the runs in which headroom is known; `null` if it never is. */
  readonly headroom: HeadroomQuantiles | null;
}

/** `headroom.montecarlo/v1`. */
export interface MonteCarloResult {
  readonly schema: 'headroom.montecarlo/v1';
  readonly scenario: string;
  readonly seed: number;
  readonly runs: number;
  /** Runs whose events could not follow each other; they count as not holding. */
  readonly refusedRuns: number;
  readonly constraints: readonly ConstraintOdds[];
  /** Share of the runs in which no target is missed and N+1 survival is certain. */
  readonly allHold: number;
  readonly notes: readonly string[];
}

/** Result of some runs; plain data that may cross from a worker. Headrooms stand in the order of the runs. */
export interface RunSlice {
  readonly from: number;
  readonly to: number;
  readonly refused: number;
  readonly allHold: number;
  readonly constraints: readonly {
    readonly id: string;
    readonly targeted: number;
    readonly ok: number;
    readonly notMeasured: number;
    readonly headrooms: Float64Array;
  }[];
}

export interface MonteCarlo {
  readonly scenario: string;
  readonly seed: number;
  readonly total: number;
  /** Throws runs `from` … `to` − 1; slices may be made in any order and anywhere. */
  runs(from: number, to: number): RunSlice;
}

interface Judged {
  readonly id: string;
  readonly verdict: Verdict;
  readonly headroom: number | null;
}

/** Runs that drew alike are assessed once; more different ones than this are not kept. */
const REMEMBERED = 256;

/**
 * Gets ready to throw the dice on a scenario (MODEL.md section 10, Uncertainty): interval inputs, event probabilities and,
 * where the policy gives their rates, hardware failures. Located problems if the plain scenario cannot be applied.
 */
export function prepareMonteCarlo(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  options: MonteCarloOptions,
): Parsed<MonteCarlo> {
  const settled = settledCustomers(model, policy, scenario, options.solver);
  const plain = runEvents(model, policy, scenario, { ...PLAIN, preview: false, settled });
  if (!plain.ok) return plain;
  const seed = options.seed ?? scenario.seed;
  const remembered = new Map<string, readonly Judged[] | null>();
  const judge = (run: number): readonly Judged[] | null => {
    const drawn = drawRun(model, policy, scenario, { seed, run, settled });
    const known = remembered.get(drawn.key);
    if (known !== undefined) return known;
    const end = drawn.finish();
    const judged = end === null ? null : judgeOne(end.model, end.policy, options.survival ?? true);
    if (remembered.size < REMEMBERED) remembered.set(drawn.key, judged);
    return judged;
  };
  return {
    ok: true,
    value: { scenario: scenario.name, seed, total: options.runs, runs: (from, to) => slice(judge, from, to) },
  };
}

function judgeOne(model: Model, policy: Policy, survival: boolean): readonly Judged[] {
  const provider = survival ? survivalProvider() : null;
  return assess(model, policy, null, provider).constraints.map(({ id, verdict, headroom }) => ({
    id,
    verdict,
    headroom,
  }));
}

function slice(judge: (run: number) => readonly Judged[] | null, from: number, to: number): RunSlice {
  const tallies = new Map<
    string,
    { targeted: number; ok: number; notMeasured: number; headrooms: number[] }
  >();
  let refused = 0;
  let allHold = 0;
  for (let run = from; run < to; run += 1) {
    const judged = judge(run);
    if (judged === null) {
      refused += 1;
      continue;
    }
    let all = true;
    for (const { id, verdict, headroom } of judged) {
      let tally = tallies.get(id);
      if (tally === undefined) {
        tally = { targeted: 0, ok: 0, notMeasured: 0, headrooms: [] };
        tallies.set(id, tally);
      }
      if (verdict !== 'no-target') tally.targeted += 1;
      if (verdict === 'ok') tally.ok += 1;
      if (verdict === 'not-measured') tally.notMeasured += 1;
      if (headroom !== null) tally.headrooms.push(headroom);
      if (verdict === 'breach' || (verdict === 'not-measured' && id.startsWith('compute.survival@')))
        all = false;
    }
    if (all) allHold += 1;
  }
  const constraints = [...tallies].map(([id, { headrooms, ...tally }]) => ({
    id,
    ...tally,
    headrooms: Float64Array.from(headrooms),
  }));
  return { from, to, refused, allHold, constraints };
}

/** Puts slices together; the result does not depend on how the runs were cut. */
export function mergeRuns(
  prepared: Pick<MonteCarlo, 'scenario' | 'seed'>,
  slices: readonly RunSlice[],
): MonteCarloResult {
  const ordered = [...slices].sort((a, b) => a.from - b.from);
  const runs = ordered.reduce((sum, part) => sum + part.to - part.from, 0);
  const refusedRuns = ordered.reduce((sum, part) => sum + part.refused, 0);
  const byId = new Map<string, RunSlice['constraints'][number][]>();
  for (const part of ordered) {
    for (const entry of part.constraints) {
      const entries = byId.get(entry.id);
      if (entries === undefined) byId.set(entry.id, [entry]);
      else entries.push(entry);
    }
  }
  const total = (
    entries: readonly RunSlice['constraints'][number][],
    key: 'targeted' | 'ok' | 'notMeasured',
  ) => entries.reduce((sum, entry) => sum + entry[key], 0);
  return {
    schema: 'headroom.montecarlo/v1',
    scenario: prepared.scenario,
    seed: prepared.seed,
    runs,
    refusedRuns,
    constraints: [...byId].map(([id, entries]) => ({
      id,
      holds: total(entries, 'targeted') === 0 ? null : total(entries, 'ok') / runs,
      notMeasured: total(entries, 'notMeasured') / runs,
      headroom: quantilesOf(entries.map((entry) => entry.headrooms)),
    })),
    allHold: runs === 0 ? 0 : ordered.reduce((sum, part) => sum + part.allHold, 0) / runs,
    notes:
      refusedRuns === 0
        ? []
        : [
            `in ${refusedRuns} of ${runs} runs an event named something that was not there; they count as not holding`,
          ],
  };
}

function quantilesOf(parts: readonly Float64Array[]): HeadroomQuantiles | null {
  const all = Float64Array.from(parts.flatMap((part) => [...part])).sort();
  if (all.length === 0) return null;
  const at = (q: number) => quantileSorted(all, q);
  return { p05: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}

/** All runs in one go; for progress and cancel use `prepareMonteCarlo` in a worker and slice. */
export function monteCarlo(
  model: Model,
  policy: Policy,
  scenario: Scenario,
  options: MonteCarloOptions,
): Parsed<MonteCarloResult> {
  const prepared = prepareMonteCarlo(model, policy, scenario, options);
  if (!prepared.ok) return prepared;
  return { ok: true, value: mergeRuns(prepared.value, [prepared.value.runs(0, options.runs)]) };
}
