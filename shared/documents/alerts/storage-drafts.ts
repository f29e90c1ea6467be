import { outlookOf } from '../../timeline/outlook.ts';
import { changedBytesGrowth } from '../../events/changed-bytes.ts';
import { formatPercent } from '../../view/number-format.ts';
import { quantityText } from '../../view/quantity-format.ts';
import { placed } from './placed-metric.ts';
import { projectionDraft } from './projection.ts';
import { promNumber } from './promql.ts';
import { idOf, modelOf, need, policyOf, type Drafts, type RuleSource } from './rule-context.ts';

const SNAPSHOTS = 'snapshot_used_bytes';
/** Growth over this many times the expected one is another growth; below this share of the target it can wait. */
const FASTER = 1.5;
const FASTER_GATE = 0.5;
const FULL_DAYS = 7;
const FULL_GATE = 0.85;

/** `snapshot-store`: the store's use, projected. */
export const snapshotStoreDrafts: Drafts = (source, scope) => [
  projectionDraft(source, {
    alert: 'HeadroomSnapshotStore',
    constraint: 'storage.snapshots',
    scope,
    demand: `sum(${placed(SNAPSHOTS, { pool: idOf(scope) })})`,
    needs: need('storagePool', SNAPSHOTS),
    title: `Snapshot store of ${idOf(scope)}`,
    basisNote: null,
  }),
];

/** Bytes a day the snapshots are expected to grow by: the fitted slope, else what the volumes change; with its source. */
export function expectedGrowth(
  source: RuleSource,
  scope: string,
): { readonly perDay: number; readonly from: string } | null {
  const slope = outlookOf(source.side, `storage.snapshots@${scope}`)?.line?.fit.slopePerDay ?? null;
  if (slope !== null) return slope > 0 ? { perDay: slope, from: 'fitted slope' } : null;
  const pool = modelOf(source).storagePools.find((candidate) => candidate.id === idOf(scope));
  const growth = pool === undefined ? null : changedBytesGrowth(pool);
  return growth === null || growth.bytesPerDay <= 0
    ? null
    : { perDay: growth.bytesPerDay, from: 'Σ changedBytesPerDay' };
}

/** `snapshot-growth`: growth well above what the forecast counts on; and a store that is full within a week. */
export const snapshotGrowthDrafts: Drafts = (source, scope) => {
  const pool = idOf(scope);
  const needs = need('storagePool', SNAPSHOTS);
  const series = placed(SNAPSHOTS, { pool });
  const backing =
    modelOf(source).storagePools.find((candidate) => candidate.id === pool)?.snapshotBackingBytes ?? null;
  const growth = expectedGrowth(source, scope);
  const say = (bytes: number): string => quantityText(bytes, 'diskBytes');
  const enough = `and count_over_time(${series}[3d:1h]) >= 48`;
  const gate = FASTER_GATE * policyOf(source).snapshotUtilizationMaxRatio * (backing ?? 0);
  return [
    {
      alert: 'HeadroomSnapshotGrowth',
      needs,
      rule:
        backing === null
          ? `snapshotBackingBytes of ${pool} is not measured`
          : growth === null
            ? 'no growth is expected to compare with: no history that grows, and no volume says what it changes'
            : {
                expr: [
                  `deriv(${series}[3d:1h]) * 86400 > ${promNumber(FASTER * growth.perDay)}`,
                  `and ${series} > ${promNumber(gate)}`,
                  enough,
                ].join('\n'),
                for: '6h',
                constraint: `storage.snapshots@${scope}`,
                severity: 'warning',
                summary: `Snapshots of ${pool} grow faster than the forecast counts on`,
                description: `{{ $value | humanize }}B a day over 3 days; expected ${say(growth.perDay)} a day (${growth.from}). Every date derived from the old growth is too late now.`,
                says: `Growth over 3 days above ${say(FASTER * growth.perDay)} a day, ${FASTER} × what is expected, for 6 hours.`,
                numbers: [
                  `expected ${say(growth.perDay)} a day (${growth.from}) × ${FASTER}; level gate ${say(gate)}`,
                ],
              },
    },
    {
      alert: 'HeadroomSnapshotStoreFull',
      needs,
      rule:
        backing === null
          ? `snapshotBackingBytes of ${pool} is not measured`
          : {
              expr: [
                `predict_linear(${series}[3d:1h], ${FULL_DAYS} * 86400) > ${promNumber(backing)}`,
                `and ${series} > ${promNumber(FULL_GATE * backing)}`,
                enough,
              ].join('\n'),
              for: '1h',
              constraint: `storage.snapshots@${scope}`,
              severity: 'critical',
              summary: `The snapshot store of ${pool} is full within ${FULL_DAYS} days`,
              description: `At the slope of 3 days it needs {{ $value | humanize }}B in ${FULL_DAYS} days; it has ${say(backing)}. Snapshots fail then, and with them backups that read them.`,
              says: `Over ${say(FULL_GATE * backing)}, and at the slope of 3 days all ${say(backing)} are used within ${FULL_DAYS} days.`,
              numbers: [`backing ${say(backing)}; level gate ${formatPercent(FULL_GATE, 0)} of it`],
            },
    },
  ];
};
