// Where things are: the checkout, its packages, and the cache that all checkouts of one user share.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');

/** A path inside the checkout. */
export const inRoot = (...parts) => join(root, ...parts);

/** A path inside the installed packages. */
export const inPackages = (...parts) => join(root, 'node_modules', ...parts);

/** A path inside the per-user cache; it outlives `rm -rf node_modules` and serves the next clone. */
export function inUserCache(...parts) {
  return join(userCacheFolder(), 'headroom', ...parts);
}

function userCacheFolder() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  return join(homedir(), '.cache');
}
