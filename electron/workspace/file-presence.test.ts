import { expect, it } from 'vitest';
import { FilePresence } from './file-presence.ts';

/** A disk of which the folders named do not answer until they are woken. */
function disk(...asleep: readonly string[]) {
  const asked: string[] = [];
  const wake: (() => void)[] = [];
  const look = (path: string): Promise<boolean> => {
    asked.push(path);
    const isThere = !path.endsWith('gone');
    if (!asleep.some((folder) => path.startsWith(folder))) return Promise.resolve(isThere);
    return new Promise((resolve) => wake.push(() => resolve(isThere)));
  };
  return {
    presence: new FilePresence(look, 30),
    asked,
    wake: () => wake.splice(0).forEach((each) => each()),
  };
}

it('tells what is there, what is not, and what does not answer, without waiting for the latter', async () => {
  const { presence } = disk('/net');
  const found = await presence.of(['/net/a', '/home/b', '/home/gone', '/other/c']);
  expect(Object.fromEntries(found)).toEqual({ '/home/b': true, '/home/gone': false, '/other/c': true });
});

it('asks a disk that does not answer once, however often it is listed, and knows when it answers', async () => {
  const { presence, asked, wake } = disk('/net');
  await presence.of(['/net/a', '/net/b']);
  await presence.of(['/net/a', '/net/b', '/home/c']);
  expect(asked).toEqual(['/net/a', '/home/c']);
  wake();
  await new Promise((resolve) => setImmediate(resolve));
  wake();
  await new Promise((resolve) => setImmediate(resolve));
  const found = presence.of(['/net/a']);
  await new Promise((resolve) => setImmediate(resolve));
  wake();
  expect(Object.fromEntries(await found)).toEqual({ '/net/a': true });
});

it('keeps no more than two threads waiting, however many disks are gone', async () => {
  const { presence, asked } = disk('/net');
  const all = ['/net/1/a', '/net/2/a', '/net/3/a', '/net/4/a'];
  await presence.of(all);
  expect([...(await presence.of(all))]).toEqual([]);
  expect(asked).toEqual(['/net/1/a', '/net/2/a']);
});

it('two who ask at once both get their answers', async () => {
  const { presence } = disk();
  const [one, two] = await Promise.all([presence.of(['/a/a']), presence.of(['/a/a', '/b/b'])]);
  expect([one.size, two.size]).toEqual([1, 2]);
});
