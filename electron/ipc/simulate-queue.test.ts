import { expect, it } from 'vitest';
import { SimulateQueue } from './simulate-queue.ts';

it('a thread that cannot be made fails its question and holds up none after it', async () => {
  let tries = 0;
  const queue = new SimulateQueue(
    () => {
      tries += 1;
      throw new Error('no thread');
    },
    () => {
      throw new Error('not asked');
    },
  );
  const ask = (token: number) => queue.simulate({ lane: 'live', token, scenario: { kind: 'baseline' } });
  await expect(ask(1)).rejects.toThrow('no thread');
  await expect(ask(2)).rejects.toThrow('no thread');
  expect(tries).toBe(2);
});
