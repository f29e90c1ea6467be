import type { Connection } from '../../shared/import/live/connection.ts';
import type { SyncReport } from '../../shared/import/live/sync-report.ts';
import type { ConnectionList, ConnectionState } from '../../shared/ipc/connection-channels.ts';
import type { Progress } from '../../shared/ipc/notice.ts';
import { baseUrlOf, originOf, type Secrets } from '../prometheus/endpoint.ts';
import { SecretStore } from '../prometheus/secret-store.ts';
import { Refusal } from '../refusal.ts';
import type { StoredConnection } from '../workers/connection-service.ts';
import type { Access, PrometheusService } from '../workers/prometheus-service.ts';
import type { Client } from '../workers/rpc.ts';
import type { WorkspaceService } from '../workers/workspace-service.ts';
import type { Tasks } from './tasks.ts';

export interface DeskOptions {
  readonly workspace: Client<WorkspaceService>;
  readonly network: () => Client<PrometheusService>;
  readonly secrets: SecretStore;
  readonly tasks: Tasks;
  readonly clock: () => number;
  readonly notifyProgress: (progress: Progress) => void;
  /** A scheduled sync began, or ended having changed the workspace or not. */
  readonly notifyScheduled: (changed: boolean) => Promise<void> | void;
  readonly messageOf: (error: unknown) => string;
}

interface Memory {
  running: string | null;
  lastReport: SyncReport | null;
  lastSyncAtMs: number | null;
  lastFailure: string | null;
}

/** How often the desk looks whether a scheduled sync is due. */
const LOOK_EVERY_MS = 15_000;
const MINUTE_MS = 60_000;

/**
 * Connections as the window sees them: the workspace's entry, the person's secrets and schedule, what is running. Nothing
 * goes over the network unless the person asked for it here, or switched the schedule on for this connection and server on
 * this machine.
 */
export class ConnectionDesk {
  readonly #options: DeskOptions;
  readonly #memory = new Map<string, Memory>();
  #timer: NodeJS.Timeout | null = null;
  #scheduled = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  #keyOf({ id, url }: Connection): string {
    return SecretStore.keyOf(id, originOf(url));
  }

  #memoryOf(connection: Connection): Memory {
    const key = this.#keyOf(connection);
    let memory = this.#memory.get(key);
    if (memory === undefined) {
      memory = { running: null, lastReport: null, lastSyncAtMs: null, lastFailure: null };
      this.#memory.set(key, memory);
    }
    return memory;
  }

  async list(): Promise<ConnectionList> {
    const stored = await this.#options.workspace.call('connections', null);
    return { storage: this.#options.secrets.storage, connections: stored.map((one) => this.#stateOf(one)) };
  }

  #stateOf({ connection, coveredToMs }: StoredConnection): ConnectionState {
    const key = this.#keyOf(connection);
    const everyMinutes = this.#options.secrets.everyMinutes(key);
    return {
      connection,
      secrets: this.#options.secrets.state(key),
      everyMinutes,
      nextSyncAtMs: everyMinutes === null ? null : this.#dueAtMs(connection, everyMinutes, coveredToMs),
      ...this.#memoryOf(connection),
      coveredToMs,
    };
  }

  #dueAtMs(connection: Connection, everyMinutes: number, coveredToMs: number | null): number {
    const last = this.#memoryOf(connection).lastSyncAtMs ?? coveredToMs;
    const nowMs = this.#options.clock();
    // A last time that is still to come was noted before the clock was set back: it is nothing to wait for.
    return last === null || last > nowMs ? nowMs : last + everyMinutes * MINUTE_MS;
  }

  /** @throws Refusal `bad-input` for what is no address, before anything is kept. */
  async save(given: Connection, typed: Secrets, where: 'disk' | 'session'): Promise<void> {
    const connection = { ...given, url: baseUrlOf(given.url) };
    const key = this.#keyOf(connection);
    await this.#options.workspace.call('saveConnection', { connection });
    this.#options.secrets.keep(key, typed, where);
  }

  /** @throws Refusal `busy` while it is being synced: what is still to come would put it back. */
  async remove(id: string): Promise<void> {
    const asked = await this.#options.workspace.call('connection', { id });
    if (this.#memoryOf(asked).running !== null)
      throw new Refusal('busy', `${asked.name} is being synced. Stop that first, then remove it.`);
    const connection = await this.#options.workspace.call('removeConnection', { id });
    this.#options.secrets.forget(this.#keyOf(connection));
    this.#memory.delete(this.#keyOf(connection));
  }

  /** A connection with its secrets: those typed just now over those kept for this server. */
  access(connection: Connection, typed: Secrets = {}): Access {
    const kept = this.#options.secrets.secrets(this.#keyOf(connection));
    const headers = { ...kept.headers, ...typed.headers };
    return { connection, secrets: { ...kept, ...typed, headers } };
  }

  async accessById(id: string): Promise<Access> {
    return this.access(await this.#options.workspace.call('connection', { id }));
  }

  /** @throws Refusal `busy` when the connection is being synced already. */
  async sync(id: string, days: number, task: string, scheduled = false): Promise<SyncReport> {
    const access = await this.accessById(id);
    const memory = this.#memoryOf(access.connection);
    if (memory.running !== null)
      throw new Refusal('busy', `${access.connection.name} is being synced already.`);
    memory.running = task;
    try {
      const report = await this.#options.tasks.run(task, (signal) =>
        this.#options.network().call(
          'sync',
          { ...access, days, scheduled },
          {
            signal,
            // The worker sends exactly what `Progress` says.
            onProgress: (state) =>
              this.#options.notifyProgress({
                task,
                kind: 'sync',
                ...(state as Omit<Progress, 'task' | 'kind'>),
              }),
          },
        ),
      );
      memory.lastReport = report;
      memory.lastFailure = null;
      return report;
    } catch (error) {
      memory.lastFailure = this.#options.messageOf(error);
      throw error;
    } finally {
      memory.running = null;
      memory.lastSyncAtMs = this.#options.clock();
    }
  }

  async schedule(id: string, everyMinutes: number | null): Promise<void> {
    const { connection } = await this.accessById(id);
    this.#options.secrets.schedule(this.#keyOf(connection), everyMinutes);
  }

  /** Begins to look for scheduled syncs that are due. */
  start(): void {
    this.#timer ??= setInterval(
      () => void this.runDue().catch(this.#options.messageOf),
      LOOK_EVERY_MS,
    ).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Connections whose time has come. Their secrets are not looked at: the key store may ask the person for that. */
  async #due(): Promise<readonly Connection[]> {
    const { workspace, secrets, clock } = this.#options;
    const stored = await workspace.call('connections', null).catch(() => []); // no workspace is open
    return stored
      .filter(({ connection, coveredToMs }) => {
        const everyMinutes = secrets.everyMinutes(this.#keyOf(connection));
        if (everyMinutes === null || this.#memoryOf(connection).running !== null) return false;
        return this.#dueAtMs(connection, everyMinutes, coveredToMs) <= clock();
      })
      .map(({ connection }) => connection);
  }

  /** Runs the scheduled syncs that are due. Failures are shown beside the connection and tried again at the next time. */
  async runDue(): Promise<void> {
    for (const { id } of await this.#due()) {
      // Looked at anew: while another one was synced, this one may have been, or was switched off.
      const connection = (await this.#due()).find((due) => due.id === id);
      if (connection === undefined) continue;
      this.#scheduled += 1;
      const work = this.sync(id, connection.days, `scheduled-sync-${this.#scheduled}`, true);
      await this.#options.notifyScheduled(false);
      const report = await work.catch(() => null);
      const changed = report?.queries.some((query) => query.changed > 0) ?? false;
      await this.#options.notifyScheduled(changed);
    }
  }
}
