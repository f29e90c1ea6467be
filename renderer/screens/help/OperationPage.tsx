import type { Operation } from '../../../shared/help/formula-entry.ts';
import { useHelp } from '../../state/help-store.ts';
import { FORMULA_BOOK } from './formula-book.ts';
import { HelpText } from './HelpText.tsx';

/** An operation of derivations: the code that computes it, and the formulas that use it. */
export function OperationPage({ operation }: { readonly operation: Operation }) {
  const users = FORMULA_BOOK.entries.filter(({ steps }) =>
    steps.some((step) => step.operation === operation.name),
  );
  return (
    <article className="help-page" aria-label={operation.name}>
      <header className="help-head">
        <h2>{operation.name}</h2>
      </header>
      <dl className="help-facts">
        <dt>Computed in</dt>
        <dd className="mono">
          {operation.file}:{operation.line}
        </dd>
      </dl>
      {operation.text === '' ? null : <HelpText text={operation.text} />}
      <pre className="help-code mono">{operation.code}</pre>
      <h3>Used by</h3>
      {users.length === 0 ? <p className="soft">Derivations whose labels are all made from data.</p> : null}
      <ul className="help-users">
        {users.map(({ id, title, file }) => (
          <li key={id}>
            <button
              type="button"
              className="linkish"
              onClick={() => useHelp.setState({ formula: id, search: '' })}
            >
              {title}
            </button>{' '}
            <span className="mute mono">{file}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}
