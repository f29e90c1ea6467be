import type { PortfolioRow } from '../timeline/portfolio-row.ts';
import type { RegionName } from './constraint-name.ts';
import { counted, formatInteger } from './number-format.ts';
import { marginText, nameOf } from './portfolio-columns.ts';
import { say, strong, type Sentence, type VerdictMark } from './sentence.ts';

export interface PortfolioVerdict {
  readonly mark: VerdictMark;
  readonly sentence: Sentence;
  readonly detail: Sentence;
}

/** The row missed by most, or the one with least room; `null` where no row has a number. */
function worstRow(rows: readonly PortfolioRow[]): PortfolioRow | null {
  const rank = ({ verdict, tightest }: PortfolioRow): number =>
    verdict === 'refused' || tightest === null
      ? Infinity
      : (tightest.ratio ?? (tightest.verdict === 'breach' ? -1e9 : Infinity)) -
        (verdict === 'breach' ? 1e6 : 0);
  return rows.reduce<PortfolioRow | null>((worst, row) => {
    if (rank(row) === Infinity) return worst;
    return worst === null || rank(row) < rank(worst) ? row : worst;
  }, null);
}

/** What a table of cells comes to: how many miss something new, which is worst, what could not be computed. */
export function portfolioVerdict(
  rows: readonly PortfolioRow[],
  total: number,
  regionName?: RegionName,
): PortfolioVerdict {
  const newly = rows.filter(({ newBreaches }) => (newBreaches ?? 0) > 0).length;
  const refused = rows.filter(({ verdict }) => verdict === 'refused').length;
  const blind = rows.filter(({ notMeasured }) => (notMeasured ?? 0) > 0).length;
  const worst = worstRow(rows);
  const cells = `of ${counted(rows.length, 'cell')}`;
  const first: Sentence =
    newly > 0
      ? [
          strong(`${formatInteger(newly)} ${cells}`),
          say(` ${newly === 1 ? 'misses' : 'miss'} a target that holds today.`),
        ]
      : [
          strong(
            refused === rows.length ? 'No cell can be applied.' : 'No cell misses a target that holds today.',
          ),
        ];
  const worstSaid: Sentence =
    worst?.tightest == null
      ? []
      : [
          say(' Tightest: '),
          strong(nameOf(worst.tightest.id, regionName)),
          say(
            worst.tightest.ratio === null
              ? ' is lost with '
              : ` with ${marginText(worst.tightest.ratio, worst.tightest.verdict)}% to its target: `,
          ),
          say(`${worst.scenario.name}.`),
        ];
  const rest = [
    rows.length < total
      ? `Cancelled: ${formatInteger(total - rows.length)} of ${formatInteger(total)} cells were not computed.`
      : '',
    refused > 0 ? `${counted(refused, 'cell')} cannot be applied; each says why.` : '',
    blind > 0
      ? `${counted(blind, 'cell')} ${blind === 1 ? 'has' : 'have'} constraints that are not measured.`
      : '',
  ].filter((part) => part !== '');
  return {
    mark: newly > 0 ? 'breach' : refused > 0 || rows.length < total ? 'watch' : 'ok',
    sentence: [...first, ...worstSaid],
    detail: rest.length === 0 ? [] : [say(rest.join(' '))],
  };
}
