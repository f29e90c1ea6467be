import { describe, expect, it } from 'vitest';
import type { InventoryChoices } from '../../shared/ipc/inventory-channels.ts';
import { PLAN_SETTINGS_DEFAULTS } from '../../shared/plan/plan-settings.ts';
import { AS_CATALOGUED, isTrying, NO_WHAT_IF, triedSettings, whyNotAccepted } from './plan-what-if.ts';

const catalogue: InventoryChoices['skus'] = [
  { id: 'std-64', cpuCores: 64, memoryBytes: 512e9, unitCost: 10_000, currency: 'EUR', leadTimeDays: 30 },
  { id: 'big-128', cpuCores: 128, memoryBytes: 1e12, unitCost: null, currency: null, leadTimeDays: 60 },
  { id: 'mid-96', cpuCores: 96, memoryBytes: 768e9, unitCost: 5_000, currency: 'EUR', leadTimeDays: 7 },
];
const own = {
  ...PLAN_SETTINGS_DEFAULTS,
  skus: {
    'std-64': { ...AS_CATALOGUED, unitCost: 8_000, minimumOrderCount: 4 },
    'big-128': { ...AS_CATALOGUED, leadTimeDays: { low: 10, mid: 20, high: 40 } },
  },
};

describe('triedSettings', () => {
  it('leaves the settings as they are while nothing is tried', () => {
    expect(triedSettings(own, NO_WHAT_IF, catalogue)).toEqual(own);
  });
  it('moves the price that counts: the settings’ own before the catalogue’s', () => {
    const { skus } = triedSettings(own, { leadTimeDays: 0, pricePercent: { 'std-64': -10 } }, catalogue);
    expect(skus['std-64']).toEqual({ ...AS_CATALOGUED, unitCost: 7_200, minimumOrderCount: 4 });
  });
  it('prices nothing that has no price', () => {
    const { skus } = triedSettings(own, { leadTimeDays: 0, pricePercent: { 'big-128': 50 } }, catalogue);
    expect(skus['big-128']).toEqual(own.skus['big-128']);
  });
  it('lengthens every lead time, all of an uncertain one, and shortens none below zero', () => {
    const later = triedSettings(own, { leadTimeDays: 14, pricePercent: {} }, catalogue).skus;
    expect(later['std-64']?.leadTimeDays).toBe(44);
    expect(later['big-128']?.leadTimeDays).toEqual({ low: 24, mid: 34, high: 54 });
    expect(later['mid-96'], 'its price stays the catalogue’s').toEqual({
      ...AS_CATALOGUED,
      leadTimeDays: 21,
    });
    const sooner = triedSettings(own, { leadTimeDays: -15, pricePercent: {} }, catalogue).skus;
    expect(sooner['big-128']?.leadTimeDays).toEqual({ low: 0, mid: 5, high: 25 });
  });
});

it('tries something once a price or a lead time is moved, and nothing when it is moved back', () => {
  expect(isTrying(NO_WHAT_IF)).toBe(false);
  expect(isTrying({ leadTimeDays: 7, pricePercent: {} })).toBe(true);
  expect(isTrying({ leadTimeDays: 0, pricePercent: { 'std-64': 5 } })).toBe(true);
  expect(isTrying({ leadTimeDays: 0, pricePercent: { 'std-64': 0 } })).toBe(false);
});

it('accepts a line of the plan that is asked for, at the prices that are kept', () => {
  const tried = { leadTimeDays: 7, pricePercent: {} };
  expect(whyNotAccepted({ whatIf: NO_WHAT_IF, shown: { isOlder: false } })).toBeNull();
  expect(whyNotAccepted({ whatIf: NO_WHAT_IF, shown: { isOlder: true } })).toContain('the plan before');
  expect(whyNotAccepted({ whatIf: tried, shown: { isOlder: false } })).toContain('only tried');
});
