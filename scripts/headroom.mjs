#!/usr/bin/env node
// npm run --silent headroom -- ARGUMENTS: the command line, in this same process. Standard output belongs to the
// command; set-up and build speak on standard error, and only when there is something to do.
import { pathToFileURL } from 'node:url';
import { bringCliUpToDate } from './build/build-cli.mjs';
import { inRoot } from './setup/places.mjs';
import { runScript } from './setup/run-script.mjs';
import { setUpForNode } from './setup/setup.mjs';

await runScript(async () => {
  const say = (line) => console.error(line);
  await setUpForNode(say);
  await bringCliUpToDate(say);
  return 0;
});

if (process.exitCode === 0) {
  // npm runs scripts in the package's folder; paths on the command line are meant from where the person stands.
  const folder = process.env.npm_lifecycle_event === 'headroom' ? process.env.INIT_CWD : undefined;
  if (folder !== undefined) process.chdir(folder);
  process.exitCode = undefined;
  await import(pathToFileURL(inRoot('out', 'cli', 'headroom.js')).href);
}
