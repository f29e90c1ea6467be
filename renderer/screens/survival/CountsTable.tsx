import type { SurvivalVerdict } from '../../../shared/placement/outcome.ts';
import { formatInteger } from '../../../shared/view/number-format.ts';
import { domainCounts, totalCounts, SURVIVAL_WORDS } from '../../../shared/view/survival-words.ts';
import { SURVIVAL_MARKS } from '../../components/state-marks.ts';
import { Mark } from '../../components/Status.tsx';
import type { SurvivalView } from './use-survival-view.ts';

const VERDICTS: readonly SurvivalVerdict[] = ['fails', 'undecided', 'survives-repacked', 'survives'];
type Counts = Readonly<Record<SurvivalVerdict, number>>;

function Row({
  name,
  before,
  after,
}: {
  readonly name: string;
  readonly before: Counts | null;
  readonly after: Counts | null;
}) {
  const tried = (counts: Counts): number => VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
  return (
    <tr>
      <th scope="row" className="med">
        {name}
      </th>
      <td className="r">
        {before === null ? <span className="mute">…</span> : formatInteger(tried(before))}
      </td>
      {VERDICTS.map((verdict) => (
        <td key={verdict} className="r">
          {before === null ? (
            <span className="mute">…</span>
          ) : (
            <span className={before[verdict] > 0 ? 'med' : 'mute'}>{formatInteger(before[verdict])}</span>
          )}
          {before !== null && after !== null && after[verdict] !== before[verdict] ? (
            <span className="scen strong"> {formatInteger(after[verdict])}</span>
          ) : null}
        </td>
      ))}
    </tr>
  );
}

const sum = (rows: SurvivalView['single']): Counts | null => (rows === null ? null : totalCounts(rows));

/** How many losses came to which verdict, what is undecided counted too, also when it is none. */
export function CountsTable({
  before,
  after,
}: {
  readonly before: SurvivalView;
  readonly after: SurvivalView;
}) {
  return (
    <table aria-label="Losses counted by verdict" className="tbl s-counts">
      <thead>
        <tr>
          <th>Lost together</th>
          <th className="r">Tried</th>
          {VERDICTS.map((verdict) => (
            <th key={verdict} className="r">
              <Mark mark={SURVIVAL_MARKS[verdict]} /> {SURVIVAL_WORDS[verdict]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name="Any one host" before={sum(before.single)} after={sum(after.single)} />
        <Row name="Any two hosts of a cluster" before={sum(before.pairs)} after={sum(after.pairs)} />
        <Row
          name="Any failure domain"
          before={before.domains === null ? null : domainCounts(before.domains)}
          after={after.domains === null ? null : domainCounts(after.domains)}
        />
      </tbody>
    </table>
  );
}
