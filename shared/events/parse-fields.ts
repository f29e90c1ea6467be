import { LEAST_AMOUNT } from '../units.ts';
import { dayNumber } from '../model/instant.ts';
import { shownJson as shown } from '../model/problem-collector.ts';
import type { Problem } from '../model/problem.ts';
import { isJsonObject as isObject, isNoise, type JsonObject } from '../model/read-fields.ts';
import {
  largestOf,
  type Alternative,
  type CountField,
  type EntityField,
  type EntityKind,
  type Field,
  type QuantityField,
  type RatioField,
} from './field.ts';

type Json = JsonObject;

/** An id an event names, and where. */
export interface Reference {
  readonly kind: EntityKind;
  readonly id: string;
  readonly path: string;
  readonly mayBeDown: boolean;
}

/** Collects what is wrong with an event's fields and which entities they name. */
export interface FieldFindings {
  readonly problems: Problem[];
  readonly references: Reference[];
}

/** An own property; `null` counts as absent, as in model documents. */
export function given(json: Json, name: string): unknown {
  return Object.hasOwn(json, name) ? (json[name] ?? undefined) : undefined;
}

function wrong(findings: FieldFindings, path: string, value: unknown, expected: string): void {
  findings.problems.push({ message: `not ${expected}`, path, value: shown(value), expected });
}

const joined = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

/**
 * Checks an object against field data: unknown keys, missing required fields, kinds, ranges, intervals. Everything wrong
 * is found in one pass. `extra` names keys that belong to somebody else (an event's `id`, `type`, …).
 */
export function checkFields(
  fields: readonly Field[],
  json: Json,
  path: string,
  extra: readonly string[],
  findings: FieldFindings,
): void {
  const known = new Map(fields.map((field) => [field.name, field]));
  for (const key of Object.keys(json)) {
    if (known.has(key) || extra.includes(key)) continue;
    const names = [...extra, ...known.keys()].join(', ');
    findings.problems.push({
      message: 'unknown key',
      path: joined(path, key),
      value: shown(json[key]),
      expected: `one of ${names}`,
    });
  }
  for (const field of fields) {
    const value = given(json, field.name);
    const at = joined(path, field.name);
    if (value === undefined) {
      if (field.required)
        findings.problems.push({
          message: `${field.name} is missing`,
          path: at,
          expected: expectation(field),
        });
      continue;
    }
    checkField(field, value, at, findings);
  }
}

function checkField(field: Field, value: unknown, path: string, findings: FieldFindings): void {
  switch (field.kind) {
    case 'entity':
      return field.many ? checkIds(field, value, path, findings) : checkId(field, value, path, findings);
    case 'count':
    case 'quantity':
    case 'ratio':
      return checkNumber(field, value, path, findings);
    case 'choice':
      if (field.choices.some((choice) => choice.value === value)) return;
      return wrong(findings, path, value, expectation(field));
    case 'day':
      if (typeof value === 'string' && dayNumber(value) !== null) return;
      return wrong(findings, path, value, expectation(field));
    case 'text':
      if (typeof value === 'string' && value.trim() !== '') return;
      return wrong(findings, path, value, expectation(field));
    case 'object':
      if (!isObject(value)) return wrong(findings, path, value, expectation(field));
      return checkFields(field.fields, value, path, [], findings);
    case 'list':
      if (!Array.isArray(value) || value.length < field.minItems) {
        return wrong(findings, path, value, expectation(field));
      }
      value.forEach((item: unknown, index) => {
        if (isObject(item)) checkFields(field.item, item, `${path}[${index}]`, [], findings);
        else wrong(findings, `${path}[${index}]`, item, 'an object');
      });
      return;
    case 'variant': {
      const variant = isObject(value)
        ? field.variants.find((candidate) => candidate.value === value[field.tag])
        : undefined;
      if (variant === undefined || !isObject(value)) return wrong(findings, path, value, expectation(field));
      return checkFields(variant.fields, value, path, [field.tag], findings);
    }
  }
}

function checkIds(field: EntityField, value: unknown, path: string, findings: FieldFindings): void {
  if (!Array.isArray(value) || value.length === 0) return wrong(findings, path, value, 'a list of ids');
  const seen = new Set<unknown>();
  value.forEach((id: unknown, index) => {
    if (seen.has(id))
      findings.problems.push({ message: 'named twice', path: `${path}[${index}]`, value: shown(id) });
    seen.add(id);
    checkId(field, id, `${path}[${index}]`, findings);
  });
}

function checkId(field: EntityField, value: unknown, path: string, findings: FieldFindings): void {
  if (typeof value !== 'string' || value === '') return wrong(findings, path, value, 'an id');
  findings.references.push({ kind: field.of, id: value, path, mayBeDown: field.mayBeDown ?? false });
}

type NumberField = CountField | QuantityField | RatioField;

function checkNumber(field: NumberField, value: unknown, path: string, findings: FieldFindings): void {
  if (!isObject(value)) {
    if (!allows(field, value)) wrong(findings, path, value, numberExpectation(field, value));
    return;
  }
  const largest = Object.values(value).find((part) => Number(part) > largestOf(field));
  checkInterval(value, path, findings, (part) => allows(field, part), numberExpectation(field, largest));
}

/** `{low, mid, high, confidence?}`: low ≤ mid ≤ high, each within what the number itself may be, confidence between 0 and 1. */
export function checkInterval(
  value: Json,
  path: string,
  findings: FieldFindings,
  allowed: (part: unknown) => boolean,
  expected: string,
): void {
  for (const key of Object.keys(value)) {
    if (!['low', 'mid', 'high', 'confidence'].includes(key)) {
      findings.problems.push({
        message: 'unknown key',
        path: `${path}.${key}`,
        expected: 'low, mid, high, confidence',
      });
    }
  }
  const { low, mid, high, confidence } = value;
  const before = findings.problems.length;
  for (const [key, part] of [
    ['low', low],
    ['mid', mid],
    ['high', high],
  ] as const) {
    if (!allowed(part)) wrong(findings, `${path}.${key}`, part, expected);
  }
  if (findings.problems.length === before && !(Number(low) <= Number(mid) && Number(mid) <= Number(high))) {
    wrong(findings, path, value, 'low ≤ mid ≤ high');
  }
  if (confidence !== undefined && !(typeof confidence === 'number' && confidence > 0 && confidence < 1)) {
    wrong(findings, `${path}.confidence`, confidence, 'a number between 0 and 1, without the ends');
  }
}

function allows(field: NumberField, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (isNoise(value)) return false;
  if (field.kind === 'ratio') return value >= 0 && value <= 1;
  if (field.kind === 'count') {
    return Number.isSafeInteger(value) && value >= field.min && value <= largestOf(field);
  }
  return (
    value >= (field.min ?? -Infinity) &&
    value <= largestOf(field) &&
    (field.above === undefined || value > field.above)
  );
}

/** What a number must be; the largest amount of its unit, and the least, are named only where the value is beyond them. */
function numberExpectation(field: NumberField, value: unknown): string {
  if (isNoise(value)) return `0, or at least ${LEAST_AMOUNT}`;
  const named = field.kind === 'ratio' || field.max !== undefined || !(Number(value) > largestOf(field));
  return named ? expectation(field) : `${expectation(field)}, at most ${largestOf(field)}`;
}

/** What a field's value must be, as a phrase: the parser's and the form's message. */
function expectation(field: Field): string {
  switch (field.kind) {
    case 'entity':
      return field.many ? 'a list of ids' : 'an id';
    case 'count':
      return field.max === undefined
        ? `a whole number, at least ${field.min}`
        : `a whole number from ${field.min} to ${field.max}`;
    case 'quantity': {
      const bounds = [
        field.above === undefined ? undefined : `above ${field.above}`,
        field.min === undefined ? undefined : `at least ${field.min}`,
        field.max === undefined ? undefined : `at most ${field.max}`,
      ].filter((bound) => bound !== undefined);
      return ['a number', ...bounds].join(', ');
    }
    case 'ratio':
      return 'a ratio from 0 to 1';
    case 'choice':
      return `one of ${field.choices.map((choice) => choice.value).join(', ')}`;
    case 'day':
      return 'a calendar day such as 2026-05-01';
    case 'text':
      return 'a text that is not empty';
    case 'object':
      return 'an object';
    case 'list':
      return field.minItems > 0 ? `a list of at least ${field.minItems}` : 'a list';
    case 'variant':
      return `an object whose ${field.tag} is one of ${field.variants.map((variant) => variant.value).join(', ')}`;
  }
}

/** Checks that exactly one alternative is given (recognised by its first field) and nothing of the others. */
export function checkAlternatives(
  oneOf: readonly Alternative[],
  json: Json,
  path: string,
  findings: FieldFindings,
): void {
  const has = (name: string | undefined) => name !== undefined && given(json, name) !== undefined;
  const ways = oneOf.map((alternative) => alternative.fields[0] ?? '');
  const chosenWays = oneOf.filter((alternative) => has(alternative.fields[0]));
  const [chosen] = chosenWays;
  if (chosen === undefined) {
    findings.problems.push({
      message: `one of ${ways.join(', ')} is missing`,
      path,
      expected: `one of ${ways.join(', ')}`,
    });
    return;
  }
  if (chosenWays.length > 1) {
    findings.problems.push({
      message: `${chosenWays.map((alternative) => alternative.fields[0]).join(' and ')} exclude each other`,
      path,
      expected: `one of ${ways.join(', ')}`,
    });
    return;
  }
  const foreign = new Set(oneOf.flatMap((alternative) => alternative.fields));
  for (const name of chosen.fields) foreign.delete(name);
  for (const name of foreign) {
    if (has(name)) {
      findings.problems.push({
        message: `${name} has no meaning beside ${chosen.fields[0]}`,
        path: joined(path, name),
        value: shown(json[name]),
      });
    }
  }
}
