import type { Problem } from '../model/problem.ts';

/** Codes any channel may answer with: they come from the edge itself, not from the verb. */
export type EdgeErrorCode =
  /** The request did not match the channel's schema, or the channel does not exist. */
  | 'bad-request'
  /** The caller is not our own top frame. */
  | 'forbidden'
  /** Disk or operating system refused: full, read-only, gone, not permitted. */
  | 'io'
  /** A bug. The log has the details. */
  | 'internal';

export type ErrorCode =
  | EdgeErrorCode
  /** The verb needs an open workspace. */
  | 'no-workspace'
  /** The file is open in another window or process of Headroom. */
  | 'locked'
  /** The file was written by a newer version. */
  | 'newer-version'
  /** Not a Headroom workspace. */
  | 'not-a-workspace'
  /** A workspace whose file is not what was written; `recovery:offer` says what can be done. */
  | 'damaged'
  /** The workspace was opened read-only. */
  | 'read-only'
  | 'not-found'
  /** Input with located problems: `problems` lists them. */
  | 'bad-input'
  /** The person cancelled; nothing was changed. */
  | 'cancelled'
  /** A newer request of the same kind took its place; the caller drops this one. */
  | 'stale'
  /** Nothing to undo or redo. */
  | 'nothing-to-do'
  /** The same work is already running. */
  | 'busy'
  /** Another computer did not answer as needed; the message says what it said. */
  | 'server'
  /** A password, token or key is needed that is not kept here. */
  | 'needs-secret';

export interface Failure<Code extends ErrorCode = ErrorCode> {
  readonly ok: false;
  readonly code: Code;
  /** One sentence for a person: what happened, to what, what was left unchanged. Never a stack. */
  readonly message: string;
  readonly problems?: readonly Problem[];
}

export type Reply<Value, Code extends ErrorCode = ErrorCode> =
  { readonly ok: true; readonly value: Value } | Failure<Code | EdgeErrorCode>;
