// Stand-in for Electron's own default_app.asar, which the fallback runtime does not carry: finds the app that
// is named on the command line and runs it. Same options as the original, as far as Playwright uses them.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const args = process.argv.slice(1);
const preloads = [];
let target;
while (args.length > 0 && target === undefined) {
  const arg = args.shift();
  if (arg === '-v' || arg === '--version') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  }
  if (arg === '-r' || arg === '--require') preloads.push(args.shift());
  else if (arg.startsWith('--app=')) target = arg.slice('--app='.length);
  else if (!arg.startsWith('-')) target = arg;
}
if (target === undefined) {
  console.error('usage: electron [-r file] [flags] path/to/app');
  process.exit(64);
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
if (preloads.length > 0) Module._preloadModules(preloads); // what `-r` is for; Playwright attaches by it

/** The original takes name and version from the app's package.json; menus and data folders rely on that. */
function adoptManifest(folder) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  const { version, productName, name, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (version) app.setVersion(version);
  if (productName ?? name) app.name = productName ?? name;
  app.setDesktopName(desktopName ?? `${app.name}.desktop`);
  return true;
}

try {
  const folder = resolve(target);
  const adopted = adoptManifest(folder);
  const file = createRequire(import.meta.url).resolve(folder); // honours "main", index.js and a plain file
  app.setAppPath(adopted ? folder : dirname(file));
  await import(pathToFileURL(file).href); // CommonJS and ESM alike; 'ready' waits for it
} catch (error) {
  console.error('App threw an error during load');
  console.error(error?.stack ?? error);
  process.exit(1);
}
