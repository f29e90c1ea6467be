import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretStore, type Cipher } from './secret-store.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom secrets '));
  file = join(folder, 'connections.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Turns every bit over: enough to see what is sealed. */
function cipher(change: Partial<Cipher> = {}): Cipher {
  const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => flip(Buffer.from(text)),
    decryptString: (sealed) => flip(sealed).toString(),
    ...change,
  };
}
const KEY = SecretStore.keyOf('main', 'https://p.example');

describe('SecretStore', () => {
  it('keeps secrets over a restart, sealed, in a file only its owner reads', () => {
    new SecretStore(file, cipher()).keep(KEY, { token: 's3cret', headers: { 'x-key': 'k3y' } }, 'disk');
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('s3cret');
    expect(text).not.toContain('k3y');
    expect(statSync(file).mode & 0o077).toBe(0);
    const later = new SecretStore(file, cipher());
    expect(later.secrets(KEY)).toEqual({ token: 's3cret', headers: { 'x-key': 'k3y' } });
    expect(later.state(KEY)).toEqual({ names: ['token', 'header:x-key'], kept: 'disk' });
  });

  it('another server does not get them, whatever the connection is called', () => {
    const store = new SecretStore(file, cipher());
    store.keep(KEY, { token: 's3cret' }, 'disk');
    expect(store.secrets(SecretStore.keyOf('main', 'https://evil.example'))).toEqual({});
    expect(store.secrets(SecretStore.keyOf('main', 'http://p.example'))).toEqual({});
  });

  it('for this session only leaves nothing on the disk, and takes away what was there', () => {
    const store = new SecretStore(file, cipher());
    store.keep(KEY, { token: 'old' }, 'disk');
    store.keep(KEY, { token: 'new' }, 'session');
    expect(store.secrets(KEY)).toEqual({ token: 'new' });
    expect(store.state(KEY).kept).toBe('session');
    expect(new SecretStore(file, cipher()).secrets(KEY)).toEqual({});
  });

  it('without a key store they live for the session, and the basic_text one is called readable', () => {
    const none = new SecretStore(file, cipher({ isEncryptionAvailable: () => false }));
    expect(none.storage).toBe('session');
    none.keep(KEY, { password: 'pw' }, 'disk');
    expect(none.secrets(KEY)).toEqual({ password: 'pw' });
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').not.toContain('sealed');

    let allowed = false;
    const plain = cipher({
      getSelectedStorageBackend: () => 'basic_text',
      setUsePlainTextEncryption: (plainText) => {
        allowed = plainText;
      },
      isEncryptionAvailable: () => allowed,
    });
    expect(new SecretStore(file, plain).storage).toBe('readable');
    expect(
      new SecretStore(file, cipher({ getSelectedStorageBackend: () => 'gnome_libsecret' })).storage,
    ).toBe('protected');
  });

  it('secrets that cannot be opened any more are not there', () => {
    new SecretStore(file, cipher()).keep(KEY, { token: 'x' }, 'disk');
    const other = cipher({
      decryptString: () => {
        throw new Error('another key');
      },
    });
    expect(new SecretStore(file, other).secrets(KEY)).toEqual({});
  });

  it('a connection that is forgotten leaves none of the secrets of its earlier addresses; others keep theirs', () => {
    const store = new SecretStore(file, cipher());
    const [earlier, other] = [
      SecretStore.keyOf('main', 'http://old.example'),
      SecretStore.keyOf('main 2', 'https://p.example'),
    ];
    for (const key of [earlier, other, KEY]) store.keep(key, { token: 's3cret' }, 'disk');
    store.keep(SecretStore.keyOf('main', 'http://older.example'), { token: 's3cret' }, 'session');
    store.forget(KEY);
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual([other]);
    expect(store.secrets(SecretStore.keyOf('main', 'http://older.example'))).toEqual({});
  });

  it('secrets the disk or the key store refuses are kept for the session, and what was there stays', () => {
    const encryptString = (): Buffer => {
      throw new Error('the key store is locked');
    };
    const store = new SecretStore(file, cipher({ encryptString }));
    store.keep(KEY, { token: 'first' }, 'session');
    expect(() => store.keep(KEY, { password: 'pw' }, 'disk')).toThrow('locked');
    expect(store.secrets(KEY)).toEqual({ token: 'first', password: 'pw' });
  });

  it('remembers the schedule, and forgets both together', () => {
    const store = new SecretStore(file, cipher());
    store.schedule(KEY, 60);
    store.keep(KEY, { token: 'x' }, 'disk');
    expect(new SecretStore(file, cipher()).everyMinutes(KEY)).toBe(60);
    store.forget(KEY);
    expect([store.everyMinutes(KEY), store.state(KEY).kept]).toEqual([null, 'none']);
  });
});
