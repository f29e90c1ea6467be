import { describe, expect, it } from 'vitest';
import { parseModel } from '../model/parse-model.ts';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { GIB } from '../units.ts';
import { sensitivities } from './sensitivities.ts';

const parsed = parseModel({
  schema: 'headroom.model/v1',
  asOf: '2026-03-31T00:00:00Z',
  regions: [{ id: 'r' }],
  clusters: [{ id: 'a', region: 'r' }],
  hosts: ['a1', 'a2', 'a3', 'a4'].map((id) => ({
    id,
    cluster: 'a',
    state: id === 'a4' ? 'draining' : 'schedulable',
    memoryBytes: 100 * GIB,
    used: { memoryBytes: 20 * GIB },
  })),
  flavors: [{ id: 'f', memoryBytes: 10 * GIB }],
  microvms: [{ id: 'x', host: 'a1', flavor: 'f', count: 9 }],
  overhead: { memoryBytesPerVm: 0 },
});
if (!parsed.ok) throw new Error('the model of this test is not valid');
const model = parsed.value;

describe('sensitivities', () => {
  it('says what a host back in service and other losses would do to memory headroom', () => {
    // Now 90 of 200 GiB; with a4 90 of 300; with two losses 90 of 100; with none 90 of 300.
    expect(sensitivities(model, POLICY_DEFAULTS, 'compute.memory@region:r')).toEqual([
      { label: 'return a4 (draining) to service', value: 0.7, verdict: 'ok' },
      { label: 'survive one more host loss per cluster', value: 0.1, verdict: 'breach' },
      { label: 'survive one host loss less per cluster', value: 0.7, verdict: 'ok' },
    ]);
  });

  it('goes on to counting what is used where nothing is out of service and no loss is survived', () => {
    const hosts = model.hosts.map((host) => ({ ...host, state: 'schedulable' as const }));
    const found = sensitivities(
      { ...model, hosts },
      { ...POLICY_DEFAULTS, hostLossesPerCluster: 0 },
      'compute.memory@region:r',
    );
    expect(found.map(({ label, value }) => [label, value])).toEqual([
      ['survive one more host loss per cluster', 0.7],
      ['count used memory, not reserved', 0.8],
      ['reserve the largest failure domain', 0.7],
    ]);
  });

  it('leaves out what moves nothing', () => {
    expect(sensitivities({ ...model, microvms: [] }, POLICY_DEFAULTS, 'compute.processes@region:r')).toEqual(
      [],
    );
  });
});
