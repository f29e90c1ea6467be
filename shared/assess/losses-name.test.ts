import { expect, it } from 'vitest';
import { POLICY_DEFAULTS } from '../model/policy.ts';
import { plainReserve, reservedHostsName, reserveName } from './losses-name.ts';

it('what is kept free is called by losses alone only where nothing else is kept free', () => {
  const named = (change: Partial<typeof POLICY_DEFAULTS>) => {
    const policy = { ...POLICY_DEFAULTS, ...change };
    return [reserveName(policy), reservedHostsName(policy), plainReserve(policy)];
  };
  expect(named({ hostLossesPerCluster: 2 })).toEqual(['N+2', 'N+2', 'N+2']);
  expect(named({ maintenanceHostsPerCluster: 1 })).toEqual([
    'N+1 and 1 in maintenance',
    'N+1 and 1 in maintenance',
    null,
  ]);
  expect(named({ reserveBasis: 'failureDomain' })).toEqual(['the largest failure domain', 'N+1', null]);
  expect(named({ maintenanceHostsPerCluster: 2, reserveBasis: 'max' })[0]).toBe(
    'the larger of N+1 and 2 in maintenance and a failure domain',
  );
});
