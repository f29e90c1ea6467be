// npm run package: packages of this checkout in dist/, by electron-builder.
//   npm run package                       what this system can build
//   npm run package -- --dir              only the unpacked application
//   npm run package -- --linux tar.gz deb | --win | --mac     chosen targets
import { setUpForWindow } from './setup/setup.mjs';
import { runScript } from './setup/run-script.mjs';

await runScript(async () => {
  await setUpForWindow(console.log);
  const { packageApp } = await import('./package/package-app.mjs');
  const made = await packageApp(process.argv.slice(2));
  for (const file of made) console.log(file);
  return 0;
});
