import { foreignSchema } from '../model/parse-model.ts';
import { nearestWord } from '../events/nearest-word.ts';
import { parseScenario } from '../events/parse-scenario.ts';
import type { Model } from '../model/document.ts';
import { parsePolicyOverrides } from '../model/parse-policy.ts';
import { shownJson } from '../model/problem-collector.ts';
import type { Parsed, Problem } from '../model/problem.ts';
import { isJsonObject, type JsonObject } from '../model/read-fields.ts';
import {
  cellCount,
  DEFAULT_SEEDS,
  MOST_CELLS,
  PORTFOLIO_AXES,
  type EventJson,
  type Portfolio,
  type PortfolioAxis,
  type PortfolioVariant,
} from './portfolio.ts';

const SCHEMA = 'headroom.portfolio/v1';
const KEYS: readonly string[] = ['schema', 'name', 'notes', ...PORTFOLIO_AXES, 'seeds', 'runs'];
const VARIANT_KEYS = ['name', 'note', 'events', 'policy'];
const MOST_RUNS = 100_000;

const given = (json: JsonObject, key: string): unknown =>
  Object.hasOwn(json, key) ? (json[key] ?? undefined) : undefined;

/** Collects what is wrong, located by JSON path. */
class Findings {
  readonly problems: Problem[] = [];

  add(message: string, path: string, value: unknown, expected?: string): void {
    this.problems.push({
      message,
      path,
      ...(value === undefined ? {} : { value: shownJson(value) }),
      ...(expected === undefined ? {} : { expected }),
    });
  }

  unknownKeys(json: JsonObject, known: readonly string[], path: string): void {
    for (const key of Object.keys(json)) {
      if (known.includes(key)) continue;
      const close = nearestWord(key, known);
      const hint = close === null ? '' : `; did you mean ${close}?`;
      this.add(
        `unknown key${hint}`,
        path === '' ? key : `${path}.${key}`,
        json[key],
        `one of ${known.join(', ')}`,
      );
    }
  }
}

/**
 * Reads a `headroom.portfolio/v1` document (MODEL.md section 10). Everything wrong is reported at once, by JSON path
 * (`failures[2].events[0].hosts[0]`).
 *
 * With a model the events are read as those of a scenario on it, too; what an onboarding or a failure names may also come
 * from one of the fleets. Without one only the document's own shape is read: hosts come and go under a saved portfolio, and
 * a cell that cannot be applied any more is a row that says so.
 */
export function parsePortfolio(json: unknown, model: Model | null): Parsed<Portfolio> {
  if (!isJsonObject(json)) {
    const problem = { message: 'is not an object', value: shownJson(json), expected: 'a portfolio document' };
    return { ok: false, problems: [problem] };
  }
  const foreign = foreignSchema(json, SCHEMA);
  if (foreign !== null) return { ok: false, problems: [foreign] };
  const found = new Findings();
  found.unknownKeys(json, KEYS, '');
  const name = given(json, 'name');
  if (typeof name !== 'string' || name.trim() === '')
    found.add('a portfolio needs a name', 'name', name, 'a text');
  const notes = given(json, 'notes');
  if (notes !== undefined && typeof notes !== 'string') found.add('is not a text', 'notes', notes, 'a text');
  const [fleets, onboardings, failures, policies] = PORTFOLIO_AXES.map((axis) => readAxis(json, axis, found));
  const seeds = readSeeds(given(json, 'seeds'), found);
  const runs = given(json, 'runs') ?? 0;
  if (!(typeof runs === 'number' && Number.isInteger(runs) && runs >= 0 && runs <= MOST_RUNS))
    found.add('is not a number of runs', 'runs', runs, `a whole number from 0 to ${MOST_RUNS}`);
  if (found.problems.length > 0) return { ok: false, problems: found.problems };
  const portfolio: Portfolio = {
    schema: SCHEMA,
    name: String(name).trim(),
    ...(typeof notes === 'string' ? { notes } : {}),
    fleets: fleets ?? [],
    onboardings: onboardings ?? [],
    failures: failures ?? [],
    policies: policies ?? [],
    seeds,
    runs: Number(runs),
  };
  const cells = cellCount(portfolio);
  if (cells > MOST_CELLS) found.add('has too many cells', 'fleets', cells, `at most ${MOST_CELLS}`);
  if (model !== null) found.problems.push(...eventProblems(portfolio, model));
  return found.problems.length > 0 ? { ok: false, problems: found.problems } : { ok: true, value: portfolio };
}

function readSeeds(json: unknown, found: Findings): readonly number[] {
  if (json === undefined) return DEFAULT_SEEDS;
  if (!Array.isArray(json)) {
    found.add('is not a list', 'seeds', json, 'a list of whole numbers');
    return DEFAULT_SEEDS;
  }
  const seeds: readonly unknown[] = json;
  return seeds.flatMap((seed, at) => {
    const isSeed = typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0;
    if (isSeed && seeds.indexOf(seed) === at) return [seed];
    found.add(isSeed ? 'stands twice' : 'is not a seed', `seeds[${at}]`, seed, 'a whole number, at least 0');
    return [];
  });
}

function readAxis(json: JsonObject, axis: PortfolioAxis, found: Findings): readonly PortfolioVariant[] {
  const rows = given(json, axis) ?? [];
  if (!Array.isArray(rows)) {
    found.add('is not a list', axis, rows, 'a list of variants');
    return [];
  }
  const names = new Map<string, number>();
  return (rows as readonly unknown[]).flatMap((row, at) => {
    const path = `${axis}[${at}]`;
    const variant = readVariant(row, axis, path, found);
    const earlier = variant === null ? undefined : names.get(variant.name);
    if (variant !== null && earlier !== undefined)
      found.add(
        `${axis}[${earlier}] has the same name`,
        `${path}.name`,
        variant.name,
        'names that are unique',
      );
    else if (variant !== null) names.set(variant.name, at);
    return variant === null ? [] : [variant];
  });
}

function readVariant(
  row: unknown,
  axis: PortfolioAxis,
  path: string,
  found: Findings,
): PortfolioVariant | null {
  if (!isJsonObject(row)) {
    found.add('is not a variant', path, row, 'an object with a name');
    return null;
  }
  found.unknownKeys(row, VARIANT_KEYS, path);
  const name = given(row, 'name');
  if (typeof name !== 'string' || name.trim() === '')
    found.add('a variant needs a name', `${path}.name`, name, 'a text');
  const note = given(row, 'note');
  if (note !== undefined && typeof note !== 'string')
    found.add('is not a text', `${path}.note`, note, 'a text');
  const events = given(row, 'events') ?? [];
  if (!Array.isArray(events)) found.add('is not a list', `${path}.events`, events, 'a list of events');
  const list: readonly unknown[] = Array.isArray(events) ? events : [];
  if (axis === 'policies' && list.length > 0)
    found.add('a policy has no events', `${path}.events`, events, 'assumptions only');
  list.forEach((event, at) => {
    if (!isJsonObject(event) || typeof event['type'] !== 'string')
      found.add('is not an event', `${path}.events[${at}]`, event, 'an object with a type');
  });
  const policy = parsePolicyOverrides(given(row, 'policy') ?? {}, 'policy');
  if (!policy.ok) {
    const placed = policy.problems.map((problem) => ({
      ...problem,
      path: `${path}.${problem.path ?? 'policy'}`,
    }));
    found.problems.push(...placed);
  }
  return {
    name: String(name).trim(),
    ...(typeof note === 'string' ? { note } : {}),
    events: list.filter((event): event is EventJson => isJsonObject(event)),
    policy: policy.ok ? policy.value : {},
  };
}

const scenario = (events: readonly EventJson[]) => ({
  schema: 'headroom.scenario/v1',
  name: 'variant',
  events,
});

/** What is wrong with the events of each variant as a scenario's, on its own or after the fleet that has what it names. */
function eventProblems(portfolio: Portfolio, model: Model): readonly Problem[] {
  const check = (
    before: readonly EventJson[],
    events: readonly EventJson[],
    path: string,
  ): readonly Problem[] => {
    const parsed = parseScenario(scenario([...before, ...events]), model);
    if (parsed.ok) return [];
    return parsed.problems.flatMap((problem) => {
      const at = Number(/^events\[(\d+)\]/.exec(problem.path ?? '')?.[1] ?? -1) - before.length;
      const rest = (problem.path ?? '').replace(/^events\[\d+\]/, '');
      return at < 0 ? [] : [{ ...problem, path: `${path}.events[${at}]${rest}` }];
    });
  };
  const fleets =
    portfolio.fleets.length === 0 ? [[]] : portfolio.fleets.map(({ events }) => withoutIds(events));
  return PORTFOLIO_AXES.flatMap((axis) =>
    portfolio[axis].flatMap(({ events }, at) => {
      const path = `${axis}[${at}]`;
      const alone = check([], events, path);
      if (alone.length === 0 || axis === 'fleets') return alone;
      return fleets.some((fleet) => check(fleet, withoutIds(events), path).length === 0) ? [] : alone;
    }),
  );
}

/** Ids of two variants may be the same. */
const withoutIds = (events: readonly EventJson[]): readonly EventJson[] =>
  events.map(({ id: _id, ...event }) => event);
