import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { randomIdsAgain } from './known-ids.ts';
import { ACT_KINDS, plannerAt } from './planner-acts.ts';
import { SEED, workspaceIn, type TracedAct } from './syscall-acts.ts';
import { faultsOf, stateOf, type FolderState } from './syscall-states.ts';
import { callsOf, killAt, type CallPoint } from './syscall-trace.ts';

export interface SyscallTally {
  /** Processes killed, by what they were at. */
  readonly duringAct: Record<string, number>;
  /** And by the call they were about to make. */
  readonly atCall: Record<string, number>;
  kills: number;
  /** Kills after which the act was found done: before the kill, or by opening the file, which ends a migration. */
  wasDone: number;
  /** Whole files opened and compared: workspaces, copies, backups. */
  opened: number;
  readonly faults: string[];
}

export interface SyscallOptions {
  /** The built `syscall-victim.js`. */
  readonly victim: string;
  readonly acts: readonly TracedAct[];
  /** Which of the calls of an act; all of them unless told. */
  readonly choose?: (points: readonly CallPoint[]) => readonly CallPoint[];
  readonly onAct?: (name: string, kills: number) => void;
  /** Ends it before its time, after the act under way. */
  readonly isEnough?: () => boolean;
}

/**
 * Does each act over and over in a process of its own and kills it at one system call after the other, by which everything
 * there is between beginning and end has been on the disk once. Each time everything is opened: what was acknowledged is there,
 * the act has happened wholly or not at all, no copy and no backup is half, and nothing is left behind once work goes on.
 */
export async function killAtSyscalls(options: SyscallOptions): Promise<SyscallTally> {
  const tally: SyscallTally = { duringAct: {}, atCall: {}, kills: 0, wasDone: 0, opened: 0, faults: [] };
  const root = mkdtempSync(join(tmpdir(), 'headroom calls '));
  try {
    await layStates(root, Math.max(...options.acts.map(({ begins }) => begins.afterActs)));
    for (const act of options.acts) {
      if (options.isEnough?.() ?? false) break;
      await new ActSweep(root, act, options, tally).sweep();
      options.onAct?.(act.name, tally.kills);
      await new Promise((resolve) => void setImmediate(resolve)); // lets a signal be heard
    }
  } finally {
    randomIdsAgain();
    rmSync(root, { recursive: true, force: true });
  }
  return tally;
}

const stateFolder = (root: string, acts: number): string => join(root, `after ${acts}`);

/** Folders with the workspace as it is closed after each of a planner's acts, with its seal and backups. */
async function layStates(root: string, acts: number): Promise<void> {
  const folder = join(root, 'days');
  mkdirSync(folder);
  const path = workspaceIn(folder);
  const planner = plannerAt(folder, SEED);
  planner.service.create({ path, sample: false });
  for (let number = 0; ; number += 1) {
    planner.service.close();
    cpSync(folder, stateFolder(root, number), { recursive: true });
    if (number === acts) return;
    planner.service.open({ path });
    await planner.act(number);
  }
}

/** An act that changes something in any workspace, beyond those of the sweep. */
const GOES_ON = 1 + ACT_KINDS.indexOf('record decision') + 40 * ACT_KINDS.length;

class ActSweep {
  readonly #start: string;
  readonly #folder: string;
  readonly #log: string;
  readonly #act: TracedAct;
  readonly #options: SyscallOptions;
  readonly #tally: SyscallTally;

  constructor(root: string, act: TracedAct, options: SyscallOptions, tally: SyscallTally) {
    this.#act = act;
    this.#options = options;
    this.#tally = tally;
    this.#start = join(root, 'start');
    this.#folder = join(root, 'killed');
    this.#log = join(root, 'trace');
    rmSync(this.#start, { recursive: true, force: true });
    cpSync(stateFolder(root, act.begins.afterActs), this.#start, { recursive: true });
    act.begins.lay?.(workspaceIn(this.#start));
  }

  async sweep(): Promise<void> {
    const [act, options, tally] = [this.#act, this.#options, this.#tally];
    const args = [options.victim, this.#folder, act.name];
    this.#anew();
    const before = stateOf(this.#folder);
    this.#anew();
    const points = callsOf(args, this.#log);
    const after = stateOf(this.#folder);
    const faults = points.length < 3 ? ['hardly anything was written'] : [];
    tally.faults.push(...faults.map((fault) => `${act.name}: ${fault}`));
    for (const point of options.choose?.(points) ?? points) {
      this.#anew();
      const at = killAt(point, args, this.#log);
      if (at === null) continue;
      tally.kills += 1;
      count(tally.duringAct, act.name);
      count(tally.atCall, callName(at));
      const found = await this.#look(before, after);
      tally.faults.push(...found.map((fault) => `${act.name}, killed at ${at.slice(0, 160)}: ${fault}`));
      if (tally.faults.length > 20) return;
    }
  }

  #anew(): void {
    rmSync(this.#folder, { recursive: true, force: true });
    cpSync(this.#start, this.#folder, { recursive: true });
  }

  async #look(before: FolderState, after: FolderState): Promise<readonly string[]> {
    try {
      const found = stateOf(this.#folder);
      this.#tally.opened += found.whole.size;
      const faults = faultsOf(found, before, after);
      if (faults.length > 0) return faults;
      return await this.#goOn(found, after);
    } catch (error) {
      return [`cannot be opened: ${String(error)}`];
    }
  }

  /** Does it again where it has not happened, and works on: then nothing of what was cut off may lie about. */
  async #goOn(found: FolderState, after: FolderState): Promise<readonly string[]> {
    const path = workspaceIn(this.#folder);
    const main = basename(path);
    const isDone = found.whole.get(main) === after.whole.get(main);
    if (isDone) this.#tally.wasDone += 1;
    if (!isDone || this.#act.repeats) (await this.#act.run(path, () => undefined))?.close();
    const planner = plannerAt(this.#folder, SEED);
    const { service } = planner;
    service.open({ path });
    await planner.act(GOES_ON);
    service.close();
    return stateOf(this.#folder).working.map((name) => `${name} is left behind`);
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** `pwrite64 of the log`: a call and what kind of file it was for. */
function callName(line: string): string {
  const call = line.slice(0, line.indexOf('('));
  const [, path = ''] = /"?([^"<>]*headroom[^"<>]*)[">]/.exec(line) ?? [];
  return `${call} of ${kindOfFile(path)}`;
}

const KINDS: readonly (readonly [ending: RegExp, kind: string])[] = [
  [/ledger$/, 'the ledger'],
  [/\.backups\/new/, 'a new backup'],
  [/seal\.json(\.unfinished)?$/, 'the seal'],
  [/\.backups\/.*\.headroom$/, 'a backup'],
  [/\.backup(-\d+)?(\.unfinished)?(-journal)?$/, 'a backup of an older format'],
  [/copy\.headroom/, 'a copy'],
  [/-wal$/, 'the log'],
  [/-shm$/, 'the index of the log'],
  [/\.backups$/, 'the folder of backups'],
  [/unfinished(-\w+)?$/, 'a new workspace'],
  [/\.headroom$/, 'the workspace'],
];

const kindOfFile = (path: string): string => KINDS.find(([ending]) => ending.test(path))?.[1] ?? 'the folder';
