import { describe, expect, it } from 'vitest';
import { assess } from '../assess/assess.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { modelWith, scenarioWith } from '../timeline/two-clusters.fixture.ts';
import { customerOf, onboardingDetails } from '../timeline/onboarding-details.ts';
import { scaled, withCustomer } from './customer-load.ts';
import { builtInTemplates, renamedGroups, scaledShape } from './customer-shape.ts';
import { survivalWith } from './survival-of.ts';
import { survivesLosses } from './survives-losses.ts';
import { violationsOf } from './violations.ts';

const model = modelWith();
const policy = POLICY_DEFAULTS;

function detailsOf(fields: object, cluster: string | null) {
  const [event] = scenarioWith(model, [
    { type: 'onboardCustomer', customer: 'new', region: 'r', ...fields },
  ]).events;
  if (event === undefined) throw new Error('no event');
  const search = onboardingDetails({ model, policy, history: null }, event, cluster, null);
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return { details: value, load: customerOf(event, model) };
  }
}

describe('how many fit, target by target', () => {
  const fields = {
    fleet: [{ flavor: 'f', count: 7 }],
    connections: 30,
    postgresCpuCores: 0.3,
    postgresConnections: 9,
  };

  it('is where each target holds and one copy more breaks it', () => {
    const { details, load } = detailsOf(fields, 'a');
    const before = assess(model, policy);
    const broken = (copies: number, id: string) =>
      violationsOf(before, assess(withCustomer(model, policy, scaled(load, copies), 'a').model, policy)).some(
        (violation) => violation.id === id,
      );
    expect(details.fits.length).toBeGreaterThan(3);
    for (const { id, count } of details.fits) {
      if (count > 0) expect(broken(count, id), `${count} of ${id}`).toBe(false);
      expect(broken(count + 1, id), `${count + 1} of ${id}`).toBe(true);
    }
    // Two nodes of 1000 connections, one in reserve, 70% of the other: 700; 400 are there, 30 a copy.
    expect(details.fits.find(({ id }) => id === 'edge.connections@region:r')?.count).toBe(10);
    // 10 cores × 60% − 4 used, 0.3 a copy: 6 copies and two thirds.
    expect(details.fits.find(({ id }) => id === 'controlPlane.postgresCpu@postgres:p')?.count).toBe(6);
  });

  it('lists nothing for a customer who brings nothing', () => {
    expect(detailsOf({ fleet: [] }, null).details.fits).toEqual([]);
  });
});

describe('which cluster', () => {
  it('tries every cluster of the region and says what refuses it, with need and have', () => {
    const { details } = detailsOf({ fleet: [{ flavor: 'f', count: 130 }] }, 'a');
    expect(details.choices.map(({ cluster }) => cluster)).toEqual(['a', 'b']);
    const b = details.choices[1];
    expect(b?.fits).toBe(false);
    // Two hosts of 10 cores, 4 vCPUs a core, 40 of 80 taken: 40 find a place, 90 do not.
    expect(b).toMatchObject({ stranded: 90, unplaced: { resource: 'cpu' } });
    expect(b?.unplaced?.need).toBeGreaterThan(b?.unplaced?.have ?? Infinity);
  });

  it('refuses the cluster that would not survive the loss of a host any more', () => {
    const { details } = detailsOf({ fleet: [{ flavor: 'f', count: 2 }] }, 'a');
    // After a loss b has 40 vCPUs left, which the microVMs that are there take whole.
    expect(details.choices.map(({ fits }) => fits)).toEqual([true, false]);
    expect(details.choices.map(({ survives }) => survives)).toEqual([true, false]);
    expect(details.choices[1]).toMatchObject({ stranded: 0 });
    expect(details.choices[1]?.violations).toContain('compute.survival@cluster:b');
  });
});

describe('whether every loss is survived', () => {
  it('is what the sweep behind the verdict says, however full the cluster is', () => {
    const said = new Set<boolean>();
    for (let count = 0; count <= 45; count += 3)
      for (const losses of [0, 1, 2]) {
        const full = modelWith({
          microvms: [
            { id: 'a', host: 'a1', flavor: 'f', count: 20 },
            { id: 'b', host: 'b1', flavor: 'f', count: Math.max(1, count), spreadGroup: 'g', maxPerHost: 45 },
          ],
        });
        const asked = { ...policy, hostLossesPerCluster: losses };
        const { constraints } = assess(full, asked, null, survivalWith(null));
        for (const cluster of ['a', 'b']) {
          const verdict = constraints.find(({ id }) => id === `compute.survival@cluster:${cluster}`)?.verdict;
          const survives = survivesLosses(full, asked, cluster, null);
          expect(survives, `${count} with ${losses} lost in ${cluster}`).toBe(verdict === 'ok');
          said.add(survives);
        }
      }
    expect(said.size).toBe(2);
  });
});

describe('a shape', () => {
  const shape = {
    fleet: [{ flavor: 'f', count: 3, spreadGroup: 'old-web', maxPerHost: 2 }],
    connections: 10,
    apiRequestsPerSecond: 0.5,
    volumes: { allocatedBytes: 100, usedBytes: 30, changedBytesPerDay: 7, snapshotRetentionDays: 14 },
    ramp: { kind: 'linear', days: 30 },
  } as const;

  it('times 1.5 rounds whole things up and leaves what is no amount', () => {
    expect(scaledShape(shape, 1.5)).toEqual({
      ...shape,
      fleet: [{ flavor: 'f', count: 5, spreadGroup: 'old-web', maxPerHost: 2 }],
      connections: 15,
      apiRequestsPerSecond: 0.75,
      volumes: { allocatedBytes: 150, usedBytes: 45, changedBytesPerDay: 10.5, snapshotRetentionDays: 14 },
    });
    expect(scaledShape(shape, 1)).toEqual(shape);
    // 10 × 1.1 is 11.000000000000002 in floating point and still eleven.
    expect(scaledShape(shape, 1.1).connections).toBe(11);
  });

  it('takes its spread groups along under the new name, and only its own', () => {
    const fleet = [{ spreadGroup: 'old-web' }, { spreadGroup: 'older-web' }, { spreadGroup: 'old' }, {}];
    expect(renamedGroups(fleet, 'old', 'new')).toEqual([
      { spreadGroup: 'new-web' },
      { spreadGroup: 'older-web' },
      { spreadGroup: 'new' },
      {},
    ]);
  });

  it('of every template is an event the model accepts', () => {
    for (const { shape: built } of builtInTemplates(model)) {
      const event = { type: 'onboardCustomer', customer: 'x', region: 'r', ...built };
      expect(() => scenarioWith(model, [event])).not.toThrow();
    }
  });
});
