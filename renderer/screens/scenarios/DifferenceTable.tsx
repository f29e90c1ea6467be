import type { ScenarioDifference } from '../../../shared/view/scenario-diff.ts';

const WORDS = { added: 'added', removed: 'removed', changed: 'changed', moved: 'moved' } as const;

/** Differences between two scenarios in words: what, which field, from what to what. */
export function DifferenceTable({ differences }: { readonly differences: readonly ScenarioDifference[] }) {
  if (differences.length === 0) return <p className="mute">No difference.</p>;
  return (
    <table aria-label="Differences" className="tbl differences">
      <thead>
        <tr>
          <th>What</th>
          <th>Field</th>
          <th>Before</th>
          <th>After</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ of, kind, field, before, after }, at) => (
          // Two events may read the same; their place in the list is what tells them apart.
          <tr key={`${at} ${of} ${field}`}>
            <td className="wrap">{of}</td>
            {field === '' ? (
              <td className="soft" colSpan={3}>
                {WORDS[kind]}
              </td>
            ) : (
              <>
                <td className="soft">{field}</td>
                <td className="wrap">{before}</td>
                <td className="wrap scen strong">{after}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
