import { withoutSecrets } from './without-secrets.ts';

/** An error as it is kept: what it is and where in our own code it came up. */
export interface ErrorRecord {
  readonly atMs: number;
  /** The request or the part that failed: `plan:run`, `worker`, `page`. */
  readonly place: string;
  /** Class of the error: `TypeError`. */
  readonly name: string;
  /** Code of the system or the database, where it has one: `ENOSPC`, `SQLITE_FULL`. */
  readonly code: string | null;
  /** Places in our own bundles, innermost first: `workspace-worker.js:120:8 readModel`. No folder of the machine. */
  readonly frames: readonly string[];
  /** Without what looks like a secret. May name entities and files: left out of a report unless asked for. */
  readonly message: string;
}

const MOST_FRAMES = 12;
const LONGEST_MESSAGE = 1000;
/** `    at name (file:///anywhere/out/main/x.js:1:2)`; folders before the file's name are dropped. */
const FRAME = /^\s+at (?:(?:async )?(.+?) \()?(?:.*[\\/])?([\w.-]+\.(?:js|cjs|mjs|ts)):(\d+):(\d+)\)?$/;
/** Names of functions and classes as code has them; anything else may have been made from data. */
const IDENTIFIER = /^[\w$.<>[\] #]{1,80}$/;

function framesOf(stack: string): readonly string[] {
  return stack
    .split('\n')
    .map((text) => FRAME.exec(text))
    .filter((found) => found !== null)
    .slice(0, MOST_FRAMES)
    .map(([, name = '', file = '', line = '', column = '']) => {
      const at = `${file}:${line}:${column}`;
      return IDENTIFIER.test(name) ? `${at} ${name}` : at;
    });
}

const word = (value: unknown, fallback: string): string =>
  typeof value === 'string' && /^\w{1,60}$/.test(value) ? value : fallback;

function codeOf(error: object): string | null {
  const code: unknown = 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : null;
}

/** What is kept of an error, whatever was thrown. */
export function errorRecord(place: string, error: unknown, atMs: number): ErrorRecord {
  const is = typeof error === 'object' && error !== null ? error : {};
  const stack: unknown = 'stack' in is ? is.stack : '';
  const message: unknown = 'message' in is ? is.message : error;
  return {
    atMs,
    place: /^[\w:.-]{1,80}$/.test(place) ? place : 'unknown',
    name: word('name' in is ? is.name : null, typeof error === 'object' ? 'Error' : typeof error),
    code: codeOf(is),
    frames: typeof stack === 'string' ? framesOf(stack) : [],
    message: withoutSecrets(typeof message === 'string' ? message : typeof message).slice(0, LONGEST_MESSAGE),
  };
}
