import { lossesName } from '../assess/losses-name.ts';
import { byCodeUnits } from '../model/model-index.ts';
import type { Scenario } from '../events/scenario.ts';
import { likelihood } from '../events/application-order.ts';
import { dayName } from '../history/calendar.ts';
import type { History } from '../history/history.ts';
import type { MeasuredHistory } from '../history/measured-history.ts';
import { quantileSelected } from '../history/quantile.ts';
import type { LinearSolver } from '../linear/program.ts';
import type { Model } from '../model/document.ts';
import type { Policy } from '../model/policy.ts';
import type { Parsed } from '../model/problem.ts';
import { countedBits, normalValues, runStart, streamStart } from './counted-random.ts';
import { constraintOf } from './constraint-of-day.ts';
import type { OddsSeries } from './odds-world.ts';
import { unsureAmounts } from './pipeline-draws.ts';
import { PipelineTally } from './pipeline-tally.ts';
import type { PipelineOdds, PipelineTarget } from './pipeline-result.ts';
import { pipelineWorlds, type PipelineWorlds } from './pipeline-worlds.ts';
import { drawStudentT } from './timeline-odds.ts';
import { happensIn } from './uncertain-run.ts';

/** Steps the search yields before the first run: one a customer, and one for all together. */
export const worldSteps = (scenario: Scenario): number => scenario.events.length + 1;

interface Question {
  readonly model: Model;
  readonly policy: Policy;
  readonly history: History | MeasuredHistory | null;
  /** Says where customers go (settled-customers.ts). */
  readonly solver: LinearSolver | null;
}

/** Runs between two looks at whether the search was stopped. */
const BATCH = 20;

/**
 * Throws the dice on a sales pipeline (MODEL.md section 10, Uncertainty): who signs, by their probability, what comes of amounts
 * that stand as intervals, and demand inside its forecast interval. The draws are those of the engine's Monte Carlo, keyed by (seed, what, run), so that a target's
 * share here and there is the same number, and a customer more or less leaves all other draws as they were. Every run is
 * asked, customer by customer, both with that signature and without.
 *
 * Not drawn: hardware failures, late orders. N+1 survival and
 * placement are no sums and not asked here; the preview of one customer is where they are.
 *
 * Yields how many steps are done: `worldSteps`, then one a run.
 */
export function* pipelineOdds(
  question: Question,
  scenario: Scenario,
  options: { readonly runs: number; readonly seed?: number },
): Generator<number, Parsed<PipelineOdds>> {
  const { runs } = options;
  const seed = options.seed ?? scenario.seed;
  const made = yield* pipelineWorlds(question, scenario, seed);
  if (!made.ok) return made;
  const worlds = made.value;
  const { base, customers, count } = worlds;
  const tally = new PipelineTally(base, { customers: customers.length, runs, count });
  const streams = base.map(({ id }) => ({
    demand: streamStart(seed, id, 'demand'),
    line: streamStart(seed, id, 'line'),
  }));
  const demand = new Float64Array(count);
  for (let run = 0; run < runs; run += 1) {
    const signs = customers.map(({ event }) => happensIn(event, seed, run));
    tally.begin(
      run,
      signs,
      customers.map((customer) => addsIn(customer, run)),
    );
    base.forEach((series, target) => {
      const stream = streams[target];
      if (stream === undefined) return;
      draw(series, stream, run, demand);
      tally.take(target, demand);
    });
    tally.end();
    if (run % BATCH === BATCH - 1) yield worldSteps(scenario) + run + 1;
  }
  return { ok: true, value: resultOf(worlds, tally, { seed, runs }) };
}

/** What a customer adds in a run; targets none of whose amounts is drawn get what they always get. */
function addsIn(
  { adds, drawn }: PipelineWorlds['customers'][number],
  run: number,
): readonly (Float64Array | null)[] {
  if (drawn === null) return adds;
  const own = drawn(run);
  return adds.map((always, target) => own[target] ?? always);
}

/** Demand without anybody in one run, as the engine's Monte Carlo draws it. */
function draw(
  { demand, lineStd, residualStd: s, degrees }: OddsSeries,
  stream: { readonly demand: number; readonly line: number },
  run: number,
  into: Float64Array,
): void {
  const line = degrees === 0 ? 0 : drawStudentT(stream.line, run, degrees);
  const start = runStart(stream.demand, run);
  const normals = normalValues();
  for (let day = 0; day < into.length; day += 1) {
    let value = (demand[day] ?? 0) + line * (lineStd[day] ?? 0);
    if (s !== 0) value += s * (normals[countedBits(start, day) >>> 16] ?? 0);
    into[day] = value;
  }
}

const notAsked = ({ hostLossesPerCluster }: Policy): string =>
  `${lossesName(hostLossesPerCluster)} survival and placement are asked in the preview of each customer, not here`;

function resultOf(
  worlds: PipelineWorlds,
  tally: PipelineTally,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): PipelineOdds {
  const { base, customers, count, side, notes } = worlds;
  const first = side.days.asOfDay;
  const share = (n: number): number => (runs === 0 ? 0 : n / runs);
  const targets = base.map((series, at): PipelineTarget => {
    const thrown = tally.demandOf(at);
    const column = new Float32Array(runs);
    const quantiles: readonly number[][] = [[], [], []];
    for (let day = 0; day < count; day += 1) {
      for (let run = 0; run < runs; run += 1) column[run] = thrown[run * count + day] ?? 0;
      [0.1, 0.5, 0.9].forEach((q, k) => quantiles[k]?.push(quantileSelected(column, q)));
    }
    const [p10 = [], p50 = [], p90 = []] = quantiles;
    const expected = Array.from(series.demand, (value, day) =>
      customers.reduce((sum, { event, adds }) => sum + likelihood(event) * (adds[at]?.[day] ?? 0), value),
    );
    return {
      id: series.id,
      unit: constraintOf(side.days.base, side.days.policy, series.id)?.unit ?? 'count',
      limit: [...series.limit],
      base: [...series.demand],
      expected,
      p10,
      p50,
      p90,
      holds: Array.from(tally.holdsOf(at), share),
      holdsThroughout: share(tally.throughoutOf(at)),
    };
  });
  const dayOf = (day: number): string => dayName(first + day);
  const ids = customers.map(({ event }) => event.id);
  const effects = tally.effects().flatMap(({ customer, target, ...counts }) => {
    const { missSigned, missLost, breaks, sooner, soonerDays, breakDays } = counts;
    if (missSigned === missLost && breaks === 0 && sooner === 0) return [];
    const on = Float32Array.from(breakDays);
    return [
      {
        customer: ids[customer] ?? '',
        target: base[target]?.id ?? '',
        missIfSigned: share(missSigned),
        missIfLost: share(missLost),
        breaks: share(breaks),
        sooner: share(sooner),
        daysSooner: sooner === 0 ? null : soonerDays / sooner,
        on:
          on.length === 0
            ? null
            : {
                p10: dayOf(Math.round(quantileSelected(on, 0.1))),
                p50: dayOf(Math.round(quantileSelected(on, 0.5))),
                p90: dayOf(Math.round(quantileSelected(on, 0.9))),
              },
      },
    ];
  });
  effects.sort((a, b) => b.breaks - a.breaks || b.sooner - a.sooner || byCodeUnits(a.target, b.target));
  const each = tally.customers().map(({ allSigned, allLost, daysMoved, breaks }, i) => ({
    customer: ids[i] ?? '',
    allHoldIfSigned: share(allSigned),
    allHoldIfLost: share(allLost),
    daysMoved: share(daysMoved),
    breaks: share(breaks),
    cluster: customers[i]?.cluster ?? null,
  }));
  const order = [...each].sort(
    (a, b) => a.daysMoved - b.daysMoved || a.breaks - b.breaks || byCodeUnits(a.customer, b.customer),
  );
  targets.sort((a, b) => a.holdsThroughout - b.holdsThroughout || byCodeUnits(a.id, b.id));
  return {
    schema: 'headroom.pipeline/v1',
    seed,
    runs,
    days: Array.from({ length: count }, (_, day) => dayOf(day)),
    targets,
    effects,
    customers: each,
    signFirst: order.map(({ customer }) => customer),
    drawn: customers.flatMap(({ event }) => {
      const amounts = unsureAmounts(event);
      return amounts.length === 0 ? [] : [{ customer: event.id, amounts }];
    }),
    notes: [...notes, notAsked(side.days.policy)],
  };
}
