import { afterEach, beforeEach, expect, it } from 'vitest';
import { Folder, headroom } from './command-line.fixture.ts';

let folder: Folder;
beforeEach(() => {
  folder = new Folder('plan');
});
afterEach(() => folder.remove());

const file = (name: string, content: unknown): string => folder.file(name, content);

const GIB = 2 ** 30;
/** Cluster a of MODEL.md section 17 with a machine type of 100 GiB. */
const MODEL = {
  schema: 'headroom.model/v1',
  asOf: '2026-03-31T00:00:00Z',
  regions: [{ id: 'r' }],
  clusters: [{ id: 'a', region: 'r' }],
  hosts: [100, 100, 200].map((gib, i) => ({ id: `a${i}`, cluster: 'a', memoryBytes: gib * GIB })),
  flavors: [{ id: 'g30', memoryBytes: 30 * GIB }],
  overhead: { memoryBytesPerVm: 0 },
  microvms: [{ id: 'x', host: 'a2', flavor: 'g30', count: 5 }],
  skus: [{ id: 'std', memoryBytes: 100 * GIB, unitCost: 14500, currency: 'EUR', leadTimeDays: 42 }],
};
/** 210 GiB of 200 available ask for 262.5: one host more, on the day. */
const SCENARIO = {
  schema: 'headroom.scenario/v1',
  name: 'grows',
  events: [
    {
      type: 'onboardCustomer',
      customer: 'k',
      region: 'r',
      on: '2026-06-01',
      fleet: [{ flavor: 'g30', count: 2 }],
    },
  ],
};

it('prints the purchases of a model and a scenario in the fields of the contract', async () => {
  const args = ['plan', '--model', file('m.json', MODEL), '--scenario', file('s.json', SCENARIO)];
  const { code, out } = await headroom(...args, '--horizon', '90', '--json');
  expect(code).toBe(0);
  const plan = JSON.parse(out) as { readonly lines: object[]; readonly alternatives: { kind: string }[] };
  expect(plan).toMatchObject({ totalCost: 14500, currency: 'EUR', optimal: true, gap: 0 });
  expect(plan.lines).toHaveLength(1);
  expect(plan.lines[0]).toMatchObject({
    sku: 'std',
    cluster: 'a',
    count: 1,
    orderBy: '2026-04-13',
    inServiceBy: '2026-06-01',
    unitCost: 14500,
    cost: 14500,
    late: false,
    reason: 'memory headroom in cluster a falls under 20% on 2026-06-01 without it',
  });
  expect(plan.alternatives.map(({ kind }) => kind)).toEqual(['do-nothing', 'pessimistic']);
  const table = await headroom(...args, '--brief');
  expect(table.out).toContain('2026-04-13  2026-06-01         1  std   a        €14,500');
  expect(table.out).toContain('1 host, €14,500, proved to be the least');
});

it('plans as far as asked, within limits, and says with --check what cannot be kept', async () => {
  const args = ['plan', '--model', file('m.json', MODEL), '--scenario', file('s.json', SCENARIO), '--check'];
  expect((await headroom(...args, '--horizon', '30')).out).toContain('0 hosts');
  const poor = await headroom(...args, '--settings', file('l.json', { budget: 100 }));
  expect(poor.code).toBe(1);
  expect(poor.out).toMatch(/within the limits nothing keeps every target .* takes 14500 EUR/);
  const wrong = await headroom(...args, '--settings', file('w.json', { clusters: { b: { hostsMax: 1 } } }));
  expect(wrong.code).toBe(2);
  expect(wrong.said).toMatch(/w\.json.*clusters\.b.*no cluster/);
});
