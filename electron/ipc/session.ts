import type { Theme } from '../../shared/ipc/app-channels.ts';
import type { NoticeName, Notices } from '../../shared/ipc/notice.ts';
import type { CallTimes } from '../diagnostics/call-times.ts';
import type { ErrorRing } from '../diagnostics/error-ring.ts';
import type { PrometheusService } from '../workers/prometheus-service.ts';
import type { Client } from '../workers/rpc.ts';
import type { WorkspaceService } from '../workers/workspace-service.ts';
import type { UpdateDesk } from '../releases/update-desk.ts';
import type { RecentList } from '../workspace/recent-list.ts';
import type { ConnectionDesk } from './connection-desk.ts';
import type { Damage } from './damage.ts';
import type { FileHandles } from './file-handles.ts';
import type { ImportRunner } from './import-runner.ts';
import type { SimulateQueue } from './simulate-queue.ts';
import type { Tasks } from './tasks.ts';

/** Dialogs and system services the handlers need; Electron behind it in the app, a fake in tests. */
export interface Desktop {
  /** `null`: the dialog was closed. */
  askOpenWorkspace(): Promise<string | null>;
  askSaveWorkspace(suggestedName: string): Promise<string | null>;
  askOpenData(): Promise<readonly string[]>;
  /** One folder, or none when the dialog was closed. */
  askOpenFolder(): Promise<readonly string[]>;
  askOpenJson(): Promise<string | null>;
  askSaveJson(suggestedName: string): Promise<string | null>;
  /** A file or, for several files, the folder they are to be in. */
  askSaveData(suggestedName: string): Promise<string | null>;
  askSaveRules(suggestedName: string): Promise<string | null>;
  /** A page of our own as PDF, `foot` at the foot of each page. */
  printPage(html: string, foot: string): Promise<Uint8Array>;
  openLink(url: string): Promise<void>;
  /** @throws Refusal `not-found` where the page of Chromium's notices does not lie beside the application. */
  openNotices(): Promise<void>;
  theme(): Theme;
  setTheme(theme: Theme): void;
  readonly versions: {
    readonly app: string;
    readonly electron: string;
    readonly chrome: string;
    readonly node: string;
  };
  readonly platform: NodeJS.Platform;
  /** Settings and displays, for a bug report. */
  windowFacts(): object;
}

/** What all handlers share. Built once by `main.ts`. */
export interface Session {
  readonly workspace: Client<WorkspaceService>;
  readonly simulations: SimulateQueue;
  readonly imports: ImportRunner;
  /** The worker that goes over the network, made when first asked for. */
  readonly network: () => Client<PrometheusService>;
  readonly desk: ConnectionDesk;
  /** Looks for newer versions when a person asks; read when it is first wanted. */
  readonly updates: () => Promise<UpdateDesk>;
  readonly tasks: Tasks;
  readonly recent: RecentList;
  readonly files: FileHandles;
  readonly damage: Damage;
  readonly desktop: Desktop;
  /** Where the sample workspace is kept, and the inventory files it is made of. */
  readonly samplePath: string;
  readonly sampleAssets: string;
  readonly notify: <Name extends NoticeName>(notice: Name, payload: Notices[Name]) => void;
  readonly clock: () => number;
  /** The last errors, and how long requests took: what a bug report needs. */
  readonly errors: ErrorRing;
  readonly calls: CallTimes;
  /** A sentence for an error, for where it is not the answer to a call. */
  readonly messageOf: (error: unknown) => string;
}
