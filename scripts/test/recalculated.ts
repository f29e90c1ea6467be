import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readXlsx, type Workbook } from 'hucre';
import { officeProgram } from '../setup/office.mjs';
import { attempt } from '../setup/run.mjs';

export const OFFICE_IS_HERE = officeProgram() !== null;

/** Workbooks as LibreOffice saves them again after it calculated every formula; one start for all of them. */
export async function recalculated(files: readonly Uint8Array[]): Promise<readonly Workbook[]> {
  const program = officeProgram();
  if (program === null) throw new Error('LibreOffice is not here');
  const folder = mkdtempSync(join(tmpdir(), 'headroom-office-'));
  try {
    const out = join(folder, 'out');
    mkdirSync(out);
    const paths = files.map((bytes, at) => {
      const path = join(folder, `book-${at}.xlsx`);
      writeFileSync(path, bytes);
      return path;
    });
    // A profile of its own, so that no other LibreOffice of this user is asked or kept waiting.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const done = attempt(program, [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, ...paths]);
    if (done.status !== 0) throw new Error(`LibreOffice failed: ${done.output}`);
    return await Promise.all(paths.map((_, at) => readXlsx(readFileSync(join(out, `book-${at}.xlsx`)))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
