import { describe, expect, it } from 'vitest';
import { csvText } from './chart-table.ts';
import { overviewJson, overviewTable } from './overview-export.ts';

const tables = {
  clusters: { columns: ['cluster', 'hosts'], rows: [['a', 3]] },
  triggers: { columns: ['trigger', 'scope', 'now'], rows: [['memory-headroom', 'r', null]] },
};

describe('the Overview as a file', () => {
  it('is one CSV whose rows say which table they are of; what is not measured stays empty', () => {
    expect(csvText(overviewTable(tables))).toBe(
      'table,cluster,hosts,trigger,scope,now\r\nclusters,a,3,,,\r\ntriggers,,,memory-headroom,r,\r\n',
    );
  });
  it('is one JSON document with its facts; what is not measured is null', () => {
    const facts = { workspace: 'w', asOf: '2026-03-01T00:00:00Z', region: 'r', scenario: null };
    expect(JSON.parse(overviewJson(facts, tables))).toEqual({
      ...facts,
      clusters: [{ cluster: 'a', hosts: 3 }],
      triggers: [{ trigger: 'memory-headroom', scope: 'r', now: null }],
    });
  });
});
