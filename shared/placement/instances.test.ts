import { describe, expect, it } from 'vitest';
import { POLICY_DEFAULTS, type Policy } from '../model/policy.ts';
import { buildFleet } from './fleet.ts';
import type { PlacementOutcome } from './outcome.ts';
import { placeDisplaced, placePending } from './place.ts';
import { testModel, type TestHost, type TestVm } from './tiny-cluster.arbitrary.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { checkWitness } from './witness.ts';

const policy: Policy = { ...POLICY_DEFAULTS, cpuOvercommit: 1 };

function lose(hosts: readonly TestHost[], vms: readonly TestVm[], rules: Policy = policy): PlacementOutcome {
  const model = testModel([{ id: 'x', memory: 1000 }, ...hosts], vms);
  const outcome = placeDisplaced(buildFleet(model, rules), ['x']);
  if (outcome.certificate !== undefined)
    expect(verifyCertificate(model, rules, ['x'], outcome.certificate)).toBe(true);
  else if (outcome.verdict !== 'undecided')
    expect(checkWitness(model, rules, ['x'], outcome.moves)).toEqual({ ok: true });
  return outcome;
}

const onX = (sizes: readonly number[], more: Partial<TestVm> = {}): TestVm[] =>
  sizes.map((memory, i) => ({ id: `d${i}`, host: 'x', memory, ...more }));
const machines = (...memory: number[]): TestHost[] =>
  memory.map((size, i) => ({ id: `h${i}`, memory: size }));

describe('hard packings', () => {
  it('finds a perfect packing that best-fit decreasing misses, moving nothing else', () => {
    const outcome = lose(machines(20, 20), onX([9, 8, 7, 6, 5, 5]));
    expect(outcome).toMatchObject({ verdict: 'survives-repacked', placed: 5 });
    expect(outcome.moves).toHaveLength(6);
  });

  it('ends, whatever a parser might let through: demands and limits beyond all numbers', () => {
    for (const cpu of [1e308, Number.MAX_VALUE, Infinity]) {
      const hosts = machines(1000, 20, 20).map((host) => ({ ...host, cpu: 4 }));
      const vms = [...onX([9], { host: 'h0', cpu }), { id: 'r', host: 'h1', memory: 5, cpu: 1 }];
      expect(placeDisplaced(buildFleet(testModel(hosts, vms), policy), ['h0'])).toMatchObject({ placed: 0 });
    }
  });

  it('proves by counting that large microVMs cannot share hosts', () => {
    expect(lose(machines(11, 11), onX([7, 7, 7])).certificate).toMatchObject({
      bound: 'large microVMs',
      need: 3,
      have: 2,
      resource: 'memory',
    });
  });

  it('repairs by one move and by a chain of two', () => {
    const one = lose(machines(7, 2), [...onX([7]), { id: 'r', host: 'h0', memory: 2 }]);
    expect(one).toMatchObject({ verdict: 'survives-repacked', displaced: 1, placed: 0 });
    expect(one.moves).toEqual([
      { microvm: 'd0', from: 'x', to: 'h0' },
      { microvm: 'r', from: 'h0', to: 'h1' },
    ]);
    const two = lose(machines(10, 6, 3), [
      ...onX([10]),
      { id: 'r0', host: 'h0', memory: 6 },
      { id: 'r1', host: 'h1', memory: 3 },
    ]);
    expect(two).toMatchObject({ verdict: 'survives-repacked' });
    expect(two.moves).toHaveLength(3);
  });

  it('counts spread groups: members beside hosts that may hold them', () => {
    const outcome = lose(machines(9, 9), onX([1, 1, 1], { group: 'g' }));
    expect(outcome).toMatchObject({
      verdict: 'fails',
      certificate: { bound: 'spread group', need: 3, have: 2 },
    });
    expect(outcome.unplaced).toEqual([
      { microvm: 'd2', resource: 'spreadGroup', need: 2, have: 1, host: 'h0' },
    ]);
    expect(lose(machines(9, 9), onX([1, 1, 1], { group: 'g' }), { ...policy, spread: 'off' }).verdict).toBe(
      'survives',
    );
    expect(lose(machines(9, 9), onX([1, 1, 1], { group: 'g', maxPerHost: 2 })).verdict).toBe('survives');
  });

  it('names the resource of CPU-bound and IOPS-bound clusters', () => {
    const cpu = lose(
      [
        { id: 'h0', memory: 100, cpu: 3 },
        { id: 'h1', memory: 90, cpu: 3 },
      ],
      onX([1, 1], { cpu: 4 }),
    );
    expect(cpu).toMatchObject({ verdict: 'fails', certificate: { resource: 'cpu', need: 8, have: 6 } });
    expect(cpu.unplaced[0]).toEqual({ microvm: 'd0', resource: 'cpu', need: 4, have: 3, host: 'h0' });
    const iops = lose([{ id: 'h0', memory: 100, iops: 500 }], onX([1, 1, 1], { iops: 200 }));
    expect(iops).toMatchObject({
      verdict: 'fails',
      placed: 2,
      certificate: { bound: 'resource sum', resource: 'iops' },
    });
  });

  it('proves what only trying everything shows, on hosts rich in different resources', () => {
    const outcome = lose(
      [
        { id: 'h0', memory: 10, cpu: 4 },
        { id: 'h1', memory: 4, cpu: 10 },
      ],
      onX([6, 6], { cpu: 6 }).map((vm, i) => (i === 0 ? vm : { ...vm, memory: 3, cpu: 3 })),
    );
    expect(outcome.verdict).toBe('fails');
  });

  it('lets a survivor over its limit keep what it has and take nothing that worsens it', () => {
    const over: TestVm[] = [
      { id: 'r0', host: 'h0', memory: 8 },
      { id: 'd0', host: 'x', memory: 2 },
    ];
    expect(lose(machines(5, 2), over)).toMatchObject({ verdict: 'survives', moves: [{ to: 'h1' }] });
    expect(lose(machines(5, 1), over)).toMatchObject({ verdict: 'fails' });
  });

  it('says when no host is left, and that losing an empty host is nothing', () => {
    const none = lose([{ id: 'h0', memory: 9, state: 'cordoned' }], onX([1]));
    expect(none).toMatchObject({ verdict: 'fails', certificate: { bound: 'no survivor', need: 1, have: 0 } });
    expect(none.unplaced[0]).toMatchObject({ resource: 'hosts', host: null });
    expect(lose(machines(1), [])).toMatchObject({ verdict: 'survives', displaced: 0, moves: [] });
  });

  it('fits three thirds and three two-thirds of a core exactly', () => {
    const rules = { ...policy, cpuOvercommit: 3 };
    expect(lose([{ id: 'h0', memory: 99, cpu: 1 }], onX([1, 1, 1], { cpu: 1 }), rules).verdict).toBe(
      'survives',
    );
    expect(lose([{ id: 'h0', memory: 99, cpu: 2 }], onX([1, 1, 1], { cpu: 2 }), rules).verdict).toBe(
      'survives',
    );
    expect(lose([{ id: 'h0', memory: 99, cpu: 1 }], onX([1, 1, 1, 1], { cpu: 1 }), rules).verdict).toBe(
      'fails',
    );
  });

  it('gathers free memory that is scattered in small pieces over many hosts', () => {
    const hosts = machines(...Array.from({ length: 30 }, () => 100));
    const vms = hosts.flatMap((host, h) =>
      Array.from({ length: 24 }, (_, i): TestVm => ({ id: `r${h}-${i}`, host: host.id, memory: 4 })),
    );
    const outcome = lose(hosts, [...vms, ...onX([60])]);
    expect(outcome.verdict).toBe('survives-repacked');
    // 4 free on each host: 14 of the 4-sized leave one host, one each for 14 others.
    expect(outcome.moves).toHaveLength(15);
  });
});

describe('pending microVMs', () => {
  it('are placed row by row where they are asked for, and stay pending otherwise', () => {
    const model = testModel(machines(4, 4), [
      { id: 'new', host: null, memory: 2, count: 3, cluster: 'c' },
      { id: 'other', host: null, memory: 2, cluster: 'c' },
    ]);
    const outcome = placePending(buildFleet(model, policy), ['new']);
    expect(outcome).toMatchObject({ verdict: 'survives', displaced: 3, placed: 3 });
    expect(outcome.moves).toEqual([
      { microvm: 'new#1', from: null, to: 'h0' },
      { microvm: 'new#2', from: null, to: 'h0' },
      { microvm: 'new#3', from: null, to: 'h1' },
    ]);
  });
});

describe('the checks themselves', () => {
  const model = testModel([{ id: 'x', memory: 9 }, ...machines(4, 4)], onX([3, 3]));
  const moves = placeDisplaced(buildFleet(model, policy), ['x']).moves;

  it('refuse a witness with a microVM left behind, moved twice, from or to the wrong host, or onto a full one', () => {
    expect(checkWitness(model, policy, ['x'], moves).ok).toBe(true);
    const [first, second] = moves;
    for (const bad of [
      [first!],
      [first!, first!],
      [first!, { ...second!, from: 'h0' }],
      [first!, { ...second!, to: 'x' }],
      [first!, { ...second!, to: 'nowhere' }],
      [first!, { ...second!, to: first!.to }],
      [first!, { ...second!, microvm: 'nobody' }],
    ])
      expect(checkWitness(model, policy, ['x'], bad).ok).toBe(false);
  });

  it('refuse a certificate whose sides, bound or resource were changed', () => {
    const tight = testModel([{ id: 'x', memory: 99 }, ...machines(11, 11)], onX([7, 7, 7]));
    const { certificate } = placeDisplaced(buildFleet(tight, policy), ['x']);
    const good = certificate!;
    expect(verifyCertificate(tight, policy, ['x'], good)).toBe(true);
    for (const bad of [
      { ...good, need: 4 },
      { ...good, have: 1 },
      { ...good, have: 3 },
      { ...good, bound: 'resource sum' },
      { ...good, bound: 'because' },
      { ...good, inputs: { ...good.inputs, 'atLeast.memory': 5 } },
    ])
      expect(verifyCertificate(tight, policy, ['x'], bad)).toBe(false);
    expect(verifyCertificate(tight, policy, ['h0'], good)).toBe(false);
  });
});
