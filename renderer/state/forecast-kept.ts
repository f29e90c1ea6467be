import type {
  ForecastAnswer,
  ForecastListAnswer,
  SparksAnswer,
  TriggerListAnswer,
} from '../../shared/ipc/forecast-channels.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { ForecastSpark } from '../../shared/view/forecast-spark.ts';
import { AnswerCache } from './answer-cache.ts';

/** Everything the screens draw of the forecasts of one scenario, as far as it has come. */
export interface KeptForecasts {
  readonly list: ForecastListAnswer;
  /** `null` until they have come. */
  readonly triggers: TriggerListAnswer | null;
  /** What the small charts draw, of the rows that were on screen. */
  readonly sparks: ReadonlyMap<string, ForecastSpark>;
  /** Forecasts in full, of the rows that were looked at. */
  readonly details: ReadonlyMap<string, ForecastAnswer>;
}

const kept = new AnswerCache<KeptForecasts>(8);
const BASELINE: ScenarioSelection = { kind: 'baseline' };

/** What is known of a scenario's forecasts at a revision; `null`: nothing. */
export function keptForecasts(revision: number, scenario: ScenarioSelection): KeptForecasts | null {
  return kept.get(revision, scenario);
}

export const keptBaseline = (revision: number): KeptForecasts | null => kept.get(revision, BASELINE);

/** Begins with a list, where none is known of that revision. Returns what is kept. */
export function keepList(scenario: ScenarioSelection, answer: ForecastListAnswer): KeptForecasts {
  const known = kept.get(answer.revision, scenario);
  if (known !== null) return known;
  const list = withKnownBaseline(answer);
  const begun = { list, triggers: null, sparks: new Map(), details: new Map() };
  kept.put(list.revision, scenario, begun);
  return begun;
}

export function keepTriggers(scenario: ScenarioSelection, triggers: TriggerListAnswer): void {
  add(triggers.revision, scenario, { triggers });
}

/** Adds small charts to those known. Returns all of them. */
export function keepSparks(
  scenario: ScenarioSelection,
  { revision, sparks }: SparksAnswer,
): KeptForecasts['sparks'] {
  const same = keptBaseline(revision)?.sparks;
  const all = new Map(kept.get(revision, scenario)?.sparks);
  // A chart without a scenario's line in it is the baseline's own.
  for (const { id, spark } of sparks) all.set(id, spark.scenario === null ? (same?.get(id) ?? spark) : spark);
  add(revision, scenario, { sparks: all });
  return all;
}

/** Adds a forecast in full to those known. Returns all of them. */
export function keepDetail(
  scenario: ScenarioSelection,
  id: string,
  answer: ForecastAnswer,
): KeptForecasts['details'] {
  const all = new Map(kept.get(answer.revision, scenario)?.details).set(id, answer);
  add(answer.revision, scenario, { details: all });
  return all;
}

export function forgetKeptForecasts(): void {
  kept.clear();
}

function add(revision: number, scenario: ScenarioSelection, more: Partial<KeptForecasts>): void {
  const known = kept.get(revision, scenario);
  if (known !== null) kept.put(revision, scenario, { ...known, ...more });
}

/**
 * The baseline's rows are the same beside every scenario of a revision: what was drawn of them stays the same object, and
 * need not be drawn again.
 */
function withKnownBaseline(answer: ForecastListAnswer): ForecastListAnswer {
  const known = keptBaseline(answer.revision)?.list ?? null;
  if (known === null) return answer;
  const rows = new Map(known.rows.map((row) => [row.id, row]));
  return {
    ...answer,
    rows: answer.rows.map((row) => {
      const same = rows.get(row.id);
      if (same === undefined) return row;
      return row.scenario === null ? same : { ...row, baseline: same.baseline };
    }),
  };
}
