import { MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Problem } from '../../shared/model/problem.ts';
import type { ErrorCode } from '../../shared/ipc/reply.ts';
import { Refusal } from '../refusal.ts';
import { withSolver } from '../solver/lazy-solver.ts';

/**
 * Calls between threads, typed by the service they reach. One mechanism for all workers: a call has an id, may report
 * progress, may be cancelled, and answers with a value or a failure.
 */

/** The two ends a call needs: `MessagePort`, `Worker` and `parentPort` all have them. */
export interface Port {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}
type Transferable = ArrayBuffer | MessagePort;

export interface CallContext {
  readonly signal: AbortSignal;
  /** Tells the caller how far the work is. */
  readonly progress: (state: unknown) => void;
  /** Whether the call was cancelled, for work that lets no messages in while it computes. */
  readonly isCancelled: () => boolean;
}

/** A service is a map of functions of one argument; each may use the call's context. */
export type Service = Readonly<Record<string, (argument: never, context: CallContext) => unknown>>;

type ArgumentOf<F> = F extends (argument: infer A, ...rest: never[]) => unknown ? A : never;
type Unwrapped<R> = R extends Transferred<infer V> ? V : R;
type ResultOf<F> = F extends (...rest: never[]) => infer R ? Unwrapped<Awaited<R>> : never;

export interface CallOptions {
  readonly onProgress?: (state: unknown) => void;
  readonly signal?: AbortSignal;
  readonly transfer?: readonly Transferable[];
}

export interface Client<S extends Service> {
  call<Name extends keyof S & string>(
    name: Name,
    argument: ArgumentOf<S[Name]>,
    options?: CallOptions,
  ): Promise<ResultOf<S[Name]>>;
  /** Fails every call under way and every later one: the other side is gone. */
  close(reason: Error): void;
}

interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly problems: readonly Problem[];
  /** Node's own error code, kept so that an I/O error is still one on the other side. */
  readonly systemCode?: string;
  readonly stack?: string;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'progress'; readonly id: number; readonly state: unknown }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure };

/** A value whose buffers go over instead of being copied. */
export class Transferred<T> {
  readonly value: T;
  readonly transfer: readonly Transferable[];

  constructor(value: T, transfer: readonly Transferable[]) {
    this.value = value;
    this.transfer = transfer;
  }
}

const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'kind' in message && 'id' in message;

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { code: error.code, message: error.message, problems: error.problems };
  const plain = error instanceof Error ? error : new Error(String(error));
  return {
    code: 'internal',
    message: plain.message,
    problems: [],
    ...('code' in plain && typeof plain.code === 'string' ? { systemCode: plain.code } : {}),
    ...(plain.stack === undefined ? {} : { stack: plain.stack }),
  };
}

function errorOf(failure: Failure): Error {
  if (failure.code !== 'internal') return new Refusal(failure.code, failure.message, failure.problems);
  const error = new Error(failure.message);
  if (failure.stack !== undefined) error.stack = failure.stack;
  return failure.systemCode === undefined ? error : Object.assign(error, { code: failure.systemCode });
}

/**
 * Answers calls that come in on a port. Functions run in the order of arrival; asynchronous ones interleave. A call that
 * needs the solver of linear programmes before it is loaded is made again after loading.
 *
 * Work that computes for long without a pause asks `isCancelled` now and then: the port is then read for a cancellation, and
 * what else has come waits in its order.
 */
export function serve(port: Port, service: Service): void {
  const running = new Map<number, AbortController>();
  const run = async (id: number, name: string, argument: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const work = Object.hasOwn(service, name) ? service[name] : undefined;
      if (work === undefined) throw new Error(`no such call: ${name}`);
      const value: unknown = await withSolver(() =>
        work(argument as never, {
          signal: controller.signal,
          isCancelled: () => {
            listen();
            return controller.signal.aborted;
          },
          progress: (state) => port.postMessage({ kind: 'progress', id, state } satisfies Message),
        }),
      );
      if (value instanceof Transferred) {
        port.postMessage({ kind: 'value', id, value: value.value } satisfies Message, value.transfer);
      } else {
        port.postMessage({ kind: 'value', id, value } satisfies Message);
      }
    } catch (error) {
      port.postMessage({ kind: 'failure', id, failure: failureOf(error) } satisfies Message);
    } finally {
      running.delete(id);
    }
  };
  const take = (message: Message): void => {
    if (message.kind === 'call') void run(message.id, message.name, message.argument);
    if (message.kind === 'cancel') running.get(message.id)?.abort();
  };
  const later: Message[] = [];
  const takeLater = (): void => {
    for (let next = later.shift(); next !== undefined; next = later.shift()) take(next);
  };
  const listen = (): void => {
    if (!(port instanceof MessagePort)) return;
    for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
      const message: unknown = got.message;
      if (!isMessage(message)) continue;
      if (message.kind === 'cancel' && running.has(message.id)) {
        take(message);
        continue;
      }
      if (later.length === 0) setImmediate(takeLater);
      later.push(message);
    }
  };
  port.on('message', (message) => {
    takeLater();
    if (isMessage(message)) take(message);
  });
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((state: unknown) => void) | undefined;
}

/** The calling side of a port served by `serve`. */
export function connect<S extends Service>(port: Port): Client<S> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let closed: Error | null = null;
  port.on('message', (message) => {
    if (!isMessage(message)) return;
    const call = waiting.get(message.id);
    if (call === undefined) return;
    if (message.kind === 'progress') call.onProgress?.(message.state);
    if (message.kind === 'value') call.resolve(message.value as never);
    if (message.kind === 'failure') call.reject(errorOf(message.failure));
    if (message.kind === 'value' || message.kind === 'failure') waiting.delete(message.id);
  });
  return {
    call(name, argument, { onProgress, signal, transfer } = {}) {
      return new Promise((resolve, reject) => {
        if (closed !== null) {
          reject(closed);
          return;
        }
        lastId += 1;
        const id = lastId;
        waiting.set(id, { resolve, reject, onProgress });
        port.postMessage({ kind: 'call', id, name, argument } satisfies Message, transfer ?? []);
        const cancel = (): void => port.postMessage({ kind: 'cancel', id } satisfies Message);
        if (signal?.aborted === true) cancel();
        else signal?.addEventListener('abort', cancel, { once: true });
      });
    },
    close(reason) {
      closed = reason;
      for (const call of waiting.values()) call.reject(reason);
      waiting.clear();
    },
  };
}
