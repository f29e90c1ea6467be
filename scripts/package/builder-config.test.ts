import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageFacts from '../../package.json' with { type: 'json' };
import { builderConfig } from './builder-config.mjs';

const require = createRequire(import.meta.url);
const ofBuilder = createRequire(require.resolve('electron-builder'));
const validator = ofBuilder('app-builder-lib/out/util/config/config.js') as {
  validateConfiguration(config: unknown, log: { readonly isEnabled: boolean }): Promise<void>;
};

const valid = (config: unknown): Promise<void> =>
  validator.validateConfiguration(config, { isEnabled: false });
const PLATFORMS = ['linux', 'win', 'mac'] as const;

const firstBytes = (file: string, count: number): string => {
  const bytes = Buffer.alloc(count);
  const opened = openSync(file, 'r');
  readSync(opened, bytes, 0, count, 0);
  closeSync(opened);
  return bytes.toString('latin1');
};

describe('what electron-builder is told', () => {
  it.each(PLATFORMS)('is valid by its own schema for %s', async (platform) => {
    await expect(valid(builderConfig(platform))).resolves.toBeUndefined();
  });

  it('would be refused with a word the schema does not know', async () => {
    const config = builderConfig('linux');
    await expect(valid({ ...config, nsis: { ...config.nsis, oneClik: true } })).rejects.toThrow(
      'configuration.nsis',
    );
    await expect(valid({ ...config, electronFuses: { runAsNodes: false } })).rejects.toThrow(
      'configuration.electronFuses',
    );
  });

  it('names every package that is promised', () => {
    const { linux, win, mac } = builderConfig('linux');
    expect(linux.target).toEqual(['AppImage', 'deb', 'tar.gz']);
    expect(win.target).toEqual(['nsis', 'portable']);
    expect(mac.target).toEqual([
      { target: 'dmg', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ]);
  });

  it('shuts every fuse the application does not need', () => {
    expect(builderConfig('mac').electronFuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('packs one exact Electron', () => {
    expect(packageFacts.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('opens .headroom files everywhere, with icons that are there and of their kind', () => {
    const { fileAssociations, win, mac, linux } = builderConfig('win');
    expect(fileAssociations).toMatchObject([{ ext: 'headroom', mimeType: 'application/x-headroom' }]);
    const [{ icon }] = fileAssociations;
    expect(firstBytes(win.icon, 4)).toBe('\0\0\u0001\0');
    expect(firstBytes(`${icon}.ico`, 4)).toBe('\0\0\u0001\0');
    expect(firstBytes(mac.icon, 4)).toBe('icns');
    expect(existsSync(join(linux.icon, '512x512.png'))).toBe(true);
  });

  it('takes only the native code of its own platform along', () => {
    const prebuilt = (platform: (typeof PLATFORMS)[number]) =>
      builderConfig(platform).files.filter((pattern) => pattern.includes('prebuilds'));
    expect(prebuilt('linux')).toEqual(['node_modules/better-sqlite3/prebuilds/linux-${arch}.node']);
    expect(prebuilt('win')).toEqual(['node_modules/better-sqlite3/prebuilds/win32-${arch}.node']);
    expect(prebuilt('mac')).toEqual(['node_modules/better-sqlite3/prebuilds/darwin-${arch}.node']);
  });
});
