// What the publisher of Headroom does (docs/release.md, Updates): makes a key, and signs a feed of releases with it.
//   node scripts/sign-releases.mjs new-key KEY.pem                    the private key into a new file; prints the public one
//   node scripts/sign-releases.mjs sign RELEASES.json KEY.pem FEED    checks the document, writes the signed feed
import { spawnSync } from 'node:child_process';
import { bundleTools } from './build/bundle-tools.mjs';
import { inRoot } from './setup/places.mjs';
import { runScript } from './setup/run-script.mjs';

await runScript(async () => {
  const builtFile = await bundleTools('releases', ['sign-tool'], inRoot('out', 'release-tools'));
  const { status } = spawnSync(process.execPath, [builtFile('sign-tool'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  return status ?? 1;
});
