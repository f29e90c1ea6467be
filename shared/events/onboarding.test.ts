import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../assess/assess.ts';
import type { Model } from '../model/document.ts';
import { parseModelText } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { checkWitness } from '../placement/witness.ts';
import { withCustomer, type CustomerLoad } from './customer-load.ts';
import { howManyFit } from './how-many-fit.ts';
import { placeCustomer, tryCustomer } from './onboarding-trial.ts';
import { survivalOf } from './survival-of.ts';
import { violationsOf } from './violations.ts';

const parsedModel = parseModelText(
  readFileSync(join(import.meta.dirname, '../timeline/golden/model.json'), 'utf8'),
);
if (!parsedModel.ok) throw new Error('the golden model is broken');
const model = parsedModel.value;
const policy = POLICY_DEFAULTS;

const load = (change: Partial<CustomerLoad>): CustomerLoad => ({
  customer: 'newco',
  region: 'r',
  fleet: [],
  connections: 0,
  edgeThroughputBytesPerSecond: 0,
  edgePacketsPerSecond: 0,
  listenerPorts: 0,
  volumes: null,
  pool: null,
  apiRequestsPerSecond: 0,
  reconcileArrivalsPerSecond: 0,
  postgresConnections: 0,
  postgresCpuCores: 0,
  ...change,
});

const row = (flavor: string, count: number, spreadGroup: string | null = null, maxPerHost = 1) => ({
  flavor,
  count,
  spreadGroup,
  maxPerHost,
});

describe('withCustomer', () => {
  it('puts every part of the load where it belongs', () => {
    const {
      model: after,
      rows,
      notes,
    } = withCustomer(
      model,
      policy,
      load({
        fleet: [row('s', 2)],
        connections: 30,
        edgePacketsPerSecond: 60,
        listenerPorts: 3,
        apiRequestsPerSecond: 5,
        reconcileArrivalsPerSecond: 1,
        postgresConnections: 4,
        postgresCpuCores: 0.5,
      }),
      'a',
    );
    expect(
      after.edgeNodes.map(({ used }) => [used.connections, used.packetsPerSecond, used.listenerPorts]),
    ).toEqual([
      [40, 320, 5],
      [30, 220, 5],
      [60, 120, 5],
    ]);
    expect(after.controlPlanes[0]).toMatchObject({
      apiRequestsPerSecond: 155,
      reconcileArrivalsPerSecond: 31,
    });
    expect(after.postgres[0]?.nodes[0]?.used).toMatchObject({ connections: 24, cpuCores: 4.5 });
    expect(rows).toEqual(['newco-s']);
    expect(after.microvms.at(-1)).toMatchObject({
      id: 'newco-s',
      host: null,
      cluster: 'a',
      count: 2,
      carried: { memoryBytes: 20, cpuCores: 2 },
    });
    expect(notes).toEqual([]);
  });
  it('notes what the model has nothing to carry with, and leaves the rest alone', () => {
    const bare: Model = { ...model, edgeNodes: [], postgres: [], controlPlanes: [], storagePools: [] };
    const everything = load({
      connections: 1,
      apiRequestsPerSecond: 1,
      postgresCpuCores: 1,
      volumes: { allocatedBytes: 1, usedBytes: 1, changedBytesPerDay: 0, snapshotRetentionDays: 0 },
    });
    const { model: after, notes } = withCustomer(bare, policy, everything, null);
    expect(after).toEqual(bare);
    expect(notes).toHaveLength(4);
  });
  it('gives a second customer of the same name rows of its own', () => {
    const first = withCustomer(model, policy, load({ fleet: [row('s', 1), row('s', 1)] }), 'a');
    const second = withCustomer(first.model, policy, load({ fleet: [row('s', 1)] }), 'a');
    expect([...first.rows, ...second.rows]).toEqual(['newco-s', 'newco-s-2', 'newco-s-3']);
  });
});

describe('placeCustomer', () => {
  it('comes with a witness the independent checker accepts, and adds the reservation to what is used', () => {
    const placed = placeCustomer(
      model,
      policy,
      load({ fleet: [row('s', 4, 'web', 2), row('l', 1)] }),
      'a',
      null,
    );
    const added = withCustomer(model, policy, load({ fleet: [row('s', 4, 'web', 2), row('l', 1)] }), 'a');
    expect(checkWitness(added.model, policy, [], placed.outcome?.moves ?? [], added.rows)).toEqual({
      ok: true,
    });
    const used = (hosts: Model['hosts']) =>
      hosts.reduce((sum, host) => sum + (host.used.memoryBytes ?? 0), 0);
    expect(used(placed.model.hosts)).toBe(used(model.hosts) + 4 * 10 + 60);
  });
});

describe('howManyFit', () => {
  it('is the largest number: k customers one after the other harm nothing, one more does', () => {
    const loads = fc.record({
      s: fc.integer({ min: 0, max: 4 }),
      l: fc.integer({ min: 0, max: 1 }),
      connections: fc.integer({ min: 0, max: 20 }),
      cores: fc.integer({ min: 0, max: 1 }),
      cluster: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(loads, ({ s, l, connections, cores, cluster }) => {
        const customer = load({ fleet: [row('s', s), row('l', l)], connections, postgresCpuCores: cores });
        const before = assess(model, policy, null, survivalOf);
        const { howManyFit: most, binding } = howManyFit(model, policy, customer, cluster);
        if (most === null) {
          expect([s, l, connections, cores]).toEqual([0, 0, 0, 0]);
          return;
        }
        let now = model;
        for (let copy = 1; copy <= most + 1; copy += 1) {
          const { placement, clean } = tryCustomer(now, { ...customer, customer: `c${copy}` }, cluster, {
            policy,
            before,
            historyOf: () => null,
            solver: null,
          });
          if (copy <= most) expect(clean, `copy ${copy} of ${most}`).toBe(true);
          else expect(clean, `copy ${copy} beyond ${most}, bound by ${binding}`).toBe(false);
          now = placement.model;
        }
        expect(binding).not.toBeNull();
      }),
      { numRuns: 20 },
    );
  });
  it('is 0 where survival is lost already, and without limit where nothing is asked', () => {
    const tight: Model = {
      ...model,
      microvms: model.microvms.map((entry) =>
        entry.id === 'on-b1'
          ? { ...entry, flavor: 'l', count: 1 }
          : entry.id === 'on-b2'
            ? { ...entry, flavor: 'l' }
            : entry,
      ),
    };
    expect(
      howManyFit(tight, { ...policy, memoryHeadroomMinRatio: -10 }, load({ fleet: [row('s', 1)] }), 'b')
        .howManyFit,
    ).toBe(0);
    expect(howManyFit(model, policy, load({}), null)).toEqual({ howManyFit: null, binding: null });
  });
});

describe('violationsOf', () => {
  const before = assess(model, policy);
  it('finds nothing where nothing changed, and nothing where things got better', () => {
    expect(violationsOf(before, before)).toEqual([]);
    const grown = { ...model, edgeNodes: model.edgeNodes.map((node) => ({ ...node, maxConnections: 1000 })) };
    expect(violationsOf(before, assess(grown, policy))).toEqual([]);
  });
  it('calls a missed target worsened only when it is missed by more', () => {
    const strict = { ...policy, memoryHeadroomMinRatio: 0.9 };
    const missed = assess(model, strict);
    const more = assess(withCustomer(model, strict, load({ fleet: [row('s', 1)] }), 'a').model, strict);
    expect(violationsOf(missed, missed)).toEqual([]);
    expect(violationsOf(missed, more).map(({ id, kind }) => [id, kind])).toEqual([
      ['compute.memory@cluster:a', 'worsened'],
      ['compute.memory@region:r', 'worsened'],
    ]);
  });
});
