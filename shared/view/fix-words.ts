import type { Constraint } from '../assess/constraint.ts';
import type { FailoverObjective, Fix, FixAnswer, FixEvent, Lack, Searched } from '../timeline/fix-result.ts';
import { constraintName, type RegionName } from './constraint-name.ts';
import { money } from './money.ts';
import { counted, formatInteger, listed } from './number-format.ts';
import { quantityText } from './quantity-format.ts';
import { shownValue } from './target-text.ts';

/** A fix in two lines: what is done, and what it comes to. */
export interface FixWords {
  readonly deed: string;
  readonly effect: string;
}

const STORES: readonly (readonly [field: string, what: string])[] = [
  ['backingBytes', 'volumes'],
  ['snapshotBackingBytes', 'snapshots'],
  ['backupBackingBytes', 'backups'],
];

const WHICH: Readonly<Record<string, string>> = { primary: ', the primary', replicas: ', replicas' };

/** `2 × mem-96 in euw-c`, `1 edge node like euw-edge-2 in EU West`, `24 cores for pg-main, replicas`. */
export function deedText(event: FixEvent, regionName: RegionName = () => null): string {
  const text = (field: string): string => {
    const value = event[field];
    return typeof value === 'string' ? value : '';
  };
  const count = Number(event['count']);
  switch (event.type) {
    case 'addHosts':
      return `${formatInteger(count)} × ${text('sku')} in ${text('cluster')}`;
    case 'addEdgeNodes': {
      const where = regionName(text('region')) ?? text('region');
      return `${counted(count, 'edge node')} like ${text('like')} in ${where}`;
    }
    case 'resizePostgres': {
      const of = `${text('postgres')}${WHICH[text('nodes')] ?? ', each node'}`;
      return event['cpuCores'] === undefined
        ? `max_connections ${formatInteger(Number(event['maxConnections']))} for ${of}`
        : `${counted(Number(event['cpuCores']), 'core')} for ${of}`;
    }
    default: {
      const [field, what] = STORES.find(([key]) => event[key] !== undefined) ?? ['', 'storage'];
      return `${quantityText(Number(event[field]), 'diskBytes')} for ${what} in ${text('pool')}`;
    }
  }
}

const OBJECTIVES: Readonly<Record<FailoverObjective, string>> = {
  rto: 'RTO of the failover',
  rpo: 'RPO of the failover',
  connections: 'connections after the failover',
  cpu: 'CPU after the failover',
  converge: 'time to converge after the failover',
};

function lowered(name: string): string {
  return /^(CPU|OS|API|Postgres)/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** What does not hold, in a few words: `memory euw-c`, `RTO of the failover, pg-main`. */
function lackText(lack: Lack, regionName: RegionName = () => null): string {
  if (lack.kind === 'stranded') return `${counted(lack.microvms, 'stranded microVM')} (${lack.event})`;
  if (lack.kind === 'failover') return `${OBJECTIVES[lack.objective]}, ${lack.postgres}`;
  const { name, where } = constraintName(lack.constraint, regionName);
  return `${lowered(name)} ${where}`;
}

/** The place is left out where the deed has just named it. */
function thenText(constraint: Constraint, deed: string, regionName: RegionName): string {
  const { name, where } = constraintName(constraint, regionName);
  if (constraint.target?.on === 'outcome') return `${where} survives`;
  return `${lowered(name)} ${deed.includes(where) ? '' : `${where} `}${shownValue(constraint)}`;
}

const MOST_EFFECTS = 2;

/** `0 stranded, memory 22.5%; €62,400, 56 days`. */
export function fixWords(fix: Fix, regionName: RegionName = () => null): FixWords {
  const { event, mends, targets, cost, currency, leadTimeDays } = fix;
  const deed = deedText(event, regionName);
  const others = mends.flatMap((lack) =>
    lack.kind === 'stranded'
      ? ['0 stranded']
      : lack.kind === 'failover'
        ? [`${OBJECTIVES[lack.objective]} holds`]
        : [],
  );
  const effects = [
    ...new Set([...others, ...targets.map((constraint) => thenText(constraint, deed, regionName))]),
  ];
  const more = effects.length - MOST_EFFECTS;
  const price = [
    cost === null ? null : money(cost, currency),
    leadTimeDays === null ? null : counted(leadTimeDays, 'day'),
  ].filter((part) => part !== null);
  const said = effects.slice(0, MOST_EFFECTS).join(', ') + (more > 0 ? `, ${more} more` : '');
  return {
    deed,
    effect: price.length === 0 ? said : `${said}; ${price.join(', ')}`,
  };
}

function searchedText(searched: Searched, regionName: RegionName): string {
  switch (searched?.kind) {
    case undefined:
      return 'no event of a scenario changes it';
    case 'hosts':
      return searched.skus === 0
        ? 'no machine type is known to the model'
        : `up to ${counted(searched.most, 'host')} of ${counted(searched.skus, 'machine type')} tried in ${listed(searched.clusters)}, none does alone`;
    case 'edge':
      return `up to ${counted(searched.most, 'more node')} of ${counted(searched.shapes, 'kind')} tried in ${regionName(searched.region) ?? searched.region}, none does`;
    case 'cores':
      return searched.most === 0
        ? 'the size of its nodes is not measured'
        : `up to ${counted(searched.most, 'core')} per node tried, none does`;
    case 'connections':
      return searched.most === 0
        ? 'max_connections is not measured'
        : `max_connections up to ${formatInteger(searched.most)} tried, none does`;
    case 'storage':
      return 'a store 17 times as large does not do';
  }
}

/** What nothing tried mends, each with what was tried; lines that say the same are one. */
export function unmendedWords(
  { unmended, missedBefore }: Pick<FixAnswer, 'unmended' | 'missedBefore'>,
  regionName: RegionName = () => null,
): readonly { readonly what: string; readonly why: string }[] {
  const lines = new Map<string, string[]>();
  for (const { lack, searched } of unmended) {
    const before = missedBefore.includes(lack.key) ? '; missed without the scenario too' : '';
    const why = searchedText(searched, regionName) + before;
    lines.set(why, [...(lines.get(why) ?? []), lackText(lack, regionName)]);
  }
  return [...lines].map(([why, what]) => ({
    what: what.length <= 3 ? listed(what) : `${what.slice(0, 2).join(', ')} and ${what.length - 2} more`,
    why,
  }));
}
