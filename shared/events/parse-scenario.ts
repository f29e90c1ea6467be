import { foreignSchema } from '../model/parse-model.ts';
import { dayNumber, dayText, utcDayNumber } from '../model/instant.ts';
import type { Model } from '../model/document.ts';
import { parsePolicyOverrides } from '../model/parse-policy.ts';
import type { Policy } from '../model/policy.ts';
import { shownJson } from '../model/problem-collector.ts';
import type { Parsed, Problem } from '../model/problem.ts';
import { isJsonObject, type JsonObject } from '../model/read-fields.ts';
import { nearestWord } from './nearest-word.ts';
import { inApplicationOrder } from './application-order.ts';
import { entityOptions, ENTITY_NAMES } from './entities.ts';
import { definitionOf, EVENT_DEFINITIONS } from './event-registry.ts';
import type { EntityKind } from './field.ts';
import {
  checkAlternatives,
  checkFields,
  checkInterval,
  given,
  type FieldFindings,
  type Reference,
} from './parse-fields.ts';
import { drawMid, resolveFields } from './resolve-fields.ts';
import type { Scenario, ScenarioEvent } from './scenario.ts';

/** Seed of a scenario that states none. Fixed, so that the same document always gives the same draws. */
const DEFAULT_SEED = 1;

const SCHEMA = 'headroom.scenario/v1';
const SCENARIO_KEYS = ['schema', 'name', 'notes', 'seed', 'policy', 'events'];
const BASE_KEYS = ['id', 'type', 'on', 'probability', 'disabled'];

/**
 * Reads a `headroom.scenario/v1` document (MODEL.md section 10) against a model. Everything wrong is reported at once,
 * located by JSON path (`events[2].hosts[0]`): unknown keys and types, missing fields, numbers out of range, ids given
 * twice, dates before the model's `asOf`, names the model does not have (unless an earlier event creates them), things
 * already down. What only shows while events are applied — a host an earlier event took down — is refused by `simulate`.
 *
 * Defaults: an event's id is its type and its ordinal among its type (`hostLoss-1`); `seed` is 1; `events` may be empty.
 */
export function parseScenario(json: unknown, model: Model): Parsed<Scenario> {
  if (!isJsonObject(json)) {
    return {
      ok: false,
      problems: [{ message: 'is not an object', value: shownJson(json), expected: 'a scenario document' }],
    };
  }
  const foreign = foreignSchema(json, SCHEMA);
  if (foreign !== null) return { ok: false, problems: [foreign] };
  const problems: Problem[] = [];
  const add = (message: string, path: string, value: unknown, expected?: string): void => {
    problems.push({
      message,
      path,
      ...(value === undefined ? {} : { value: shownJson(value) }),
      ...(expected === undefined ? {} : { expected }),
    });
  };
  for (const key of Object.keys(json)) {
    if (!SCENARIO_KEYS.includes(key))
      add('unknown key', key, json[key], `one of ${SCENARIO_KEYS.join(', ')}`);
  }
  const name = given(json, 'name');
  if (typeof name !== 'string' || name.trim() === '') add('a scenario needs a name', 'name', name, 'a text');
  const notes = given(json, 'notes');
  if (notes !== undefined && typeof notes !== 'string') add('is not a text', 'notes', notes, 'a text');
  const seed = given(json, 'seed') ?? DEFAULT_SEED;
  if (!(typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0)) {
    add('is not a seed', 'seed', seed, 'a whole number, at least 0');
  }
  const policy = readPolicy(given(json, 'policy'), problems);
  const rows = given(json, 'events') ?? [];
  if (!Array.isArray(rows)) add('is not a list', 'events', rows, 'a list of events');
  const events = Array.isArray(rows) ? readEvents(rows, model, problems) : [];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      schema: SCHEMA,
      name: String(name),
      ...(typeof notes === 'string' ? { notes } : {}),
      seed: Number(seed),
      policy,
      events,
    },
  };
}

function readPolicy(json: unknown, problems: Problem[]): Partial<Policy> {
  if (json === undefined) return {};
  const parsed = parsePolicyOverrides(json, 'policy');
  if (parsed.ok) return parsed.value;
  problems.push(...parsed.problems);
  return {};
}

interface ReadEvent {
  readonly event: ScenarioEvent;
  readonly references: readonly Reference[];
}

function readEvents(rows: readonly unknown[], model: Model, problems: Problem[]): ScenarioEvent[] {
  const ordinals = new Map<string, number>();
  const read = rows.map((row, index) => readEvent(row, `events[${index}]`, ordinals, model, problems));
  const seen = new Map<string, number>();
  read.forEach((entry, index) => {
    if (entry === null) return;
    const earlier = seen.get(entry.event.id);
    if (earlier === undefined) seen.set(entry.event.id, index);
    else {
      const message = `events[${earlier}] has the same id`;
      problems.push({
        message,
        path: `events[${index}].id`,
        value: entry.event.id,
        expected: 'ids that are unique',
      });
    }
  });
  const whole = read.filter((entry) => entry !== null);
  if (whole.length === read.length) checkReferences(whole, model, problems);
  return whole.map((entry) => entry.event);
}

function readEvent(
  row: unknown,
  path: string,
  ordinals: Map<string, number>,
  model: Model,
  problems: Problem[],
): ReadEvent | null {
  if (!isJsonObject(row)) {
    problems.push({
      message: 'is not an event',
      path,
      value: shownJson(row),
      expected: 'an object with a type',
    });
    return null;
  }
  const type = given(row, 'type');
  const definition = typeof type === 'string' ? definitionOf(type) : null;
  if (definition === null) {
    const types = EVENT_DEFINITIONS.map((known) => known.type);
    const close = typeof type === 'string' ? nearestWord(type, types) : null;
    const hint = close === null ? '' : `; did you mean ${close}?`;
    const message = type === undefined ? 'an event needs a type' : `unknown event type${hint}`;
    problems.push({
      message,
      path: `${path}.type`,
      ...(type === undefined ? {} : { value: shownJson(type) }),
      expected: `one of ${types.join(', ')}`,
    });
    return null;
  }
  const ordinal = (ordinals.get(definition.type) ?? 0) + 1;
  ordinals.set(definition.type, ordinal);
  const findings: FieldFindings = { problems: [], references: [] };
  checkBase(row, path, model, findings);
  checkFields(definition.fields, row, path, BASE_KEYS, findings);
  if (definition.oneOf !== undefined) checkAlternatives(definition.oneOf, row, path, findings);
  if (findings.problems.length === 0) {
    for (const problem of definition.check(resolveFields(definition.fields, row, drawMid))) {
      findings.problems.push({
        ...problem,
        path: problem.path === undefined ? path : `${path}.${problem.path}`,
      });
    }
  }
  problems.push(...findings.problems);
  if (findings.problems.length > 0) return null;
  const id = given(row, 'id');
  const fields = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  const event = {
    ...fields,
    id: typeof id === 'string' ? id : `${definition.type}-${ordinal}`,
    type: definition.type,
  };
  return { event, references: findings.references };
}

function checkBase(row: JsonObject, path: string, model: Model, { problems, ...rest }: FieldFindings): void {
  const id = given(row, 'id');
  if (id !== undefined && (typeof id !== 'string' || id.trim() === '')) {
    problems.push({
      message: 'is not an id',
      path: `${path}.id`,
      value: shownJson(id),
      expected: 'a text that is not empty',
    });
  }
  const on = given(row, 'on');
  const day = typeof on === 'string' ? dayNumber(on) : null;
  const today = utcDayNumber(model.asOf);
  if (on !== undefined && day === null) {
    problems.push({
      message: 'is not a day',
      path: `${path}.on`,
      value: shownJson(on),
      expected: 'a calendar day such as 2026-05-01',
    });
  }
  if (day !== null && today !== null && day < today) {
    const expected = `${dayText(today)} or later`;
    problems.push({
      message: 'lies before the model (asOf)',
      path: `${path}.on`,
      value: shownJson(on),
      expected,
    });
  }
  const probability = given(row, 'probability');
  const isRatio = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;
  if (isJsonObject(probability)) {
    checkInterval(probability, `${path}.probability`, { problems, ...rest }, isRatio, 'a ratio from 0 to 1');
  } else if (probability !== undefined && !isRatio(probability)) {
    problems.push({
      message: 'is not a probability',
      path: `${path}.probability`,
      value: shownJson(probability),
      expected: 'a ratio from 0 to 1',
    });
  }
  const disabled = given(row, 'disabled');
  if (disabled !== undefined && typeof disabled !== 'boolean') {
    problems.push({
      message: 'is not true or false',
      path: `${path}.disabled`,
      value: shownJson(disabled),
      expected: 'true or false',
    });
  }
}

/** Every named entity exists in the model, or an event that applies earlier creates it; none of them is down from the start. */
function checkReferences(read: readonly ReadEvent[], model: Model, problems: Problem[]): void {
  const known = new Map<EntityKind, Map<string, string | undefined>>();
  const optionsOf = (kind: EntityKind) => {
    let options = known.get(kind);
    if (options === undefined) {
      options = new Map(entityOptions(model, kind).map((option) => [option.id, option.disabled]));
      known.set(kind, options);
    }
    return options;
  };
  const found: Problem[][] = read.map(() => []);
  const created = new Set<string>();
  const taken = new Set([
    ...model.hosts.map(({ id }) => `host:${id}`),
    ...model.edgeNodes.map(({ id }) => `edgeNode:${id}`),
  ]);
  for (const { event, index } of inApplicationOrder(read.map((entry) => entry.event))) {
    for (const { kind, id, path, mayBeDown } of read[index]?.references ?? []) {
      if (kind === 'constraint' || created.has(`${kind}:${id}`)) continue;
      const options = optionsOf(kind);
      const name = ENTITY_NAMES[kind];
      if (!options.has(id)) {
        const close = nearestWord(id, [...options.keys()]);
        const hint = close === null ? '' : `; did you mean ${close}?`;
        found[index]?.push({
          message: `there is no ${name} ${id}${hint}`,
          path,
          value: id,
          expected: `an existing ${name} id`,
        });
      } else if (!mayBeDown && options.get(id) !== undefined) {
        found[index]?.push({
          message: `${name} ${id} ${options.get(id)}`,
          path,
          value: id,
          expected: `one that is up`,
        });
      }
    }
    const definition = definitionOf(event.type);
    if (definition === null) continue;
    for (const thing of definition.creates(resolveFields(definition.fields, event, drawMid), taken)) {
      created.add(thing);
      taken.add(thing);
    }
  }
  problems.push(...found.flat());
}
