import { dayText } from '../../../shared/model/instant.ts';
import { GIB } from '../../../shared/units.ts';
import { axisUnit } from '../../../shared/view/axis-unit.ts';
import type { DemandChart } from '../../../shared/view/demand-chart.ts';
import type { ChartSide } from '../../../shared/view/demand-side.ts';
import type { OddsLine } from '../../../shared/view/odds-view.ts';
import type { DaysRow } from '../../../shared/view/scenario-days.ts';
import { seeded } from './specimen.ts';

/** Invented demand, odds and customers for the charts of days. */
export const TODAY = 20_500;
export const AS_OF = dayText(TODAY);
const AHEAD = 90;
export const days = Array.from({ length: AHEAD }, (_, at) => dayText(TODAY + at));
const random = seeded(17);

const peaks = Array.from({ length: 60 }, (_, at) => ({
  day: TODAY - 60 + at,
  value: (820 + at * 2 + random() * 40) * GIB,
  complete: at !== 31,
}));

export function sideOf(slope: number, crossing: number | null): ChartSide {
  const at = (day: number): number => (950 + (day - TODAY) * slope) * GIB;
  const projected = Array.from({ length: AHEAD }, (_, ahead) => ({
    day: TODAY + ahead,
    value: at(TODAY + ahead),
  }));
  return {
    fitted: [TODAY - 60, TODAY].map((day) => ({ day, value: at(day) })),
    projected,
    band: projected.map(({ day, value }) => ({ day, low: value - 40 * GIB, high: value + 40 * GIB })),
    limit: [
      { day: TODAY, value: 1060 * GIB },
      { day: TODAY + 60, value: 1160 * GIB },
      { day: TODAY + AHEAD - 1, value: 1160 * GIB },
    ],
    crossing:
      crossing === null
        ? null
        : {
            day: TODAY + crossing,
            early: TODAY + crossing - 9,
            late: TODAY + crossing + 12,
            value: 1060 * GIB,
          },
  };
}

export const demand: DemandChart = {
  firstDay: TODAY - 60,
  lastDay: TODAY - 1,
  endDay: TODAY + AHEAD - 1,
  today: TODAY,
  low: 760 * GIB,
  high: 1260 * GIB,
  unit: axisUnit('bytes', 1260 * GIB),
  missedAbove: true,
  peaks,
  baseline: sideOf(2, 55),
  scenario: null,
  robust: null,
  outlierDays: new Set([TODAY - 20]),
  markers: [
    { day: TODAY - 30, kind: 'level-shift', label: 'level shift', isScenario: false },
    { day: TODAY + 50, kind: 'order', label: 'order 2 × std-64', isScenario: true },
    { day: TODAY + 60, kind: 'order', label: '2 × std-64 in service', isScenario: true },
  ],
};

export const oddsOf = (middle: number): OddsLine => {
  const share = days.map((_, at) => 1 / (1 + Math.exp((at - middle) / 6)));
  return { days, share, throughout: share.at(-1) ?? 0 };
};
export const moved: DaysRow = {
  id: 'memory',
  name: 'Memory',
  where: 'euw-b',
  shares: days.map((_, at) => 0.94 + at * 0.002),
  baseShares: days.map((_, at) => 0.9 + at * 0.0012),
  at: 30,
  beforeAt: 83,
  before: '30 Apr',
  after: '8 Mar',
  moved: '−53 days',
  range: '',
};

const rising = (from: number, slope: number): readonly number[] => days.map((_, at) => from + at * slope);
export const pipeline = {
  id: 'cpu',
  unit: 'cores' as const,
  limit: rising(936, 0),
  base: rising(890, 0.3),
  expected: days.map((_, at) => 890 + at * 0.3 + (at > 30 ? Math.min(90, (at - 30) * 3) : 0)),
  p10: rising(880, 0.3),
  p50: rising(890, 1),
  p90: days.map((_, at) => 900 + at * 0.3 + (at > 20 ? Math.min(160, (at - 20) * 4) : 0)),
  holds: days.map(() => 1),
  holdsThroughout: 0.2,
};

export const came = {
  id: 'edge',
  unit: 'connections' as const,
  verdict: 'below' as const,
  reason: null,
  inside: 0.4,
  ratio: 0.9,
  ownRatio: 0.5,
  own: 1,
  ownFraction: 1,
  days: days.slice(0, 40).map((day, at) => {
    const predicted = 50_000 + Math.min(20, at) * 900;
    const actual = at === 12 || at === 13 ? null : predicted * (0.92 + ((at * 7) % 5) / 60);
    return {
      day,
      without: 50_000,
      load: 0,
      predicted,
      low: predicted - 3000,
      high: predicted + 3000,
      actual,
    };
  }),
};
