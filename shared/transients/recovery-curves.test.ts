import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, laneOf, valueAt } from './curve.ts';
import { acceptRate, edgeReconnect, edgeReconnectTransient } from './edge-reconnect.ts';
import { hostRecovery, hostRecoveryTransient, type HostRecoveryInput } from './host-recovery.ts';
import {
  lagBytesOf,
  postgresFailover,
  postgresFailoverTransient,
  type FailoverInput,
} from './postgres-failover.ts';

const last = (values: Float64Array) => values[values.length - 1] ?? Number.NaN;
const positive = fc.integer({ min: 1, max: 500 });

describe('lanes', () => {
  it('valueAt follows the straight lines, takes the value after a jump, and states nothing outside', () => {
    const lane = laneOf('x', 'count', [
      [0, 10],
      [10, 20],
      [10, 50],
      [20, 0],
    ]);
    expect([
      valueAt(lane, 0),
      valueAt(lane, 5),
      valueAt(lane, 10),
      valueAt(lane, 15),
      valueAt(lane, 20),
    ]).toEqual([10, 15, 50, 25, 0]);
    expect([valueAt(lane, -1), valueAt(lane, 21)]).toEqual([null, null]);
    expect(areaOf(lane)).toBe(150 + 250);
  });
});

const recovery: fc.Arbitrary<HostRecoveryInput> = fc
  .record({
    depth: fc.nat(500),
    arrivals: fc.nat(100),
    spare: positive,
    displaced: positive,
    survivors: positive,
    detection: fc.nat(120),
  })
  .map(({ depth, arrivals, spare, displaced, survivors, detection }) => ({
    detectionSeconds: detection,
    bootsPerHostPerSecond: 2,
    loops: [{ id: 'cp', depth, arrivalsPerSecond: arrivals, capacityPerSecond: arrivals + spare, displaced }],
    boots: [{ cluster: 'a', displaced, schedulableSurvivors: survivors }],
  }));

describe('hostRecovery', () => {
  it('is detection plus the longer of queue and boots', () => {
    // queue (12 + 30 × 30 + 100) ÷ (80 − 30) = 20.24 s; boots 100 ÷ (2 × 4) = 12.5 s
    const figures = hostRecovery({
      detectionSeconds: 30,
      bootsPerHostPerSecond: 2,
      loops: [{ id: 'cp', depth: 12, arrivalsPerSecond: 30, capacityPerSecond: 80, displaced: 100 }],
      boots: [{ cluster: 'a', displaced: 100, schedulableSurvivors: 4 }],
    });
    expect(figures.seconds).toBeCloseTo(50.24, 12);
    expect(figures.ratePerSecond).toBeCloseTo(100 / 20.24, 12);
  });
  it('never ends when arrivals are not below capacity, or nothing is left to boot on', () => {
    const loop = { id: 'cp', depth: 0, arrivalsPerSecond: 30, capacityPerSecond: 30, displaced: 5 };
    const base = {
      detectionSeconds: 0,
      bootsPerHostPerSecond: 2,
      boots: [{ cluster: 'a', displaced: 5, schedulableSurvivors: 1 }],
    };
    expect(hostRecovery({ ...base, loops: [loop] })).toMatchObject({
      seconds: null,
      never: true,
      ratePerSecond: null,
    });
    expect(
      hostRecovery({
        ...base,
        loops: [{ ...loop, capacityPerSecond: 60 }],
        boots: [{ cluster: 'a', displaced: 5, schedulableSurvivors: 0 }],
      }),
    ).toMatchObject({ seconds: null, never: true });
  });
  it('is not known without a control plane, and names the input', () => {
    const figures = hostRecovery({ detectionSeconds: 30, bootsPerHostPerSecond: 2, loops: [], boots: [] });
    expect(figures).toMatchObject({ seconds: null, never: false, missing: ['controlPlanes'] });
  });
  it('has curves that reach zero where the closed form ends, and drain at a constant rate', () => {
    fc.assert(
      fc.property(recovery, (input) => {
        const figures = hostRecovery(input);
        const { lanes, totalSeconds } = hostRecoveryTransient(input);
        expect(totalSeconds).toBe(figures.seconds);
        const [back, boots, queue] = lanes;
        if (back === undefined || boots === undefined || queue === undefined)
          throw new Error('a lane is missing');
        expect(last(back.seconds)).toBe(figures.seconds);
        expect(Math.max(last(boots.seconds), last(queue.seconds))).toBe(figures.seconds);
        for (const lane of lanes) expect(last(lane.values)).toBe(0);
        const [group] = input.boots;
        const slope = ((back.values[1] ?? 0) - 0) / (last(back.seconds) - input.detectionSeconds);
        expect(slope).toBeCloseTo(figures.ratePerSecond ?? Number.NaN, 9);
        expect(boots.values[0]).toBe(group?.displaced);
        // What the loop served from detection to the end is everything that came: depth + arrivals + displaced.
        const [loop] = input.loops;
        if (loop === undefined) throw new Error('no loop');
        const busy = last(queue.seconds) - input.detectionSeconds;
        const came = (loop.depth ?? 0) + (loop.arrivalsPerSecond ?? 0) * last(queue.seconds) + loop.displaced;
        expect((loop.capacityPerSecond ?? 0) * busy).toBeCloseTo(came, 6);
      }),
    );
  });
});

const survivor = (node: string, connections: number, rate: number | null, cpu: number | null = null) => ({
  node,
  connections,
  newConnectionsPerSecond: rate,
  cpuCores: cpu,
  usedCpuCores: cpu === null ? null : 2,
  newConnectionCpuSeconds: cpu === null ? null : 0.001,
});

describe('edgeReconnect', () => {
  it('takes as long as the slowest survivor', () => {
    expect(edgeReconnect(3000, [survivor('a', 1000, 500), survivor('b', 2000, 100)])).toMatchObject({
      seconds: 20,
      ratePerSecond: 150,
    });
  });
  it('is 0 when nothing is lost, and unknown without survivor, with a rate missing or 0', () => {
    expect(edgeReconnect(0, []).seconds).toBe(0);
    expect(edgeReconnect(10, []).seconds).toBeNull();
    expect(edgeReconnect(10, [survivor('a', 10, 0)]).seconds).toBeNull();
    expect(edgeReconnect(10, [survivor('a', 10, null)])).toMatchObject({
      seconds: null,
      missing: ['edgeNodes[a].newConnectionsPerSecond'],
    });
  });
  it('is bounded by free cores where the cost of a connection is known', () => {
    expect(acceptRate(survivor('a', 1, 5000, 4))).toBe(2000); // 2 free cores ÷ 0.001 core-seconds
    expect(acceptRate(survivor('a', 1, 500, 4))).toBe(500);
    expect(acceptRate(survivor('a', 1, 500, 1))).toBe(0);
  });
  it('has a curve that starts at the lost connections, is 0 at the end, and whose rate has them as its area', () => {
    const survivors = fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(survivors, (list) => {
        const nodes = list.map(([share, rate], index) => survivor(`e${index}`, share, rate));
        const lost = list.reduce((sum, [share]) => sum + share, 0);
        const { seconds } = edgeReconnect(lost, nodes);
        const [left, rate] = edgeReconnectTransient(lost, nodes).lanes;
        if (left === undefined || rate === undefined) throw new Error('a lane is missing');
        expect(left.values[0]).toBe(lost);
        expect(last(left.values)).toBe(0);
        expect(last(left.seconds)).toBe(seconds);
        expect(areaOf(rate)).toBeCloseTo(lost, 6);
      }),
    );
  });
});

const failover = (change: Partial<FailoverInput>): FailoverInput => ({
  postgres: 'pg',
  detectionSeconds: 30,
  promotionSeconds: 8,
  replayBytesPerSecond: 80e6,
  lagBytes: 160e6,
  loops: [{ id: 'cp', depth: 12, arrivalsPerSecond: 30, capacityPerSecond: 80, sloSeconds: 120 }],
  ...change,
});

describe('postgresFailover', () => {
  it('adds detection, replay and promotion; the backlog drains at what capacity leaves over', () => {
    // 30 + 160e6 ÷ 80e6 + 8 = 40 s; 12 + 30 × 40 = 1212; ÷ (80 − 30) = 24.24 s
    const figures = postgresFailover(failover({}));
    expect(figures).toMatchObject({ replaySeconds: 2, outageSeconds: 40, backlog: 1212 });
    expect(figures.drainSeconds).toBeCloseTo(24.24, 12);
  });
  it('needs no replay rate without lag, and knows no outage where the lag is not measured', () => {
    expect(postgresFailover(failover({ lagBytes: 0, replayBytesPerSecond: null })).outageSeconds).toBe(38);
    expect(postgresFailover(failover({ lagBytes: null }))).toMatchObject({
      replaySeconds: null,
      outageSeconds: null,
      backlog: null,
    });
  });
  it('never drains while arrivals reach capacity', () => {
    const loops = [{ id: 'cp', depth: 0, arrivalsPerSecond: 80, capacityPerSecond: 80, sloSeconds: 120 }];
    const figures = postgresFailover(failover({ loops }));
    expect(figures.drainSeconds).toBeNull();
    expect(figures.loops[0]?.never).toBe(true);
  });
  it('sums the backlog of several control planes and takes the slowest drain', () => {
    const loops = [
      { id: 'a', depth: 0, arrivalsPerSecond: 10, capacityPerSecond: 50, sloSeconds: null },
      { id: 'b', depth: 40, arrivalsPerSecond: 20, capacityPerSecond: 40, sloSeconds: null },
    ];
    expect(postgresFailover(failover({ loops }))).toMatchObject({ backlog: 400 + 840, drainSeconds: 42 });
  });
  it('estimates lag bytes from lag seconds and the log rate only where bytes are not measured', () => {
    expect(lagBytesOf(5, 2, 10)).toBe(5);
    expect(lagBytesOf(null, 2, 10)).toBe(20);
    expect(lagBytesOf(null, 2, null)).toBeNull();
  });
  it('has curves whose zero is the closed form', () => {
    fc.assert(
      fc.property(positive, fc.nat(100), positive, fc.nat(1000), (detection, arrivals, spare, lag) => {
        const input = failover({
          detectionSeconds: detection,
          lagBytes: lag,
          replayBytesPerSecond: 7,
          loops: [
            {
              id: 'cp',
              depth: 3,
              arrivalsPerSecond: arrivals,
              capacityPerSecond: arrivals + spare,
              sloSeconds: 120,
            },
          ],
        });
        const figures = postgresFailover(input);
        const [log, queue] = postgresFailoverTransient(input).lanes;
        if (log === undefined || queue === undefined) throw new Error('a lane is missing');
        expect(last(log.seconds)).toBe(detection + (figures.replaySeconds ?? 0));
        expect(last(log.values)).toBe(0);
        expect(valueAt(queue, figures.outageSeconds ?? 0)).toBe(figures.backlog);
        expect(last(queue.seconds)).toBe((figures.outageSeconds ?? 0) + (figures.drainSeconds ?? 0));
        expect(last(queue.values)).toBe(0);
      }),
    );
  });
});
