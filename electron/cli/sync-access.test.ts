import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseOptions } from './arguments.ts';
import { ACCESS_OPTIONS } from './access-options.ts';
import { accessOf, type CommandAccess, type Environment } from './sync-access.ts';
import { UsageError } from './usage-error.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom access '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const access = (args: readonly string[], environment: Environment = {}): Promise<CommandAccess> =>
  accessOf(parseOptions(args, ACCESS_OPTIONS), environment);

describe('accessOf', () => {
  it('without anything: nobody, verified', async () => {
    expect(await access([])).toEqual({
      auth: { kind: 'none' },
      headers: [],
      tls: { verify: true, ca: null, clientCertificate: null },
      secrets: { headers: {} },
    });
  });

  it('takes secrets from files and from the environment; an option wins', async () => {
    const environment = { HEADROOM_PROMETHEUS_USER: 'ann', HEADROOM_PROMETHEUS_PASSWORD: 'pw' };
    expect(await access([], environment)).toMatchObject({
      auth: { kind: 'basic', user: 'ann' },
      secrets: { password: 'pw' },
    });
    const given = await access(['--user', 'bob', '--password-file', file('pw', 'other\n')], environment);
    expect(given).toMatchObject({ auth: { user: 'bob' }, secrets: { password: 'other' } });
    const token = await access([], { HEADROOM_PROMETHEUS_TOKEN_FILE: file('token', 't0ken\r\n') });
    expect(token).toMatchObject({ auth: { kind: 'bearer' }, secrets: { token: 't0ken' } });
  });

  it('signs in by the way an option names, whatever the other one in the environment', async () => {
    const user = { HEADROOM_PROMETHEUS_USER: 'ann', HEADROOM_PROMETHEUS_PASSWORD: 'pw' };
    const token = { HEADROOM_PROMETHEUS_TOKEN: 't0ken' };
    const byToken = await access(['--token-file', file('token', 'other')], user);
    expect(byToken).toMatchObject({ auth: { kind: 'bearer' }, secrets: { token: 'other' } });
    expect(byToken.secrets).not.toHaveProperty('password');
    const byUser = await access(['--user', 'bob', '--password-file', file('pw', 'p')], token);
    expect(byUser).toMatchObject({ auth: { kind: 'basic', user: 'bob' }, secrets: { password: 'p' } });
    expect(byUser.secrets).not.toHaveProperty('token');
  });

  it('values of tenant headers stay with the connection, all others with the secrets', async () => {
    const { headers, secrets } = await access([], {
      HEADROOM_PROMETHEUS_HEADERS: 'X-Scope-OrgID: a\nX-Key: k:1',
    });
    expect(headers).toEqual([
      { name: 'X-Scope-OrgID', value: 'a' },
      { name: 'X-Key', value: null },
    ]);
    expect(secrets.headers?.['x-key']).toBe('k:1');
  });

  it('refuses what does not go together', async () => {
    await expect(access(['--user', 'ann'])).rejects.toThrow(/needs a password/);
    const both = { HEADROOM_PROMETHEUS_TOKEN: 't', HEADROOM_PROMETHEUS_PASSWORD: 'p' };
    await expect(access([], { ...both, HEADROOM_PROMETHEUS_USER: 'ann' })).rejects.toThrow(/not both/);
    await expect(access(['--password-file', file('pw', 'p')])).rejects.toThrow(/needs a user/);
    await expect(access(['--cert-file', file('c', 'x')])).rejects.toThrow(/belong together/);
    await expect(access(['--token-file', join(folder, 'none')])).rejects.toThrow(/no such file/);
    await expect(access(['--token-file', folder])).rejects.toThrow(`${folder}: it is a folder`);
    const headers = file('headers', 'X-Key: k\n\ns3cret\n');
    await expect(access(['--headers-file', headers])).rejects.toThrow(
      new UsageError(`${headers}, line 3: a header is written "Name: value", one per line.`),
    );
  });
});
