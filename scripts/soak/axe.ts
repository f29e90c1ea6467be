import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { kindOfAct } from './planner-acts.ts';

/** What a victim is at, by the line it wrote when it began that. */
export function stageOf(line: string): string {
  if (line.startsWith('begin ')) return kindOfAct(Number(line.slice('begin '.length)));
  return { opening: 'open', copying: 'save a copy', closing: 'close' }[line] ?? 'between';
}

export interface Blow {
  /** After so many stages the victim has begun, from 1. */
  readonly stage: number;
  /** Where within the stage, as a share of what stages of its kind usually take. */
  readonly share: number;
}

/** Kills victims in the middle of what they do: it learns how long each kind of work takes from those that got on. */
export class Axe {
  readonly #usualMs = new Map<string, number>();

  /** Runs Node with these arguments until the blow falls, or until it ends before that. */
  async strike(blow: Blow, args: readonly string[]): Promise<'killed' | 'ended'> {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const gone = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    let begun = 0;
    let timer: NodeJS.Timeout | null = null;
    let current: { readonly kind: string; readonly sinceMs: number } | null = null;
    const hear = (line: string): void => {
      const nowMs = performance.now();
      if (current !== null) this.#learn(current.kind, nowMs - current.sinceMs);
      const kind = stageOf(line);
      current = kind === 'between' ? null : { kind, sinceMs: nowMs };
      if (current === null) return;
      begun += 1;
      if (begun !== blow.stage) return;
      timer = setTimeout(() => child.kill('SIGKILL'), blow.share * (this.#usualMs.get(kind) ?? 20));
    };
    child.stdout.on('data', (part: Buffer) => part.toString().split('\n').filter(Boolean).forEach(hear));
    const [code, signal] = await gone;
    if (timer !== null) clearTimeout(timer);
    if (signal === 'SIGKILL') return 'killed';
    if (code === 0) return 'ended';
    throw new Error(`the victim failed by itself with code ${code}`);
  }

  #learn(kind: string, ms: number): void {
    const known = this.#usualMs.get(kind);
    this.#usualMs.set(kind, known === undefined ? ms : known + (ms - known) / 4);
  }
}
