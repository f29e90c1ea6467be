import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { testModel } from '../../shared/placement/tiny-cluster.arbitrary.ts';
import { withSolver } from '../solver/lazy-solver.ts';
import { createLiveService } from './live-service.ts';

const hosts = Array.from({ length: 40 }, (_, h) => ({ id: `h${h}`, memory: 10 }));
const vms = hosts.flatMap(({ id }, h) => [3, 2].map((memory, n) => ({ id: `v${h}-${n}`, host: id, memory })));
const model = testModel(hosts, vms);
const scenario = {
  schema: 'headroom.scenario/v1' as const,
  name: 'n',
  seed: 1,
  policy: {},
  events: [{ id: 'x', type: 'hostLoss', count: 2, select: 'worst' }],
};
const base = { revision: 7, inputs: 7, model, policy: POLICY_DEFAULTS, history: null };
const question = { scenario: { kind: 'draft' as const, scenario: {} }, token: 1 };

describe('a live answer with a long search for the worst loss', () => {
  it('tells how far it is, ends when it is stopped with the worst found so far, and says so', async () => {
    let now = 0;
    const service = createLiveService(
      () => Promise.resolve({ base, scenario }),
      () => (now += 1000),
    );
    const told: { unit: string; detail: string; total: number }[] = [];
    const context = (isCancelled: () => boolean) => ({
      signal: new AbortController().signal,
      progress: (state: unknown) => told.push(state as (typeof told)[number]),
      isCancelled,
    });
    let looks = 0;
    const stopped = await withSolver(() =>
      service.simulate(
        question,
        context(() => (looks += 1) > 1),
      ),
    );
    expect(told[0]).toMatchObject({ unit: 'combinations', total: 780, detail: 'losses tried in c' });
    expect(stopped.stopped).toBe(true);
    expect(stopped.result.notes).toEqual([
      'x: search stopped after 500 of 780 losses: the worst is at least this one',
    ]);
    // Its days are those of the loss that was found: nothing is searched for them.
    const before = told.length;
    const days = await withSolver(() =>
      service.dates(
        question,
        context(() => false),
      ),
    );
    expect(days.stopped).toBe(false);
    expect(told).toHaveLength(before);
    const whole = await withSolver(() =>
      service.simulate(
        question,
        context(() => false),
      ),
    );
    expect(whole).toMatchObject({ stopped: false, result: { notes: [] } });
  });
});
