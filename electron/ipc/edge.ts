import type { IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import {
  CONTRACT,
  isChannelName,
  type ChannelName,
  type Handlers,
  type RequestOf,
  type ResponseOf,
} from '../../shared/ipc/contract.ts';
import type { ErrorCode, Reply } from '../../shared/ipc/reply.ts';
import { ioMessage, Refusal } from '../refusal.ts';
import { isPlainData } from './plain-data.ts';

/** Where a call comes from, as far as the edge cares. */
export interface Sender {
  /** Address of the calling frame; `null` once it is gone. */
  readonly url: string | null;
  /** Whether the frame is the top frame of its window. */
  readonly isTopFrame: boolean;
}

/** The sender of an Electron IPC event. */
export function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame;
  return { url: frame?.url ?? null, isTopFrame: frame !== null && frame.parent === null };
}

export interface EdgeOptions {
  /** Addresses our own page may have: `headroom://app`, and the development server's while developing. */
  readonly origins: readonly string[];
  /** Hears of bugs; the person only hears that there was one. */
  readonly report: (channel: string, error: unknown) => void;
  /** Hears how long each request of the contract took. */
  readonly onAnswer?: (channel: ChannelName, ms: number) => void;
}

/** Only our own page, in the top frame of its window. */
export function isTrusted(sender: Sender, origins: readonly string[]): boolean {
  if (!sender.isTopFrame || sender.url === null || !URL.canParse(sender.url)) return false;
  const { protocol, host } = new URL(sender.url);
  return origins.includes(`${protocol}//${host}`);
}

const failure = (code: ErrorCode, message: string): Reply<never> => ({ ok: false, code, message });

/** What is wrong with a request, without repeating its contents. */
function schemaMessage(channel: string, issues: readonly v.BaseIssue<unknown>[]): string {
  const [first] = issues;
  const path = first?.path?.map((part) => String(part.key)).join('.') ?? '';
  return `${channel}: ${path === '' ? 'the request' : path} is not as agreed${first === undefined ? '' : ` (expected ${first.expected ?? 'something else'})`}`;
}

/** One error, one place: refusals keep their code, the system's errors become sentences, all else is a bug. */
export function replyOfError(channel: string, error: unknown, report: EdgeOptions['report']): Reply<never> {
  if (error instanceof Refusal) {
    const { code, message, problems } = error;
    return problems.length > 0 ? { ok: false, code, message, problems } : { ok: false, code, message };
  }
  const said = ioMessage(error);
  report(channel, error);
  if (said !== null) return failure('io', said);
  return failure(
    'internal',
    'Something went wrong inside Headroom. Nothing was saved by this step; the log has the details.',
  );
}

async function run<Name extends ChannelName>(
  channel: Name,
  handler: Handlers[Name],
  request: unknown,
  report: EdgeOptions['report'],
): Promise<Reply<ResponseOf<Name>>> {
  if (!isPlainData(request)) return failure('bad-request', `${channel}: the request is not plain data.`);
  const checked = v.safeParse(CONTRACT[channel].request, request);
  if (!checked.success) return failure('bad-request', schemaMessage(channel, checked.issues));
  try {
    // The schema just parsed is this channel's own, so its output is this channel's request.
    return { ok: true, value: await handler(checked.output as RequestOf<Name>) };
  } catch (error) {
    return replyOfError(channel, error, report);
  }
}

/**
 * The one way in: who asks, what for, with what. Never throws. The answer to a stranger does not depend on what was
 * asked, so that nothing can be learnt from it.
 */
export function createEdge(
  handlers: Handlers,
  options: EdgeOptions,
): (sender: Sender, channel: unknown, request: unknown) => Promise<Reply<unknown>> {
  return async (sender, channel, request) => {
    if (!isTrusted(sender, options.origins))
      return failure('forbidden', 'This page may not ask Headroom anything.');
    if (!isChannelName(channel)) return failure('bad-request', 'There is no such request.');
    const from = performance.now();
    const reply = await run(channel, handlers[channel], request, options.report);
    options.onAnswer?.(channel, performance.now() - from);
    return reply;
  };
}
