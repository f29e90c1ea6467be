import { describe, expect, it } from 'vitest';
import { assess } from '../assess/assess.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { simulateAtOnce } from '../timeline/simulate.ts';
import { modelWith, scenarioWith } from '../timeline/two-clusters.fixture.ts';
import { compareTable } from './compare-rows.ts';

const model = modelWith();
const baseline = assess(model, POLICY_DEFAULTS);
function after(events: readonly object[]) {
  const result = simulateAtOnce(model, POLICY_DEFAULTS, scenarioWith(model, events));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.after;
}
const loss = after([{ type: 'hostLoss', hosts: ['b1'] }]);
const edge = after([{ type: 'edgeLoss', nodes: ['e1'] }]);

describe('assessments side by side', () => {
  it('has no difference between a column and itself', () => {
    const { differing, same } = compareTable([baseline, baseline]);
    expect(differing).toEqual([]);
    expect(same.map(({ id }) => id).sort()).toEqual(baseline.constraints.map(({ id }) => id).sort());
  });
  it('lists what any column changes, newly missed targets first, then by how much worse', () => {
    const { differing } = compareTable([baseline, loss, edge]);
    expect(differing.some(({ id }) => id === 'compute.memory@cluster:b')).toBe(true);
    expect(differing.some(({ id }) => id.startsWith('edge.connections'))).toBe(true);
    const harms = differing.map(({ harm }) => harm);
    expect(harms).toEqual([...harms].sort((a, b) => (a === b ? 0 : b - a)));
    const newly = loss.constraints.filter(
      ({ id, verdict }) =>
        verdict === 'breach' && baseline.constraints.find((was) => was.id === id)?.verdict !== 'breach',
    );
    expect(newly.length).toBeGreaterThan(0);
    for (const { id } of newly) expect(differing.find((row) => row.id === id)?.harm).toBe(Infinity);
  });
  it('marks only the cells that read differently from the first', () => {
    const row = compareTable([baseline, loss, edge]).differing.find(
      ({ id }) => id === 'compute.memory@cluster:b',
    );
    expect(row?.cells.map((cell) => cell?.differs)).toEqual([false, true, false]);
  });
  it('waits for a column that is still computed, and says where a column has no such constraint', () => {
    const waiting = compareTable([baseline, null]);
    expect(waiting.differing).toEqual([]);
    const fewer = { ...baseline, constraints: baseline.constraints.slice(1) };
    const [gone] = compareTable([baseline, fewer]).differing;
    expect(gone?.id).toBe(baseline.constraints[0]?.id);
    expect(gone?.cells[1]).toBeNull();
  });
});
