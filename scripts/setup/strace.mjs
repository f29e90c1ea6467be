// strace, by which tests kill a process at one of its system calls: the one of the system, else Debian's where this user may
// install packages. Where it is not to be had those tests are skipped and say so.
import { hasProgram } from './run.mjs';
import { tryDebianPackages } from './system-libraries.mjs';

export function installStrace(say) {
  if (process.platform !== 'linux' || hasProgram('strace')) return;
  const refusal = tryDebianPackages(['strace'], 'killing at system calls in tests (3 MB, once)', say);
  if (refusal !== null)
    say(`${refusal}\nTests that kill at system calls are skipped: put strace on the PATH to run them.`);
}
