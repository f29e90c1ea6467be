import { describe, expect, it } from 'vitest';
import { assess } from '../assess/assess.ts';
import { explainConstraint } from '../assess/explain-constraint.ts';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { missingInputs, placeOfSource } from './missing-inputs.ts';

describe('where a source is entered', () => {
  it.each([
    ['hosts[h1].used.memoryBytes', { table: 'hosts', column: 'used_memory_bytes', entity: 'h1' }],
    ['volumes[v1].changedBytesPerDay', { table: 'volumes', column: 'changed_bytes_per_day', entity: 'v1' }],
    ['overhead.memoryBytesPerVm', { table: 'overhead', column: 'memory_bytes_per_vm', entity: 'overhead' }],
    ['policy.hostLossesPerCluster', null],
    ['microvms of s2 on hosts[h1]', null],
    ['hosts[h1].colour', null],
  ])('reads %s', (of, place) => expect(placeOfSource(of)).toEqual(place));
});

describe('what a constraint is not measured for want of', () => {
  it('is named by table, column and entity, and giving it measures the constraint', () => {
    const document = (osDiskBytes: number | null) => ({
      schema: 'headroom.model/v1',
      asOf: '2026-03-31T00:00:00Z',
      regions: [{ id: 'eu' }],
      clusters: [{ id: 'a', region: 'eu' }],
      hosts: [{ id: 'h1', cluster: 'a', osDiskBytes, used: { osDiskBytes: 5 } }],
    });
    const id = 'compute.osDisk@host:h1';
    const verdictOf = (bytes: number | null) => {
      const model = parseModel(document(bytes));
      if (!model.ok) throw new Error(JSON.stringify(model.problems));
      const root = explainConstraint(model.value, POLICY_DEFAULTS, id);
      return {
        verdict: assess(model.value, POLICY_DEFAULTS, null, null).constraints.find((each) => each.id === id)
          ?.verdict,
        missing: root === null ? [] : missingInputs([root]),
      };
    };
    const without = verdictOf(null);
    expect(without.verdict).toBe('not-measured');
    expect(without.missing).toEqual([
      { label: expect.any(String), table: 'hosts', column: 'os_disk_bytes', entities: ['h1'] },
    ]);
    expect(verdictOf(10)).toMatchObject({ missing: [] });
    expect(verdictOf(10).verdict).not.toBe('not-measured');
  });
});
