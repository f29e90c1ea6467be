import type { DailyPeaks } from './daily-peaks.ts';
import type { GridReduction } from './grid-sum.ts';
import type { History } from './history.ts';
import type { Series } from './series.ts';
import { DAY_MS } from '../units.ts';

/**
 * Where a demand is measured: an entity's own series, else what its parts add up to. A region's stored sum stands for its
 * clusters, a cluster's for its hosts; parts are asked only where the whole has no series of its own, so that nothing is
 * counted twice.
 */
export interface SourceNode {
  /** Name of the series' entity; `null` for a whole that never has a series of its own. */
  readonly entity: string | null;
  /** The entity's values count this many times: memory per connection, mean latency. */
  readonly weight: number;
  /** Taken off every value of the entity, which is then at least 0: what the system of a host keeps. Absent: nothing. */
  readonly less?: number;
  readonly parts: readonly SourceNode[];
}

/** An entity whose series is read, and what its values count. */
export type ChosenEntity = Pick<SourceNode, 'weight' | 'less'> & { readonly entity: string };

/** Values as they count: each × weight, less what is taken off, at least 0. */
export function countedValues(values: Float64Array, { weight, less = 0 }: ChosenEntity): Float64Array {
  if (less !== 0) return values.map((value) => Math.max(0, value * weight - less));
  return weight === 1 ? values : values.map((value) => value * weight);
}

/** One series a constraint may be fitted on. */
export interface DemandSource {
  /** Unique among the sources of a model: metric and constraint. */
  readonly key: string;
  readonly metric: string;
  readonly scope: string;
  readonly reduction: GridReduction;
  /** Quantile of a day's samples: 0.95, or 0.05 for what is bad when low. */
  readonly quantile: number;
  readonly node: SourceNode;
}

/** Entities chosen for a source, each with what its values count. */
export interface ChosenEntities {
  readonly kind: 'stored' | GridReduction;
  readonly entities: readonly ChosenEntity[];
  /** How many entities there should be. */
  readonly expected: number;
}

export interface SourcePeaks {
  readonly chosen: ChosenEntities;
  readonly peaks: DailyPeaks;
  /** Least share of living entities present at a kept grid step; 1 for a single series. */
  readonly presentRatioMin: number;
}

/** Measured history in full: what forecasts, triggers and timelines ask for. Answers are `null` where nothing is stored. */
export interface MeasuredHistory extends History {
  readonly timeZone: string;
  peaksOf(source: DemandSource): SourcePeaks | null;
  /** Samples of the source from a day on (day number in the zone); summed on the grid where it has several entities. */
  samplesOf(source: DemandSource, fromDay: number): Series | null;
}

/** The full history behind a history, or `null` where it knows the latest peaks only. */
export function measuredHistory(history: History | MeasuredHistory | null): MeasuredHistory | null {
  return history !== null && 'peaksOf' in history ? history : null;
}

/** How current a stored series is. */
export interface Currency {
  /** Newest sample, ms since the epoch. */
  readonly newestMs: number;
  /** Days with samples among the 14 up to the newest. */
  readonly recentDays: number;
}

/** `null`: no such series. */
export type CurrencyOf = (entity: string) => Currency | null;

/** A stored whole this much older than its parts is not kept up any more. */
const OUTDATED_MS = 7 * DAY_MS;
/** With less than this share of the parts measured a sum says too little (MODEL.md section 8's rule for a grid step). */
const PARTS_MIN_RATIO = 0.9;
/** Parts must be measured on this many of their last 14 days to stand in for an outdated whole: a sample per import does not. */
const KEPT_UP_DAYS = 7;

/**
 * The entities a source is read from: the whole's own series, unless its parts all have series that are kept up and go on
 * for more than a week after it ended; else those of the parts. `null` where fewer than 90% of the parts have a series.
 */
export function chooseEntities(
  node: SourceNode,
  reduction: GridReduction,
  currency: CurrencyOf,
): ChosenEntities | null {
  const found = chosenUnder(node, currency);
  if (found.present.length === 0 || found.present.length < PARTS_MIN_RATIO * found.expected) return null;
  const whole = found.present.length === 1 && found.present[0]?.entity === node.entity;
  return {
    kind: whole || node.parts.length === 0 ? 'stored' : reduction,
    entities: found.present,
    expected: found.expected,
  };
}

interface Found {
  readonly present: readonly ChosenEntity[];
  readonly expected: number;
  readonly newestMs: number;
  /** Least of the parts. */
  readonly recentDays: number;
}

function chosenUnder(node: SourceNode, currency: CurrencyOf): Found {
  const own = node.entity === null ? null : currency(node.entity);
  const { weight, less } = node;
  const itself = { entity: node.entity ?? '', weight, ...(less === undefined ? {} : { less }) };
  if (node.parts.length === 0) {
    return {
      present: own === null ? [] : [itself],
      expected: 1,
      newestMs: own?.newestMs ?? -Infinity,
      recentDays: own?.recentDays ?? 0,
    };
  }
  const under = node.parts.map((part) => chosenUnder(part, currency));
  const parts: Found = {
    present: under.flatMap((part) => part.present),
    expected: under.reduce((sum, part) => sum + part.expected, 0),
    newestMs: Math.max(...under.map((part) => part.newestMs)),
    recentDays: Math.min(...under.map((part) => part.recentDays)),
  };
  if (own === null) return parts;
  const complete = parts.present.length === parts.expected;
  const keptUp = complete && parts.recentDays >= KEPT_UP_DAYS;
  if (keptUp && parts.newestMs - own.newestMs > OUTDATED_MS) return parts;
  return { present: [itself], expected: 1, ...own };
}
