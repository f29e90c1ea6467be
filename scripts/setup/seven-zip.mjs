// 7-Zip, by which electron-builder packs tar.gz and zip: the one of the system, else Debian's where this user may install
// packages. electron-builder would download its own from GitHub, which not every machine can.
import { existsSync } from 'node:fs';
import { tryDebianPackages } from './system-libraries.mjs';

const PLACE = '/usr/bin/7za';

/** Path of the program, or `null`; then what needs it is skipped and says so. */
export const sevenZip = () => (existsSync(PLACE) ? PLACE : null);

/** Gets it for the tests of packages where it is not there yet; a machine that cannot have it gets a line that says so. */
export function installSevenZip(say) {
  if (process.platform !== 'linux' || sevenZip() !== null) return;
  const refusal = tryDebianPackages(['p7zip-full'], 'packing in tests (2 MB, once)', say);
  if (refusal !== null)
    say(`${refusal}\nTests of tar.gz and zip packages are skipped: put 7za into /usr/bin to run them.`);
}
