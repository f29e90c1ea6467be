import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { anyDisplay } from './virtual-display.ts';

/** A minute: a page of a thousand rows takes two seconds. */
const LONGEST_MS = 60_000;
const INSTEAD = 'Write .html instead: it is the same page, and any browser prints it.';

/** What prints: a package’s own binary, else the Electron of this checkout with the application built in it. */
function printer(): readonly [program: string, ...leading: string[]] {
  // The command line of a package runs in the application itself.
  if (process.versions['electron'] !== undefined) return [process.execPath];
  const application = join(import.meta.dirname, '..', '..');
  if (!existsSync(join(application, 'out', 'main', 'entry.js')))
    throw new Refusal(
      'not-found',
      `A PDF is printed by the application, which is not built here (npm start builds it). ${INSTEAD}`,
    );
  return [electronProgram(), application];
}

function electronProgram(): string {
  try {
    const folder = join(createRequire(import.meta.url).resolve('electron/package.json'), '..');
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    if (existsSync(program)) return program;
  } catch {
    // not installed, or its binary was never fetched
  }
  throw new Refusal(
    'not-found',
    `A PDF is printed by Electron, which is not here (npm start fetches it). ${INSTEAD}`,
  );
}

/**
 * A page as PDF from a process without a window: the application itself is started to print it and ends.
 * @throws Refusal `not-found` where it cannot be had; `io` where it does not print.
 */
export async function printInElectron(html: string, foot: string): Promise<Uint8Array> {
  const [program, ...leading] = printer();
  const display = await anyDisplay(INSTEAD);
  const folder = await mkdtemp(join(tmpdir(), 'headroom-print-'));
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(page, html);
    await writeFile(join(folder, 'foot.html'), foot);
    // Chromium refuses its sandbox to root; what is printed is our own page, which runs no script.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const flags = [...asRoot, '--disable-gpu', '--log-level=3', `--user-data-dir=${join(folder, 'data')}`];
    const status = await ended(program, [...flags, ...leading, `--print=${folder}`], display.env);
    if (status !== 0 || !existsSync(pdf))
      throw new Refusal('io', `The application did not print the page (it ended with ${status}). ${INSTEAD}`);
    return await readFile(pdf);
  } finally {
    display.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function ended(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', env });
    const timer = setTimeout(() => child.kill(), LONGEST_MS);
    const end = (status: number): void => {
      clearTimeout(timer);
      resolve(status);
    };
    child.on('error', () => end(127));
    child.on('close', (code) => end(code ?? 1));
  });
}
