import { describe, expect, it } from 'vitest';
import { csvText } from './chart-table.ts';
import { atUtilization, constraintOf } from './constraint.fixture.ts';
import { capacityTable, clusterTable, constraintTable, triggerTable } from './overview-tables.ts';

const HEAD = 'constraint,name,scope,unit,target on,target,value,demand,available,verdict';

describe('tables of the Overview as CSV', () => {
  it('give constraints in their order, numbers in full, what is not measured as an empty cell', () => {
    const third = atUtilization(1 / 3);
    const unknown = constraintOf({
      resource: 'cpu',
      headroom: null,
      demand: null,
      available: null,
      verdict: 'not-measured',
    });
    const text = csvText(constraintTable([unknown.id, third.id], [third, unknown], null));
    expect(text.split('\r\n')).toEqual([
      HEAD,
      'compute.cpu@cluster:a,CPU,cluster:a,bytes,headroom,>= 0.2,,,,not-measured',
      `compute.memory@cluster:a,Memory,cluster:a,bytes,headroom,>= 0.2,${1 - 1 / 3},${(1 / 3) * 1000},1000,ok`,
      '',
    ]);
  });

  it('have the scenario’s columns only with a scenario, also for what only the scenario has', () => {
    const [before, after] = [atUtilization(0.75), atUtilization(0.9)];
    const added = constraintOf({ scope: 'cluster:new' });
    const { columns, rows } = constraintTable([before.id, added.id], [before], [after, added]);
    expect(columns.slice(-4)).toEqual([
      'value, scenario',
      'demand, scenario',
      'available, scenario',
      'verdict, scenario',
    ]);
    expect(rows[0]?.slice(-1)).toEqual(['breach']);
    expect(rows[1]?.slice(6)).toEqual([null, null, null, null, 0.25, 750, 1000, 'ok']);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('give what capacity bars are drawn from, what is not measured as an empty cell', () => {
    const memory = {
      total: 100,
      reserve: 20,
      available: 80,
      reserved: 60,
      used: null,
      targetHeadroom: 0.2,
    };
    const cpu = { total: 8, reserve: 2, available: 6, reserved: null, used: 1 / 3, targetHeadroom: 0.25 };
    const before = { region: 'eu', memory, cpu };
    expect(csvText(capacityTable(before, null)).split('\r\n')).toEqual([
      'region,resource,unit,installed,kept in reserve,may be used,reserved,used,target headroom',
      'eu,memory,bytes,100,20,80,60,,0.2',
      `eu,cpu,cores,8,2,6,,${1 / 3},0.25`,
      '',
    ]);
    const { columns, rows } = capacityTable(before, { ...before, memory: { ...memory, reserved: 70 } });
    expect(rows[0]?.[columns.indexOf('reserved, scenario')]).toBe(70);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('give clusters with the figures of both sides', () => {
    const row = {
      id: 'a',
      hosts: 4,
      microvms: 90,
      survival: { before: 'survives', after: 'fails' },
      memory: null,
      cpu: null,
    } as const;
    const table = clusterTable([row], [atUtilization(0.75)], [atUtilization(0.875)]);
    expect(table.rows).toEqual([['a', 4, 90, 'survives', 0.25, null, 'fails', 0.125, null]]);
    expect(clusterTable([row], [], null).rows).toEqual([['a', 4, 90, 'survives', null, null]]);
  });

  it('give triggers with as many cells as columns, with and without a scenario', () => {
    const baseline = {
      id: 't',
      kind: 'snapshot-store',
      scope: 'pool:p',
      constraintId: 'storage.snapshots@pool:p',
      state: 'firing',
      reason: null,
      date: '2026-04-16',
      daysLeft: 17,
      horizonDays: 30,
      unit: 'diskBytes',
      target: { on: 'utilization', op: '<=', value: 0.7 },
      now: null,
      atHorizon: {
        day: '2026-04-29',
        value: 1,
        low: 0,
        high: 2,
        shown: 0.72,
        shownLow: 0.73,
        shownHigh: 0.71,
      },
      basis: 'used',
      trust: null,
      robustDate: null,
      streakDays: null,
      sustainedDays: null,
      peakHours: null,
      action: null,
      alternatives: [],
      notes: [],
    } as const;
    for (const hasScenario of [false, true]) {
      const { columns, rows } = triggerTable([{ baseline, scenario: null }], hasScenario);
      expect(rows[0]).toHaveLength(columns.length);
      expect(rows[0]?.slice(0, 11)).toEqual([
        'snapshot-store',
        'p',
        'utilization',
        '<= 0.7',
        null,
        0.72,
        0.71,
        0.73,
        'firing',
        '2026-04-16',
        17,
      ]);
    }
  });
});
