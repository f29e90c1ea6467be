import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../../shared/model/policy.ts';
import { buildFleet } from '../../shared/placement/fleet.ts';
import { randomStream } from '../../shared/placement/random-stream.ts';
import { survive } from '../../shared/placement/survive.ts';
import { testModel, type TestHost, type TestVm } from '../../shared/placement/tiny-cluster.arbitrary.ts';
import { connect, serve, type Client } from './rpc.ts';
import { sharedSweep } from './shared-sweep.ts';
import type { SweepHelpers } from './sweep-helpers.ts';
import { createSweepService, type SweepService } from './sweep-service.ts';

const policy = { ...POLICY_DEFAULTS, cpuOvercommit: 1 };
const ports: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of ports.splice(0)) port1.close();
});

/** A full cluster in racks of three: losses of every verdict. */
function crowdedModel() {
  const next = randomStream(5);
  const hosts: TestHost[] = Array.from({ length: 14 }, (_, n) => ({
    id: `h${String(n).padStart(2, '0')}`,
    memory: 20 + Math.floor(next() * 12),
    failureDomain: `rack-${Math.floor(n / 3)}`,
  }));
  const vms: TestVm[] = hosts.flatMap(({ id, memory }) => {
    const own: TestVm[] = [];
    for (let left = memory - Math.floor(next() * 8); left >= 2;) {
      const size = Math.min(left, 2 + Math.floor(next() * 5));
      own.push({ id: `${id}-${own.length}`, host: id, memory: size });
      left -= size;
    }
    return own;
  });
  return testModel(hosts, vms);
}

/** Helpers in this very thread, each behind a real port; they say when they are stopped and what they were asked. */
function fakeHelpers(count: number, service = createSweepService) {
  const seen = { asked: 0, stopped: 0 };
  const start = (): SweepHelpers => {
    const clients = Array.from({ length: count }, (): Client<SweepService> => {
      const channel = new MessageChannel();
      ports.push(channel);
      const real = service();
      serve(channel.port1, {
        ...real,
        tryStretch: (request: Parameters<SweepService['tryStretch']>[0]) => {
          seen.asked += 1;
          return real.tryStretch({ ...request, budgetMs: 0 }); // cut as often as may be
        },
      });
      return connect<SweepService>(channel.port2);
    });
    return {
      clients,
      stop() {
        seen.stopped += 1;
        for (const client of clients) client.close(new Error('stopped'));
      },
    };
  };
  return { start, seen };
}

/** Makes every sweep look long, so that help is called at the first look. */
const slowClock = () => {
  let now = 0;
  return () => (now += 1000);
};

describe('a shared sweep', () => {
  it('is the single thread’s result, byte for byte, whoever tried what', async () => {
    const model = crowdedModel();
    for (const losses of [1, 2, 3]) {
      const options = { every: true, worst: 7 };
      const { start, seen } = fakeHelpers(3);
      const shared = await sharedSweep(buildFleet(model, policy), losses, options, {
        helpers: start,
        clock: slowClock(),
      });
      expect(shared).toEqual(survive({ ...model }, policy, losses, options));
      if (losses === 1) continue; // fourteen losses are over before anyone could help
      expect(seen.asked).toBeGreaterThan(0);
      expect(seen.stopped).toBe(1);
    }
  });

  it('calls no help for what is done in a moment', async () => {
    const { start, seen } = fakeHelpers(1);
    await sharedSweep(buildFleet(crowdedModel(), policy), 1, {}, { helpers: start });
    expect(seen).toEqual({ asked: 0, stopped: 0 });
  });

  it('tells how far it is and ends at a cancellation, its helpers with it', async () => {
    const { start, seen } = fakeHelpers(1);
    const controller = new AbortController();
    const told: number[] = [];
    const sweep = sharedSweep(
      buildFleet(crowdedModel(), policy),
      3,
      {},
      {
        helpers: start,
        clock: slowClock(),
        signal: controller.signal,
        progress: (done, total) => {
          told.push(done / total);
          if (told.length === 2) controller.abort();
        },
      },
    );
    await expect(sweep).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen.stopped).toBe(1);
    expect(told).toHaveLength(2);
    expect(told[1]).toBeGreaterThan(told[0] ?? 1);
  });

  it('fails when a helper fails, and stops the others', async () => {
    const { start, seen } = fakeHelpers(2, () => ({
      load: () => null,
      tryStretch: () => {
        throw new Error('out of memory');
      },
    }));
    const sweep = sharedSweep(
      buildFleet(crowdedModel(), policy),
      3,
      {},
      { helpers: start, clock: slowClock() },
    );
    await expect(sweep).rejects.toThrow('out of memory');
    expect(seen.stopped).toBe(1);
  });
});
