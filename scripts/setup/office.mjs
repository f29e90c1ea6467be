// LibreOffice for tests that recalculate spreadsheets: the one on the PATH, else Debian's libreoffice-calc where this
// user may install packages. It cannot be unpacked beside the system as Prometheus can: its libraries are many.
import { tryDebianPackages } from './system-libraries.mjs';
import { hasProgram } from './run.mjs';

const NAMES = ['soffice', 'libreoffice'];

/** Name of the program, or `null`; then what needs it is skipped and says so. */
export const officeProgram = () => NAMES.find((name) => hasProgram(name)) ?? null;

/** Gets it where it is not there yet; a machine that cannot have it gets a line that says what is skipped. */
export function installOffice(say) {
  if (officeProgram() !== null) return;
  const purpose = 'recalculating workbooks in tests (about 400 MB, once)';
  const refusal = tryDebianPackages(['libreoffice-calc'], purpose, say);
  if (refusal !== null)
    say(`${refusal}\nTests that recalculate workbooks are skipped: put soffice on the PATH to run them.`);
}
