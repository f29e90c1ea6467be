import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '../workspace/workspace.ts';
import { runCommandLine } from './run.ts';

/** What a shell would see of one call. */
export interface Seen {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

export async function headroom(...args: readonly string[]): Promise<Seen> {
  let out = '';
  const said: string[] = [];
  const code = await runCommandLine(args, {
    out: (text) => {
      out += text;
      return Promise.resolve();
    },
    say: (line) => said.push(line),
    progress: () => undefined,
  });
  return { code, out, said: said.join('\n') };
}

/** A folder for the files of one test; its name has a space in it, as people's folders do. */
export class Folder {
  readonly path: string;

  constructor(name: string) {
    this.path = mkdtempSync(join(tmpdir(), `headroom ${name} `));
  }

  at(name: string): string {
    return join(this.path, name);
  }

  /** Writes a file, data as JSON. @returns its path. */
  file(name: string, content: unknown): string {
    const path = this.at(name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The sample region, open as on 20 November 2026, four days after its last day. */
export async function openSampleIn(folder: Folder): Promise<Workspace> {
  const path = folder.at('w.headroom');
  await headroom('init', path, '--sample');
  return new Workspace(path, () => Date.parse('2026-11-20T09:00:00Z'));
}
