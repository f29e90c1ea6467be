import { parseArgs } from 'node:util';
import { nearestWord } from '../../shared/events/nearest-word.ts';
import { UsageError } from './usage-error.ts';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** Stands for the value in help: `FILE`. */
  readonly value?: string;
  readonly help: string;
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What a command was given: texts and flags by option name, and what stands without an option. */
export interface Given {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly rest: readonly string[];
}

export function didYouMean(word: string, words: readonly string[]): string {
  const near = nearestWord(word, words) ?? words.find((known) => known.startsWith(word));
  return near === undefined ? '' : ` Did you mean ${near}?`;
}

/** Nothing, or the next option: `--out --json` names no file. */
function isNoValue(value: string | undefined, specs: OptionSpecs): boolean {
  return (
    value === undefined || value === '' || (value.startsWith('--') && Object.hasOwn(specs, value.slice(2)))
  );
}

/** @throws UsageError for an unknown option, a missing value, an option given twice with different values. */
export function parseOptions(args: readonly string[], specs: OptionSpecs): Given {
  const options = Object.fromEntries(Object.entries(specs).map(([name, { type }]) => [name, { type }]));
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, string | boolean | undefined> = Object.create(null) as Record<string, never>;
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') rest.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (spec === undefined) {
      const names = Object.keys(specs).map((name) => `--${name}`);
      throw new UsageError(`Unknown option ${token.rawName}.${didYouMean(token.rawName, names)}`);
    }
    if (spec.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`--${token.name} takes no value.`);
    }
    if (
      spec.type === 'string' &&
      (token.value === '' || (isNoValue(token.value, specs) && token.inlineValue !== true))
    ) {
      throw new UsageError(`--${token.name} needs a value: --${token.name} ${spec.value ?? 'VALUE'}`);
    }
    const value = spec.type === 'boolean' ? true : token.value;
    if (Object.hasOwn(values, token.name) && values[token.name] !== value) {
      throw new UsageError(`--${token.name} is given twice.`);
    }
    values[token.name] = value;
  }
  return { values, rest };
}

/** The longest window or horizon an option takes, days. */
export const MOST_DAYS = 3650;

export const textOption = ({ values }: Given, name: string): string | null => {
  const value = values[name];
  return typeof value === 'string' ? value : null;
};

export const flagOption = ({ values }: Given, name: string): boolean => values[name] === true;

/** A whole number of an option. @throws UsageError outside `min` … `max`. */
export function wholeOption(given: Given, name: string, fallback: number, min: number, max: number): number {
  const text = textOption(given, name);
  if (text === null) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new UsageError(
      `--${name} is ${JSON.stringify(text)}, expected a whole number from ${min} to ${max}.`,
    );
  }
  return value;
}

/** One of several words. @throws UsageError otherwise. */
export function wordOption<Word extends string>(
  given: Given,
  name: string,
  words: readonly Word[],
  fallback: Word,
): Word {
  const text = textOption(given, name);
  if (text === null) return fallback;
  const word = words.find((known) => known === text);
  if (word === undefined) {
    throw new UsageError(
      `--${name} is ${JSON.stringify(text)}, expected one of ${words.join(', ')}.${didYouMean(text, words)}`,
    );
  }
  return word;
}

/** @throws UsageError when anything stands without an option. */
export function noRest({ rest }: Given): void {
  if (rest.length > 0) throw new UsageError(`Unexpected argument ${JSON.stringify(rest[0])}.`);
}

/** @throws UsageError for an option that says nothing where it is given: silently left out it would seem to be heeded. */
export function onlyOptions({ values }: Given, names: readonly string[], where: string): void {
  const strange = Object.keys(values).find((name) => !names.includes(name));
  if (strange !== undefined) throw new UsageError(`--${strange} does not go with ${where}.`);
}
