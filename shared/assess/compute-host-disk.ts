import type { Model } from '../model/document.ts';
import { remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import type { Target } from './constraint.ts';
import { measured } from './leaves.ts';
import { shownRatio } from './node-row.ts';
import { scopeId, type ConstraintRow } from './row.ts';
import { buildConstraint } from './verdict.ts';

const targetOf = (policy: Policy): Target => ({ on: 'headroom', op: '>=', value: policy.osDiskFreeMinRatio });

const diskScopes: (model: Model) => readonly string[] = remember((model) =>
  model.hosts
    .filter((host) => host.state !== 'down')
    .map((host) => `host:${host.id}`)
    .sort(),
);

/** `compute.osDisk@host:H` of every host not down: a down host's use is not known and its disk fills no further. */
export const osDiskRow: ConstraintRow = {
  domain: 'compute',
  resource: 'osDisk',
  scopes: ({ model }) => diskScopes(model),
  compute({ policy, index }, scope) {
    const host = index.hostById.get(scopeId(scope));
    return buildConstraint({
      domain: 'compute',
      resource: 'osDisk',
      scope,
      unit: 'diskBytes',
      capacity: host?.osDiskBytes ?? null,
      used: host?.used.osDiskBytes ?? null,
      demand: host?.used.osDiskBytes ?? null,
      target: targetOf(policy),
      basis: 'used',
    });
  },
  explain({ policy, index }, scope) {
    const id = scopeId(scope);
    const host = index.hostById.get(id);
    return shownRatio(
      targetOf(policy),
      measured('OS disk used', host?.used.osDiskBytes ?? null, 'diskBytes', `hosts[${id}].used.osDiskBytes`),
      measured('OS disk', host?.osDiskBytes ?? null, 'diskBytes', `hosts[${id}].osDiskBytes`),
      undefined,
    );
  },
};
