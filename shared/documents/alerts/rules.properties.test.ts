import fc from 'fast-check';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Connection } from '../../import/live/connection.ts';
import { METRIC_CATALOGUE } from '../../import/metric-catalogue.ts';
import { modelArbitrary, policyArbitrary } from '../../model/model.arbitrary.ts';
import type { Model } from '../../model/document.ts';
import { POLICY_DEFAULTS, type Policy } from '../../model/policy.ts';
import { sidesOf } from '../../timeline/sides.ts';
import { alertCases } from '../alert-tests/case-list.ts';
import { alertTestFile } from '../alert-tests/test-file.ts';
import { FAILURE_MODES } from '../failure-modes/failure-mode.ts';
import { scopesOf } from '../failure-modes/mode-scopes.ts';
import { entityQuery, queryBook } from './query-book.ts';
import type { RuleSource } from './rule-context.ts';
import { ruleFile } from './rule-file.ts';
import { ruleSetOf } from './rule-set.ts';

function sourceOf(model: Model, policy: Policy): RuleSource {
  const sides = sidesOf(model, policy, null, null);
  if (!sides.ok) throw new Error('a model without a scenario was refused');
  return { side: sides.value.baseline, book: queryBook([]) };
}

function isPromQl(expr: string): boolean {
  let good = true;
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.name === '⚠') good = false;
    },
  });
  return good;
}

interface Rules {
  groups: { rules: { alert?: string; record?: string; expr: string; labels?: Record<string, string> }[] }[];
}

describe('rules of any model', () => {
  it('are YAML, PromQL, and no two the same; every mode has alerts or gaps at every scope', () => {
    fc.assert(
      fc.property(modelArbitrary(), policyArbitrary(), (model, policy) => {
        const source = sourceOf(model, policy);
        const set = ruleSetOf(source);
        const { text } = ruleFile(source, set, { runbookBase: 'runbooks' });
        const rules = ((parse(text) as Rules).groups ?? []).flatMap((group) => group.rules);
        const names = rules.map(({ alert, record, labels }) =>
          JSON.stringify([
            alert ?? record,
            Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
          ]),
        );
        expect(new Set(names).size).toBe(names.length);
        for (const { expr } of rules) {
          expect(isPromQl(expr), expr).toBe(true);
          expect(expr).not.toMatch(/NaN|Infinity|undefined|null/);
        }
        for (const { id } of FAILURE_MODES) {
          for (const { scope } of scopesOf(model, id)) {
            const alerts = (set.alerts.get(id) ?? []).filter((rule) => rule.scope === scope);
            const gaps = set.gaps.filter((gap) => gap.mode === id && gap.scope === scope);
            expect(alerts.length + gaps.length, `${id} ${scope}`).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are made the same twice, and so are their tests', () => {
    fc.assert(
      fc.property(modelArbitrary(), (model) => {
        const made = () => {
          const source = sourceOf(model, POLICY_DEFAULTS);
          const set = ruleSetOf(source);
          const file = ruleFile(source, set, { runbookBase: '' });
          return file.text + alertTestFile(alertCases(source, set), source.book, file, 'rules.yml');
        };
        expect(made()).toBe(made());
      }),
      { numRuns: 8 },
    );
  });
});

const connection = (change: Partial<Connection['queries'][number]>): Connection => ({
  id: 'c',
  name: 'Lab',
  url: 'http://localhost',
  auth: { kind: 'none' },
  headers: [],
  tls: { verify: true, ca: null, clientCertificate: null },
  stepSeconds: 300,
  days: 90,
  matchers: 'job="node"',
  queries: [
    {
      id: 'q',
      metric: 'memory_used_bytes',
      kind: 'host',
      query: 'sum by (node) (mem{$match})',
      entityLabel: 'node',
      entityPattern: null,
      keep: 'samples',
      per: 'entity',
      enabled: true,
      ...change,
    },
  ],
});

describe('queryBook', () => {
  it('has the catalogue’s first query of every metric that has one, but reserved memory', () => {
    const book = queryBook([]);
    const expected = METRIC_CATALOGUE.filter(({ queries }) => queries.length > 0).map(({ id }) => id);
    expect([...book.keys()].sort()).toEqual(expected.filter((id) => id !== 'memory_reserved_bytes').sort());
  });

  it('takes a connection’s own query, with its matchers', () => {
    const book = queryBook([connection({})]);
    expect(book.get('memory_used_bytes')).toMatchObject({
      promql: 'sum by (node) (mem{job="node"})',
      entityLabel: 'node',
      source: 'connection Lab',
      isDefault: false,
    });
    expect(queryBook([connection({ enabled: false })]).get('memory_used_bytes')?.isDefault).toBe(true);
    expect(queryBook([connection({ kind: 'region' })]).get('memory_used_bytes')?.isDefault).toBe(true);
    expect(queryBook([connection({ metric: 'memory_reserved_bytes' })]).has('memory_reserved_bytes')).toBe(
      true,
    );
  });

  it('reads names as sync does: port and domain cut off, a pattern’s first group or all of it', () => {
    const nameOf = (
      entityPattern: string | null,
      value: string,
      entities: readonly string[],
    ): string | null => {
      const query = queryBook([connection({ entityPattern })]).get('memory_used_bytes');
      const text = query === undefined ? '' : entityQuery(query, entities);
      const pattern = /"node", "((?:[^"\\]|\\.)*)"\)/.exec(text)?.[1]?.replaceAll('\\\\', '\\') ?? '';
      return new RegExp(`^(?:${pattern})$`).exec(value)?.[1] ?? null;
    };
    expect(nameOf(null, 'h1:9100', ['h1'])).toBe('h1');
    expect(nameOf(null, 'h1.dc.example:9100', ['h1'])).toBe('h1');
    expect(nameOf(null, '10.0.0.1:9100', ['10.0.0.1'])).toBe('10.0.0.1');
    expect(nameOf(null, 'h1.dc:9100', ['h1.dc'])).toBe('h1.dc');
    expect(nameOf('^(.+):9100$', 'h1:9100', ['h1'])).toBe('h1');
    expect(nameOf('h[0-9]+', 'vm-h12.x', ['h12'])).toBe('h12');
  });

  it('leaves out a query whose pattern Prometheus cannot read', () => {
    expect(queryBook([connection({ entityPattern: '(?<=x)h' })]).has('memory_used_bytes')).toBe(false);
  });
});
