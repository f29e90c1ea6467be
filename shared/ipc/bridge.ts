import type { ChannelName, ReplyOf, InputOf } from './contract.ts';
import type { FileHandle } from './import-channels.ts';
import type { NoticeName, Notices } from './notice.ts';
import type { Reply } from './reply.ts';

/** Verbs without a request are called with the channel's name alone. */
export type InvokeArguments<Name extends ChannelName> =
  undefined extends InputOf<Name> ? [] : [request: InputOf<Name>];

/**
 * What `window.headroom` is: the contract's verbs and nothing else. `DroppedFile` is the DOM's `File`, left open here
 * because `shared` knows no DOM.
 */
export interface Bridge<DroppedFile> {
  /** Never rejects: failures come back as `{ok: false, code, message}`. */
  invoke<Name extends ChannelName>(channel: Name, ...request: InvokeArguments<Name>): Promise<ReplyOf<Name>>;
  /** Returns the function that stops listening. */
  on<Name extends NoticeName>(notice: Name, listener: (payload: Notices[Name]) => void): () => void;
  /** Turns dropped or picked files into handles for `import:*`, `scenario:import`, `workspace:open-file`. */
  registerFiles(files: readonly DroppedFile[]): Promise<Reply<readonly FileHandle[]>>;
}
