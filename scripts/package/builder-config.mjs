// What electron-builder is told; the same for every platform but for the targets. See docs/release.md.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/places.mjs';

/** How better-sqlite3 calls the platforms its ready-made bindings are for. */
const PREBUILT = { linux: 'linux', win: 'win32', mac: 'darwin' };

/** Of the packages only better-sqlite3 and highs are not inside the bundles: native code and WebAssembly. */
const filesFor = (platform) => [
  'out/main/**',
  'out/preload/**',
  'out/renderer/**',
  'assets/sample/**',
  'package.json',
  '!node_modules/**',
  'node_modules/better-sqlite3/{package.json,LICENSE}',
  'node_modules/better-sqlite3/lib/**',
  'node_modules/better-sqlite3/build/Release/better_sqlite3.node',
  `node_modules/better-sqlite3/prebuilds/${PREBUILT[platform]}-\${arch}.node`,
  'node_modules/highs/{package.json,LICENSE}',
  'node_modules/highs/build/**',
  '!**/*.map',
];

/** Every door of the runtime that the application itself does not use is shut; a test reads them back. */
const electronFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  resetAdHocDarwinSignature: true,
};

/** Libraries and programs of the system that the window needs; what Debian and Ubuntu renamed still answers to these names. */
const DEBIAN_NEEDS =
  'libgtk-3-0 libnss3 libgbm1 libasound2 libcups2 libatk-bridge2.0-0 libatspi2.0-0 libnotify4 libsecret-1-0 xdg-utils'.split(
    ' ',
  );

const chromiumNotices = ({ folder }) => ({
  from: join(folder, 'LICENSES.chromium.html'),
  to: 'LICENSES.chromium.html',
});

/** @returns {import('electron-builder').TargetConfiguration} */
const everyChip = (target) => ({ target, arch: ['x64', 'arm64'] });

/**
 * `platform`: linux, win or mac. `runtime`: version and folder of an Electron to pack, instead of the one electron-builder
 * would download. `level`: compression, 1 to 9.
 * @returns {import('electron-builder').Configuration}
 */
export function builderConfig(platform, runtime, level = 6) {
  return {
    appId: 'org.headroom.app',
    productName: 'Headroom',
    copyright: 'Copyright © Headroom contributors, MIT licence',
    directories: { output: inRoot('dist'), buildResources: inRoot('assets', 'icons') },
    ...(runtime === undefined ? {} : { electronVersion: runtime.version, electronDist: runtime.folder }),
    extraMetadata: { desktopName: 'headroom.desktop', homepage: 'https://example.org/headroom' },
    npmRebuild: false, // better-sqlite3 is brought in order by the set-up
    asar: { smartUnpack: false }, // only native code lies outside the archive, where its integrity is not checked
    asarUnpack: ['**/*.node'],
    files: filesFor(platform),
    electronLanguages: ['en-US', 'en-GB', 'en'],
    electronFuses,
    publish: null, // nothing is uploaded, and the application asks nobody for updates
    // electron-builder keeps it when the runtime is a folder; a package has no use for it.
    afterPack: ({ appOutDir }) => rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
    fileAssociations: [
      {
        ext: 'headroom',
        name: 'Headroom workspace',
        description: 'Headroom workspace',
        mimeType: 'application/x-headroom',
        role: 'Editor',
        icon: inRoot('assets', 'icons', 'icon'),
      },
    ],
    linux: {
      target: ['AppImage', 'deb', 'tar.gz'],
      executableName: 'headroom',
      category: 'Office',
      maintainer: 'Headroom contributors <headroom@example.org>',
      synopsis: 'Capacity planning for regions of hosts',
      icon: inRoot('assets', 'icons', 'png'),
      syncDesktopName: true, // windows belong to the entry of the menu
      executableArgs: ['%F'], // paths of files, not addresses
    },
    deb: {
      packageCategory: 'utils',
      depends: DEBIAN_NEEDS,
      recommends: [], // no tray icon
      compression: 'gz', // xz takes a minute and a half for a tenth less
      fpm: ['--deb-compression-level', String(level)],
    },
    win: { target: ['nsis', 'portable'], icon: inRoot('assets', 'icons', 'icon.ico') },
    nsis: { oneClick: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false },
    mac: {
      target: [everyChip('dmg'), everyChip('zip')],
      category: 'public.app-category.business',
      icon: inRoot('assets', 'icons', 'icon.icns'),
      hardenedRuntime: true,
      gatekeeperAssess: false,
      // Elsewhere it lies beside the executable by itself; Help, Licences opens it.
      ...(runtime === undefined ? {} : { extraResources: [chromiumNotices(runtime)] }),
    },
  };
}
