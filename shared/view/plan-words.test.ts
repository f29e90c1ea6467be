import { describe, expect, it } from 'vitest';
import type { PlanLine, PlanResult } from '../plan/plan-result.ts';
import { csvText } from './chart-table.ts';
import { planTable } from './plan-tables.ts';
import { lineReason, planVerdict, purchaseText } from './plan-words.ts';
import { sentenceText } from './sentence.ts';

const LINE: PlanLine = {
  id: 'std-64 euw-b 2026-05-14',
  sku: 'std-64',
  cluster: 'euw-b',
  failureDomain: null,
  count: 3,
  orderBy: '2026-04-02',
  inServiceBy: '2026-05-14',
  leadTimeDays: 35,
  provisioningDays: 7,
  unitCost: 14500,
  cost: 43500,
  late: false,
  reason: 'memory headroom in cluster euw-b falls under 20% on 2026-05-14 without it',
  target: 'compute.memory@cluster:euw-b',
  neededBy: '2026-05-14',
  orderByIfSlow: null,
  warning: null,
};

const PLAN: PlanResult = {
  schema: 'headroom.plan/v1',
  name: null,
  scenario: null,
  asOf: '2026-03-30T00:00:00Z',
  until: '2026-06-28',
  lines: [LINE],
  hosts: 3,
  totalCost: 43500,
  currency: 'EUR',
  optimal: true,
  gap: 0,
  feasible: true,
  missed: [],
  verified: true,
  keepsTo: null,
  explanation: [],
  alternatives: [],
  sensitivities: [],
  excluded: [],
  notMeasured: [],
};

const NAMES = { regionName: () => null, losses: 1 };

const said = (plan: PlanResult) => {
  const { mark, sentence, more } = planVerdict(plan, NAMES);
  return [mark, sentenceText(sentence), ...more];
};

describe('planVerdict', () => {
  it('says how many for how much, the first by when, and to when that holds', () => {
    expect(said(PLAN)).toEqual([
      'ok',
      'Buy 3 hosts for €43,500, the first by 2 April. That keeps every target to 28 June.',
      'Proved: nothing cheaper keeps them.',
    ]);
  });

  it('says that there is nothing to buy', () => {
    const nothing = { ...PLAN, lines: [], hosts: 0, totalCost: 0 };
    expect(said(nothing)).toEqual(['ok', 'Nothing to buy. Every target holds to 28 June.']);
    expect(purchaseText(nothing)).toBe('nothing');
  });

  it('tells late hosts, what is missed until they come, and a gap', () => {
    const missed = [
      {
        id: 'compute.memory@cluster:euw-b',
        from: '2026-04-20',
        to: '2026-05-13',
        days: 24,
        worst: 0.187,
        target: 0.2,
      },
    ];
    const late = { ...PLAN, lines: [{ ...LINE, late: true }], missed, optimal: false, gap: 0.012 };
    expect(said(late)).toEqual([
      'watch',
      'Buy 3 hosts for €43,500, the first by 2 April. That keeps every target to 28 June.',
      'They come late even if ordered today.',
      'Memory in euw-b is under its target from 20 Apr to 13 May, 18.7% at worst.',
      'Not proved to be the cheapest: at most 1.2% could be saved.',
    ]);
  });

  it('counts what is not measured apart from what limits leave kept', () => {
    const free = {
      ...PLAN,
      kind: 'without-limits',
      title: '',
      explanation: '',
      sku: null,
      regret: null,
    } as const;
    const bound = { ...PLAN, feasible: false, keepsTo: '2026-05-20', alternatives: [free] };
    expect(said({ ...bound, notMeasured: [{ id: 'compute.iops@cluster:a', reason: 'x' }] })[2]).toBe(
      'Within the limits every measured target is kept only to 20 May; 1 is not measured.',
    );
  });

  it('names no price where none is known', () => {
    expect(said({ ...PLAN, totalCost: null, currency: null })[1]).toMatch(/^Buy 3 hosts, the first by/);
  });
});

describe('the purchase list', () => {
  it('gives a reason in the words of the screens', () => {
    expect(lineReason(LINE, PLAN.asOf, NAMES)).toBe('memory in euw-b falls under its target on 14 May');
    expect(lineReason({ ...LINE, late: true }, PLAN.asOf, NAMES)).toBe(
      'memory in euw-b falls under its target on 14 May, before it can be there',
    );
    const survival = { ...LINE, target: 'compute.survival@cluster:euw-b' };
    expect(lineReason(survival, PLAN.asOf, NAMES)).toBe('N+1 in euw-b fails on 14 May');
    expect(lineReason(survival, PLAN.asOf, { ...NAMES, losses: 2 })).toBe('N+2 in euw-b fails on 14 May');
  });

  it('is copied in full, and no text of it becomes a formula', () => {
    const text = csvText(planTable({ ...PLAN, lines: [{ ...LINE, sku: '=1+1' }] }));
    expect(text).toContain("2026-04-02,2026-05-14,3,'=1+1,euw-b,,14500,43500,no");
  });
});
