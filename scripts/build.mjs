// npm run build: the window and the command line, whether or not a source is newer.
import { setUpForNode } from './setup/setup.mjs';
import { runScript } from './setup/run-script.mjs';

await runScript(async () => {
  await setUpForNode(console.log);
  const { buildApp } = await import('./build/build-app.mjs');
  const { buildCli } = await import('./build/build-cli.mjs');
  await buildApp(console.log);
  await buildCli(console.log);
  return 0;
});
