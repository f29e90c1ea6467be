// Switches that Chromium needs on some machines, and only there.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const setting = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined);

/**
 * Chromium's sandbox does not run as root, and elsewhere on Linux needs user namespaces (which some distributions
 * forbid) or its helper owned by root with the setuid bit.
 */
function sandboxWorks(executable) {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0) return true;
  return (
    setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    setting('/proc/sys/kernel/unprivileged_userns_clone') !== '0' &&
    setting('/proc/sys/user/max_user_namespaces') !== '0'
  );
}

export function chromiumFlags(executable, { virtualDisplay }) {
  const flags = sandboxWorks(executable) ? [] : ['--no-sandbox'];
  // Without a graphics card and a desktop session Chromium fills the terminal with complaints about both.
  if (virtualDisplay) flags.push('--disable-gpu', '--enable-unsafe-swiftshader', '--log-level=3');
  return flags;
}
