import type { GroupLine } from '../../../../shared/view/host-group-line.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { explainConstraint } from '../../../state/explain-store.ts';

/** What stands over a group: how many hosts, what is left, what is out of service, and what the scenario does here. */
export function GroupHeading({ line }: { readonly line: GroupLine }) {
  const { title, hosts, headroom, states, scenario } = line;
  const moves = headroom?.after ?? null;
  return (
    <>
      <b>{title}</b>
      <span className="mute">
        {hosts}
        {headroom === null ? null : (
          <>
            ,{' '}
            <ExplainNumber target={explainConstraint(headroom.constraintId, 'before')}>
              {headroom.before}
            </ExplainNumber>{' '}
            headroom
          </>
        )}
        {states === '' ? '' : `, ${states}`}
      </span>
      {moves === null && scenario === '' ? null : (
        <span className="scen">
          →{' '}
          {moves === null || headroom === null ? null : (
            <ExplainNumber target={explainConstraint(headroom.constraintId, 'after')} className="scen">
              {moves}
            </ExplainNumber>
          )}
          {moves !== null && scenario !== '' ? ', ' : ''}
          {scenario}
        </span>
      )}
    </>
  );
}
