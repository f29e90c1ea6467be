import type { DecisionDetail } from '../../../shared/ipc/decision-channels.ts';
import { constraintNameOf } from '../../../shared/view/constraint-name.ts';
import { crossingText, decidedText, OUTCOME_WORDS } from '../../../shared/view/decision-words.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Status } from '../../components/Status.tsx';
import { explainConstraint } from '../../state/explain-store.ts';

interface EffectRow {
  readonly key: string;
  readonly id: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly isMissed: boolean;
  /** `null`: not measured yet. */
  readonly actual: string | null;
}

function effectRows({ decision, outcome }: DecisionDetail): readonly EffectRow[] {
  const { effect, data } = decision;
  if (effect === null) return [];
  const values = new Map(outcome.figures.map(({ id, actual }) => [id, actual]));
  const dates = new Map(outcome.dates.map(({ id, actual }) => [id, actual]));
  const nameOf = (id: string): string => {
    const { name, where } = constraintNameOf(id);
    return `${name}, ${where}`;
  };
  return [
    ...effect.figures.map((figure) => ({
      key: figure.id,
      id: figure.id,
      what: nameOf(figure.id),
      before: decidedText(figure, figure.before),
      after: decidedText(figure, figure.after),
      isMissed: figure.after?.verdict === 'breach',
      actual: values.has(figure.id) ? decidedText(figure, values.get(figure.id) ?? null) : null,
    })),
    ...effect.dates.map(({ id, before, after }) => {
      const actual = dates.get(id);
      return {
        key: `date ${id}`,
        id,
        what: `${nameOf(id)}, limit reached`,
        before: crossingText(before, data.asOf),
        after: crossingText(after, data.asOf),
        isMissed: after.state === 'missing',
        actual:
          actual === undefined
            ? null
            : actual === null
              ? 'not in the model'
              : crossingText(actual, data.asOf),
      };
    }),
  ];
}

/** What the engine said the decision would do, and what the newest data say it did. */
export function EffectTable({ detail }: { readonly detail: DecisionDetail }) {
  const all = effectRows(detail);
  // What moves by less than its last digit shown says nothing here; the log's own files keep it.
  const rows = all.filter(({ before, after, actual }) => before !== after || (actual ?? after) !== after);
  const more = (detail.decision.effect?.more ?? 0) + all.length - rows.length;
  if (all.length === 0)
    return <p className="mute">No figures: nothing was expected that the engine could compute.</p>;
  return (
    <>
      {detail.outcome.state === 'measured' ? null : (
        <p className="dec-state">
          <Status mark="unknown">{OUTCOME_WORDS[detail.outcome.state]}</Status>
        </p>
      )}
      <table aria-label="Expected and actual effect" className="tbl dec-effect">
        <thead>
          <tr>
            <th>Constraint</th>
            <th className="r">Before</th>
            <th className="r">Expected</th>
            <th className="r">Actual</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, id, what, before, after, isMissed, actual }) => (
            <tr key={key}>
              <td className="wrap">
                <ExplainNumber target={explainConstraint(id, 'before')}>{what}</ExplainNumber>
              </td>
              <td className="r">{before}</td>
              <td className="r">{isMissed ? <Status mark="breach">{after}</Status> : after}</td>
              <td className="r">{actual ?? <span className="mute">not measured yet</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p className="mute">{more} more moved, by less than shown or less harm.</p> : null}
    </>
  );
}
