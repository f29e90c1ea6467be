import { describe, expect, it } from 'vitest';
import { SolverNotLoaded } from '../../shared/linear/program.ts';
import { POLICY_DEFAULTS, type Policy } from '../../shared/model/policy.ts';
import { crowdedCluster, crowdOf } from '../../shared/placement/crowded-cluster.arbitrary.ts';
import { buildFleet } from '../../shared/placement/fleet.ts';
import { placeDisplaced } from '../../shared/placement/place.ts';
import { testModel } from '../../shared/placement/tiny-cluster.arbitrary.ts';
import { verifyCertificate } from '../../shared/placement/verify-certificate.ts';
import { checkWitness } from '../../shared/placement/witness.ts';
import { loadSolver } from './lazy-solver.ts';

// Here, not beside the engine: these need the real solver.

const policy: Policy = { ...POLICY_DEFAULTS, cpuOvercommit: 1 };

/** Sixty crowded hosts. */
const crowded = (seed: number, kinds: number, fill: number, twoResources: boolean) =>
  crowdedCluster({ seed, hosts: 60, kinds, fill, twoResources });

describe('the last resort', () => {
  it('proves by weights what sums, counts and searches leave undecided, and the checker adds them up', async () => {
    const model = crowded(14, 5, 0.97, true);
    const fleet = buildFleet(model, policy);
    const without = placeDisplaced(fleet, ['x']);
    const outcome = placeDisplaced(fleet, ['x'], { solver: await loadSolver() });
    expect([without.verdict, outcome.verdict]).toEqual(['undecided', 'fails']);
    const { certificate } = outcome;
    if (certificate === undefined) throw new Error('no certificate');
    expect(certificate.bound).toBe('packing weights');
    expect(verifyCertificate(model, policy, ['x'], certificate)).toBe(true);
    for (const wrong of [
      { ...certificate, have: certificate.have - 1 },
      { ...certificate, need: certificate.need + 1 },
      {
        ...certificate,
        inputs: {
          ...certificate.inputs,
          [Object.keys(certificate.inputs ?? {}).find((key) => key.startsWith('weight.')) ?? '']: 0,
        },
      },
    ])
      expect(verifyCertificate(model, policy, ['x'], wrong)).toBe(false);
  });

  it(
    'never contradicts a search, and every answer it gives is checked by others',
    { timeout: 60_000 },
    async () => {
      const solver = await loadSolver();
      const seen = new Set<string>();
      for (let seed = 1; seed <= 24; seed += 1) {
        const model = crowded(seed, 3 + (seed % 5), 0.9 + (seed % 9) / 100, seed % 2 === 0);
        const fleet = buildFleet(model, policy);
        const without = placeDisplaced(fleet, ['x']).verdict;
        const outcome = placeDisplaced(fleet, ['x'], { solver });
        if (without !== 'undecided') expect(outcome.verdict).toBe(without);
        seen.add(`${without} → ${outcome.verdict}`);
        if (outcome.verdict === 'survives-repacked')
          expect(checkWitness(model, policy, ['x'], outcome.moves)).toEqual({ ok: true });
        if (outcome.certificate?.bound === 'packing weights')
          expect(verifyCertificate(model, policy, ['x'], outcome.certificate)).toBe(true);
      }
      expect([...seen]).toEqual(
        expect.arrayContaining(['undecided → fails', 'undecided → survives-repacked']),
      );
    },
  );

  it(
    'leads to certificates of crowded clusters that the checker confirms, every one, in single placements and sweeps',
    { timeout: 120_000 },
    async () => {
      const solver = await loadSolver();
      const verdicts = { survives: 0, 'survives-repacked': 0, fails: 0, undecided: 0 };
      const bounds = new Set<string>();
      for (let seed = 1; seed <= 300; seed += 1) {
        const model = crowdedCluster(crowdOf(seed));
        const effort = seed % 3 === 0 ? 'full' : 'sweep';
        const outcome = placeDisplaced(buildFleet(model, policy), ['x'], { solver, effort });
        verdicts[outcome.verdict] += 1;
        expect(outcome.certificate !== undefined).toBe(outcome.verdict === 'fails');
        if (outcome.certificate === undefined) continue;
        bounds.add(outcome.certificate.bound);
        expect([seed, verifyCertificate(model, policy, ['x'], outcome.certificate)]).toEqual([seed, true]);
      }
      expect(verdicts.fails).toBeGreaterThan(100);
      expect(verdicts.undecided).toBeLessThanOrEqual(3);
      expect([...bounds]).toEqual(expect.arrayContaining(['exhaustive search', 'packing weights']));
    },
  );

  it('is not asked where the scheduler, a bound or a search settles the matter', () => {
    const untouched = { solve: () => expect.fail('the solver was asked') };
    const easy = testModel(
      [
        { id: 'x', memory: 40 },
        { id: 'h0', memory: 20 },
        { id: 'h1', memory: 20 },
      ],
      [9, 8, 7, 6, 5, 5].map((memory, n) => ({ id: `d${n}`, host: 'x', memory })),
    );
    expect(placeDisplaced(buildFleet(easy, policy), ['x'], { solver: untouched }).verdict).toBe(
      'survives-repacked',
    );
  });

  it('gives the same answer every time', async () => {
    const solver = await loadSolver();
    const answer = () => placeDisplaced(buildFleet(crowded(16, 4, 0.97, false), policy), ['x'], { solver });
    expect(answer()).toEqual(answer());
  });

  it('ends the question when the solver is not loaded yet', () => {
    const unloaded = {
      solve: () => {
        throw new SolverNotLoaded();
      },
    };
    const ask = () =>
      placeDisplaced(buildFleet(crowded(14, 5, 0.97, true), policy), ['x'], { solver: unloaded });
    expect(ask).toThrow(SolverNotLoaded);
  });
});
