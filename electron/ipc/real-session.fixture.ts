import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { CallTimes } from '../diagnostics/call-times.ts';
import { ErrorRing } from '../diagnostics/error-ring.ts';
import { UpdateDesk } from '../releases/update-desk.ts';
import { SecretStore } from '../prometheus/secret-store.ts';
import { Refusal } from '../refusal.ts';
import { createImportService } from '../workers/import-service.ts';
import type { PrometheusService } from '../workers/prometheus-service.ts';
import { connect, serve, type Client, type Service } from '../workers/rpc.ts';
import { createSimulateService } from '../workers/simulate-service.ts';
import { createWorkspaceService } from '../workers/workspace-service.ts';
import { RecentList } from '../workspace/recent-list.ts';
import { ConnectionDesk } from './connection-desk.ts';
import { Damage } from './damage.ts';
import { FileHandles } from './file-handles.ts';
import { createHandlers } from './handlers.ts';
import { ImportRunner } from './import-runner.ts';
import type { Desktop, Session } from './session.ts';
import { SimulateQueue } from './simulate-queue.ts';
import { Tasks } from './tasks.ts';

// Everything behind the edge as the application ties it together, on a real workspace file, every call through real ports.
// Only the screen and the network are not there: dialogs are closed at once, saving goes to a folder of its own.

const FILES: Readonly<Record<string, string>> = {
  'regions.csv': 'id,name\neu,Europe\n',
  'clusters.csv': 'id,region\na,eu\n',
  'hosts.csv':
    'id,cluster,failure_domain,cpu_cores,memory_gib\nh1,a,r1,64,512\nh2,a,r1,64,512\nh3,a,r2,64,1024\n',
  'flavors.csv': 'id,vcpus,memory_gib\ns2,2,4\n',
  'microvms.csv': 'id,host,flavor,customer,count\nvm-1,h1,s2,acme,30\nvm-2,h3,s2,bolt,20\n',
  'overhead.csv': 'memory_bytes_per_vm,cpu_cores_per_vm,source\n0,0,assumed\n',
  'm.csv':
    'timestamp,entity,metric,value\n2026-03-30T00:00:00Z,h1,cpu_used_cores,10\n2026-03-30T00:05:00Z,h1,cpu_used_cores,12\n',
};

export interface RealSession {
  readonly handlers: Handlers;
  readonly folder: string;
  /** The workspace's file, for looking into it from outside. */
  readonly file: string;
  end(): Promise<void>;
}

type PlaceOf = (name: string) => string;

function desktopOf(placeOf: PlaceOf): Desktop {
  const save = (name: string): Promise<string> => Promise.resolve(placeOf(name));
  const closed = (): Promise<null> => Promise.resolve(null);
  return {
    askOpenWorkspace: closed,
    askSaveWorkspace: closed,
    askOpenData: () => Promise.resolve([]),
    askOpenFolder: () => Promise.resolve([]),
    askOpenJson: closed,
    askSaveJson: save,
    askSaveData: save,
    askSaveRules: save,
    printPage: () => Promise.resolve(new Uint8Array()),
    openLink: () => Promise.resolve(),
    openNotices: () => Promise.resolve(),
    theme: () => 'system',
    setTheme: () => undefined,
    versions: { app: '0', electron: '0', chrome: '0', node: '0' },
    platform: process.platform,
    windowFacts: () => ({}),
  };
}

/**
 * A workspace with one small region, opened, and every verb of the contract on it. `placeOf`: where what is suggested under a
 * name is saved.
 */
export async function realSession(placeOf?: PlaceOf): Promise<RealSession> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom session '));
  const inFolder: PlaceOf = (name) => join(folder, `saved-${name.replaceAll(/[^\w.-]/g, '_').slice(0, 60)}`);
  const channels: MessageChannel[] = [];
  const over = <S extends Service>(service: S): Client<S> => {
    const channel = new MessageChannel();
    channels.push(channel);
    serve(channel.port1, service);
    return connect<S>(channel.port2);
  };
  let now = Date.parse('2026-04-01T00:00:00Z');
  const clock = (): number => (now += 1000);
  const service = createWorkspaceService({ clock, author: 'ada' });
  const workspace = over(service);
  const importing = over(createImportService(() => over(service)));
  const simulating = over(createSimulateService(() => over(service)));
  const network: Client<PrometheusService> = {
    call: () => Promise.reject(new Refusal('server', 'There is no network here.')),
    close: () => undefined,
  };
  const tasks = new Tasks();
  const imports = new ImportRunner(workspace, () => importing);
  const session: Session = {
    workspace,
    simulations: new SimulateQueue(
      () => simulating,
      () => simulating,
    ),
    imports,
    network: () => network,
    desk: new ConnectionDesk({
      workspace,
      network: () => network,
      secrets: new SecretStore(join(folder, 'connections.json'), {
        isEncryptionAvailable: () => false,
        encryptString: () => Buffer.alloc(0),
        decryptString: () => '',
      }),
      tasks,
      clock,
      notifyProgress: () => undefined,
      notifyScheduled: () => undefined,
      messageOf: String,
    }),
    updates: () =>
      Promise.resolve(
        new UpdateDesk({
          file: join(folder, 'updates.json'),
          version: '0.1.0',
          clock,
          brought: null,
          fetch: () => Promise.reject(new Refusal('server', 'There is no network here.')),
        }),
      ),
    tasks,
    damage: new Damage(),
    recent: new RecentList(join(folder, 'recent.json')),
    files: new FileHandles(),
    errors: new ErrorRing(join(folder, 'errors.json'), clock),
    calls: new CallTimes(),
    desktop: desktopOf(placeOf ?? inFolder),
    samplePath: join(folder, 'Sample.headroom'),
    sampleAssets: join(folder, 'no-assets'),
    notify: () => undefined,
    clock,
    messageOf: String,
  };
  const file = join(folder, 'w.headroom');
  await workspace.call('create', { path: file, sample: false });
  const paths = Object.entries(FILES).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  const reading = { paths, mappings: [], timeZone: null, observedAt: null, leaveOut: [] };
  await imports.run({ ...reading, signal: new AbortController().signal, onProgress: () => undefined });
  return {
    handlers: createHandlers(session),
    folder,
    file,
    async end() {
      await workspace.call('close', null);
      for (const { port1 } of channels) port1.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
