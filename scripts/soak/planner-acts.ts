import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Connection } from '../../shared/import/live/connection.ts';
import { packDays } from '../../shared/import/pack-days.ts';
import { Refusal } from '../../electron/refusal.ts';
import { createImportService } from '../../electron/workers/import-service.ts';
import type { Client } from '../../electron/workers/rpc.ts';
import { createWorkspaceService, type WorkspaceService } from '../../electron/workers/workspace-service.ts';
import { NEW_RUN } from '../../electron/workspace/sync-writer.ts';
import { countIdsFrom } from './known-ids.ts';

// What a planner does all day to a workspace, one committed change each, the same in every process: an act is known by the
// seed and its number, its time and ids too. A run that was killed can so be held against one that was not.

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-04-01T08:00:00Z');
const ID_ROOM = 10_000;
const HOSTS = 12;

export const ACT_KINDS = [
  'import samples',
  'save scenario',
  'set policy',
  'edit inventory',
  'sync piece',
  'record decision',
  'undo',
  'import inventory',
  'undo',
  'redo',
  'change scenario',
  'duplicate rows',
  'import many samples',
  'remove rows',
  'reset policy',
  'delete scenario',
  'undo',
  'undo',
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** The first act makes the inventory; the others follow the list round and round. */
export const kindOfAct = (act: number): ActKind =>
  act === 0 ? 'import inventory' : (ACT_KINDS[(act - 1) % ACT_KINDS.length] ?? 'undo');

export interface Planner {
  readonly service: WorkspaceService;
  /** Carries an act out; when it resolves, it is committed. */
  act(number: number): Promise<void>;
}

/** A planner at a workspace; `folder` takes the files that are imported. */
export function plannerAt(folder: string, seed: number): Planner {
  let now = START_MS;
  const service = createWorkspaceService({ clock: () => now, author: 'ada' });
  // Without ports: what is called has been done when the call returns, and not only been posted.
  const direct: Client<WorkspaceService> = {
    call: async (name, argument) => (service[name] as (given: unknown) => never)(argument),
    close: () => undefined,
  };
  const imports = createImportService(() => direct);
  const bring = async (files: Readonly<Record<string, string>>): Promise<void> => {
    const paths = Object.entries(files).map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
    const { workspacePath, timeZone, mappings } = service.importSettings();
    const given = { given: [], remembered: mappings, observedAt: null, leaveOut: [] };
    const context = {
      signal: new AbortController().signal,
      progress: () => undefined,
      isCancelled: () => false,
    };
    await imports.run({ ...given, paths, timeZone, workspacePath }, context);
  };
  return {
    service,
    async act(number) {
      now = START_MS + number * HOUR_MS;
      countIdsFrom(1 + number * ID_ROOM);
      const random = xoroshiro128plus(seed * 1_000_003 + number);
      const below = (limit: number): number => uniformInt(random, 0, limit - 1);
      try {
        await ACTS[kindOfAct(number)]({ service, bring, below, number });
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'nothing-to-do')) throw error;
      }
    },
  };
}

interface Doing {
  readonly service: WorkspaceService;
  readonly bring: (files: Readonly<Record<string, string>>) => Promise<void>;
  /** A whole number from 0, below the limit. */
  readonly below: (limit: number) => number;
  readonly number: number;
}

const host = (index: number): string => `h${index + 1}`;

function inventory({ below }: Doing): Readonly<Record<string, string>> {
  const rows = Array.from({ length: HOSTS }, (_, i) => `${host(i)},a,r${i % 4},64,${256 * (1 + below(4))}`);
  const vms = Array.from(
    { length: 40 },
    (_, i) => `vm-${i},${host(below(HOSTS))},s2,c${i % 5},${1 + below(9)}`,
  );
  return {
    'regions.csv': 'id,name\neu,Europe\n',
    'clusters.csv': 'id,region\na,eu\n',
    'hosts.csv': `id,cluster,failure_domain,cpu_cores,memory_gib\n${rows.join('\n')}\n`,
    'flavors.csv': 'id,vcpus,memory_gib\ns2,2,4\n',
    'microvms.csv': `id,host,flavor,customer,count\n${vms.join('\n')}\n`,
    'overhead.csv': 'memory_bytes_per_vm,cpu_cores_per_vm,source\n0,0,assumed\n',
  };
}

/** Samples every five minutes of the days before the act, all hosts in turn. */
function samples({ below, number }: Doing, count: number): string {
  const start = START_MS + Math.floor(number / 24) * 24 * HOUR_MS;
  const lines = Array.from({ length: count }, (_, i) => {
    const at = new Date(start - Math.floor(i / HOSTS) * 300_000).toISOString();
    return `${at},${host(i % HOSTS)},cpu_used_cores,${(1 + below(50_000) / 1000).toFixed(3)}`;
  });
  return `timestamp,entity,metric,value\n${lines.join('\n')}\n`;
}

const scenario = ({ below, number }: Doing): Record<string, unknown> => ({
  schema: 'headroom.scenario/v1',
  name: `loss ${number}`,
  events: [{ type: 'hostLoss', hosts: [host(below(HOSTS))] }],
});

const ANY_ROW = { text: '', missing: null, sort: null };

/** The hosts as the editor's table has them now; `null` once they are undone. */
function hostRows({ service }: Doing) {
  const window = service.inventoryTable({ table: 'hosts', query: ANY_ROW, offset: 0, limit: 50 });
  return window.rows.length === 0 ? null : window;
}

const connection: Connection = {
  id: 'prom',
  name: 'Prometheus',
  url: 'https://prometheus.example',
  auth: { kind: 'none' },
  headers: [],
  tls: { verify: true, ca: null, clientCertificate: null },
  days: 30,
  stepSeconds: 300,
  matchers: '',
  queries: [],
};

const ACTS: Readonly<Record<ActKind, (doing: Doing) => unknown>> = {
  'import inventory': (doing) => doing.bring(inventory(doing)),
  'import samples': (doing) => doing.bring({ 'metrics.csv': samples(doing, 1500) }),
  'import many samples': (doing) => doing.bring({ 'metrics.csv': samples(doing, 12_000) }),
  'save scenario': (doing) => doing.service.saveScenario({ scenario: scenario(doing) }),
  'change scenario': (doing) => {
    const [first] = doing.service.listScenarios();
    return doing.service.saveScenario({
      ...(first === undefined ? {} : { id: first.id }),
      scenario: scenario(doing),
    });
  },
  'delete scenario': ({ service, below }) => {
    const all = service.listScenarios();
    const chosen = all[below(Math.max(1, all.length))];
    return chosen === undefined ? null : service.removeScenario({ id: chosen.id });
  },
  'set policy': ({ service, below }) =>
    service.setPolicy({ key: 'memoryHeadroomMinRatio', value: (5 + below(30)) / 100 }),
  'reset policy': ({ service }) => service.resetPolicy({ key: 'memoryHeadroomMinRatio' }),
  'edit inventory': (doing) => {
    const window = hostRows(doing);
    const row = window?.rows[doing.below(HOSTS)];
    if (window === null || row === undefined) return null;
    const set = [{ at: row.at, column: 'cpu_cores', value: 32 + doing.below(64) }];
    return doing.service.inventoryEdit({ table: 'hosts', revision: window.revision, set, add: [] });
  },
  'duplicate rows': (doing) => {
    const window = hostRows(doing);
    const row = window?.rows[0];
    if (window === null || row === undefined) return null;
    return doing.service.inventoryDuplicate({ table: 'hosts', revision: window.revision, rows: [row.at] });
  },
  'remove rows': (doing) => {
    const window = hostRows(doing);
    const row = window?.rows.at(-1);
    if (window === null || row === undefined) return null;
    return doing.service.inventoryRemove({ table: 'hosts', revision: window.revision, rows: [row.at] });
  },
  'record decision': ({ service, number }) =>
    service.recordDecision({ kind: 'note', title: `decision ${number}`, reason: 'as measured' }),
  'sync piece': ({ service, below, number }) => {
    const fromMs = START_MS - 30 * 24 * HOUR_MS + number * HOUR_MS;
    const times = Float64Array.from({ length: 288 }, (_, i) => fromMs + i * 300_000);
    const days = packDays(
      times,
      Float64Array.from(times, () => below(1000) / 10),
    );
    return service.writeSyncPiece({
      workspacePath: service.importSettings().workspacePath,
      piece: {
        connection,
        question: 'memory',
        window: { fromMs, toMs: fromMs + 24 * HOUR_MS },
        stepMs: 300_000,
        series: [{ entity: host(below(HOSTS)), metric: 'memory_used_bytes', unit: 'bytes', days }],
        report: {
          connection: connection.id,
          name: connection.name,
          startedAtMs: fromMs,
          queries: [],
          finished: false,
          requests: 1,
          retries: 0,
          halved: 0,
          bytes: 0,
        },
        run: NEW_RUN,
      },
    });
  },
  undo: ({ service }) => service.undo(),
  redo: ({ service }) => service.redo(),
};
