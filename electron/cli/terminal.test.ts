import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { terminalOf } from './terminal.ts';

function failing(code: string): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
}
const silent = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

it('rejects results that cannot be written, with their place', async () => {
  const terminal = terminalOf(failing('ENOSPC'), silent(), () => expect.fail('the reader is still there'));
  await expect(terminal.out('x')).rejects.toMatchObject({ code: 'ENOSPC', path: 'standard output' });
});

it('ends quietly for a reader of results that went away, and lets messages go', async () => {
  let gone = 0;
  const terminal = terminalOf(failing('EPIPE'), failing('ENOSPC'), () => (gone += 1));
  terminal.say('nobody reads this');
  await expect(terminal.out('x')).rejects.toMatchObject({ code: 'EPIPE' });
  expect(gone).toBe(1);
});
