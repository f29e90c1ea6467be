import type { FormulaEntry } from '../../../shared/help/formula-entry.ts';
import { groupOf } from '../../../shared/help/formula-groups.ts';
import { useHelp } from '../../state/help-store.ts';
import { HelpText } from './HelpText.tsx';
import { SeenOn } from './SeenOn.tsx';

function Steps({ entry }: { readonly entry: FormulaEntry }) {
  if (entry.steps.length === 0) return null;
  return (
    <table className="tbl help-steps">
      <caption>As a derivation writes it; … stands for names and numbers</caption>
      <thead>
        <tr>
          <th>Value</th>
          <th>Formula</th>
          <th>Operation</th>
          <th className="r">Line</th>
        </tr>
      </thead>
      <tbody>
        {entry.steps.map(({ label, words, operation, line }) => (
          <tr key={`${label} ${words}`}>
            <th scope="row">{label}</th>
            <td>{words}</td>
            <td>
              <button
                type="button"
                className="linkish mono"
                onClick={() => useHelp.setState({ formula: operation, search: '' })}
              >
                {operation}
              </button>
            </td>
            <td className="r">{line}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One formula: the engine's own words for it, its steps, its file, and where its figures are seen. */
export function FormulaPage({ entry }: { readonly entry: FormulaEntry }) {
  const group = groupOf(entry.file);
  return (
    <article className="help-page" aria-label={entry.title}>
      <header className="help-head">
        <h2>{entry.title}</h2>
      </header>
      <dl className="help-facts">
        <dt>Computed in</dt>
        <dd className="mono">
          {entry.file}:{entry.line}
        </dd>
        {group === null ? null : (
          <>
            <dt>Seen on</dt>
            <dd>
              <SeenOn commands={group.seen} />
            </dd>
          </>
        )}
      </dl>
      {entry.text === '' ? null : <HelpText text={entry.text} />}
      <Steps entry={entry} />
    </article>
  );
}
