import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listBackups } from '../../electron/workspace/backups.ts';
import { openDatabase } from '../../electron/workspace/database.ts';
import { MIGRATIONS } from '../../electron/workspace/migration-list.ts';
import { restoreBackup } from '../../electron/workspace/recovery.ts';
import type { WorkspaceService } from '../../electron/workers/workspace-service.ts';
import { olderFile } from './older-file.ts';
import { ACT_KINDS, kindOfAct, plannerAt } from './planner-acts.ts';

/** One thing that is done to a workspace, to be cut off at each of its system calls. */
export interface TracedAct {
  readonly name: string;
  /** Makes of a folder with a workspace, closed after so many acts of a planner, what it begins with. */
  readonly begins: { readonly afterActs: number; readonly lay?: (path: string) => void };
  /** What leads up to it, then `begin`, then the act itself. Returns what still has the workspace open. */
  readonly run: (path: string, begin: () => void) => Promise<WorkspaceService | null>;
  /** Doing it once more after it was cut off ends as it would have ended; else only where it had not happened. */
  readonly repeats: boolean;
}

export const SEED = 5;
export const workspaceIn = (folder: string): string => join(folder, 'w.headroom');
const copyOf = (path: string): string => `${path}.copy.headroom`;

const plannerOf = (path: string) => plannerAt(join(path, '..'), SEED);

/** A change of a planner in an open workspace. */
const change = (number: number): TracedAct => ({
  name: `${kindOfAct(number)} (act ${number})`,
  begins: { afterActs: number },
  async run(path, begin) {
    const planner = plannerOf(path);
    const { service } = planner;
    service.open({ path });
    begin();
    await planner.act(number);
    return service;
  },
  repeats: false,
});

/** Acts after which a workspace is closed and has more backups of its day than are kept. */
const MANY_CLOSES = 12;

const close: TracedAct = {
  name: 'close, back up, drop an old backup, seal',
  begins: { afterActs: MANY_CLOSES },
  async run(path, begin) {
    const planner = plannerOf(path);
    const { service } = planner;
    service.open({ path });
    await planner.act(MANY_CLOSES);
    begin();
    service.close();
    return null;
  },
  repeats: false,
};

const settle: TracedAct = {
  name: 'bring the log home after a second of quiet',
  begins: { afterActs: 1 },
  async run(path, begin) {
    const planner = plannerOf(path);
    const { service } = planner;
    service.open({ path });
    await planner.act(1);
    begin();
    await new Promise((resolve) => void setTimeout(resolve, 1300));
    return service;
  },
  repeats: false,
};

const copy: TracedAct = {
  name: 'save a copy over an older one',
  begins: { afterActs: 3, lay: (path) => cpSync(path, copyOf(path)) },
  async run(path, begin) {
    const planner = plannerOf(path);
    const { service } = planner;
    service.open({ path });
    await planner.act(3);
    begin();
    service.saveCopy({ path: copyOf(path) });
    return service;
  },
  repeats: true,
};

const migrate = (version: number): TracedAct => ({
  name: `bring version ${version} of the format up to date`,
  begins: {
    afterActs: ACT_KINDS.length,
    lay(path) {
      const today = `${path}.today`;
      cpSync(path, today);
      for (const gone of [path, `${path}.backups`]) rmSync(gone, { recursive: true });
      olderFile(path, version, today);
      rmSync(today);
    },
  },
  run: async (path, begin) => {
    begin();
    openDatabase(path).close();
    return null;
  },
  repeats: true,
});

const restore: TracedAct = {
  name: 'restore a backup',
  begins: {
    afterActs: 6,
    lay(path) {
      const bytes = readFileSync(path);
      bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 5000);
      writeFileSync(path, bytes);
      writeFileSync(`${path}-wal`, 'what is left of a log');
    },
  },
  run: async (path, begin) => {
    begin();
    restoreBackup(path, listBackups(path)[0]?.name ?? '', 0);
    return null;
  },
  repeats: false,
};

const create: TracedAct = {
  name: 'make a new workspace',
  begins: { afterActs: 0, lay: (path) => rmSync(path) },
  async run(path, begin) {
    begin();
    const { service } = plannerOf(path);
    service.create({ path, sample: false });
    return service;
  },
  repeats: false,
};

export const TRACED_ACTS: readonly TracedAct[] = [
  ...Array.from({ length: ACT_KINDS.length + 1 }, (_, number) => change(number)),
  close,
  settle,
  copy,
  restore,
  create,
  ...MIGRATIONS.slice(0, -1).map(({ version }) => migrate(version)),
];
