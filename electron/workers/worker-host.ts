import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import { connect, type Client, type Service } from './rpc.ts';
import type { WorkspaceService } from './workspace-service.ts';

/** What can be attached to the workspace: workers that ask it directly, over a port of their own. */
export type AttachedService = Service & {
  readonly attach: (argument: { readonly port: MessagePort }) => null;
};

/**
 * A worker thread made when first asked for. When it dies, calls under way fail, and the next call starts another one;
 * nothing hangs.
 */
export class WorkerHost<S extends Service> {
  readonly #file: string;
  readonly #onStart: (client: Client<S>) => void;
  readonly #onDeath: (error: Error) => void;
  #worker: Worker | null = null;
  #client: Client<S> | null = null;

  constructor(
    file: string,
    onDeath: (error: Error) => void,
    onStart: (client: Client<S>) => void = () => undefined,
  ) {
    this.#file = file;
    this.#onDeath = onDeath;
    this.#onStart = onStart;
  }

  client(): Client<S> {
    if (this.#client !== null) return this.#client;
    const worker = new Worker(this.#file);
    const client = connect<S>(worker);
    const die = (error: Error): void => {
      client.close(error);
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#client = null;
      this.#onDeath(error);
    };
    worker.on('error', die);
    worker.on('exit', (code) => die(new Error(`a worker ended with code ${code}`)));
    this.#worker = worker;
    this.#client = client;
    this.#onStart(client);
    return client;
  }

  /** Ends the thread; calls under way fail as cancelled, which is no bug to report. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#client?.close(new Refusal('cancelled', 'Headroom is closing.'));
    this.#worker = null;
    this.#client = null;
    await worker?.terminate();
  }
}

/** Gives a worker its own line to the workspace's thread. */
export function introduce(workspace: Client<WorkspaceThread>, other: Client<AttachedService>): void {
  const { port1, port2 } = new MessageChannel();
  // A thread that ends before it has heard this fails every question of its own; its death is reported by its host.
  const unheard = (): void => undefined;
  workspace.call('attach', { port: port1 }, { transfer: [port1] }).catch(unheard);
  other.call('attach', { port: port2 }, { transfer: [port2] }).catch(unheard);
}

/** The workspace's service as its own thread offers it. */
export type WorkspaceThread = WorkspaceService & Pick<AttachedService, 'attach'>;
