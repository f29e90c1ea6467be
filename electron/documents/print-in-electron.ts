import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Refusal } from '../refusal.ts';

/** A minute: a page of a thousand rows takes two seconds. */
const LONGEST_MS = 60_000;
const INSTEAD = 'Write .html instead: it is the same page, and any browser prints it.';

function electronProgram(): string {
  try {
    const folder = join(createRequire(import.meta.url).resolve('electron/package.json'), '..');
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    if (existsSync(program)) return program;
  } catch {
    // not installed, or its binary was never fetched
  }
  throw new Refusal('not-found', `A PDF is printed by Electron, which is not here. ${INSTEAD}`);
}

const isOnPath = (name: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

/** The program to start, behind a virtual display where there is none. */
function started(program: string): readonly string[] {
  const hasDisplay =
    process.platform !== 'linux' ||
    process.env['DISPLAY'] !== undefined ||
    process.env['WAYLAND_DISPLAY'] !== undefined;
  if (hasDisplay) return [program];
  if (isOnPath('xvfb-run')) return ['xvfb-run', '-a', program];
  throw new Refusal(
    'not-found',
    `Printing a PDF needs a display or xvfb-run, and there is neither. ${INSTEAD}`,
  );
}

/**
 * A page as PDF from a process without a window: the application's own Electron is started to print it and ends.
 * @throws Refusal `not-found` where it cannot be had; `io` where it does not print.
 */
export async function printInElectron(html: string, foot: string): Promise<Uint8Array> {
  const application = join(import.meta.dirname, '..', '..');
  if (!existsSync(join(application, 'out', 'main', 'main.js')))
    throw new Refusal(
      'not-found',
      `A PDF is printed by the application, which is not built here. ${INSTEAD}`,
    );
  const [command = '', ...leading] = started(electronProgram());
  const folder = await mkdtemp(join(tmpdir(), 'headroom-print-'));
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(page, html);
    await writeFile(join(folder, 'foot.html'), foot);
    // Chromium refuses its sandbox to root; what is printed is our own page, which runs no script.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const flags = [...asRoot, '--disable-gpu', '--log-level=3', `--user-data-dir=${join(folder, 'data')}`];
    const status = await ended(command, [...leading, ...flags, application, `--print=${folder}`]);
    if (status !== 0 || !existsSync(pdf))
      throw new Refusal('io', `Electron did not print the page (it ended with ${status}). ${INSTEAD}`);
    return await readFile(pdf);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ended(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill(), LONGEST_MS);
    const end = (status: number): void => {
      clearTimeout(timer);
      resolve(status);
    };
    child.on('error', () => end(127));
    child.on('close', (code) => end(code ?? 1));
  });
}
