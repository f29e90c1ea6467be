import type { GenericSchema, InferInput, InferOutput } from 'valibot';
import type { ErrorCode } from './reply.ts';

/**
 * One verb of the contract. `request` is checked at run time by the main process; the response is trusted, since only
 * the main process writes it, and exists as a type alone.
 */
export interface Channel<Schema extends GenericSchema, Response, Code extends ErrorCode> {
  readonly request: Schema;
  /** The codes this verb may answer with, besides those of the edge itself. */
  readonly errors: readonly Code[];
  /** Never present: carries the response's type. */
  readonly response?: Response;
}

export type AnyChannel = Channel<GenericSchema, unknown, ErrorCode>;

/** `returns<Value>()(schema, ['not-found'])`: two steps, so that the response is named and the rest inferred. */
export const returns =
  <Response>() =>
  <Schema extends GenericSchema, const Code extends ErrorCode = never>(
    request: Schema,
    errors: readonly Code[] = [],
  ): Channel<Schema, Response, Code> => ({ request, errors });

export type RequestOfChannel<C> = C extends { readonly request: infer Schema extends GenericSchema }
  ? InferOutput<Schema>
  : never;
/** What a caller writes: values with a default may be left out. */
export type InputOfChannel<C> = C extends { readonly request: infer Schema extends GenericSchema }
  ? InferInput<Schema>
  : never;
export type ResponseOfChannel<C> =
  C extends Channel<GenericSchema, infer Response, ErrorCode> ? Response : never;
export type ErrorOfChannel<C> = C extends { readonly errors: readonly (infer Code extends ErrorCode)[] }
  ? Code
  : never;
