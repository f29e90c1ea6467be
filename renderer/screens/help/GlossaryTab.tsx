import { useEffect, useRef } from 'react';
import { GLOSSARY } from '../../../shared/help/glossary/glossary.ts';
import type { Term } from '../../../shared/help/glossary/term.ts';
import { matchesSearch, searchWords } from '../../../shared/help/search.ts';
import { useHelp } from '../../state/help-store.ts';
import { FilePath } from './FilePath.tsx';
import { SeenOn } from './SeenOn.tsx';

export function termsFound(search: string): readonly Term[] {
  const words = searchWords(search);
  return GLOSSARY.filter(({ term, also = [], meaning }) => matchesSearch(words, [term, ...also, meaning]));
}

function Row({ term, isMarked }: { readonly term: Term; readonly isMarked: boolean }) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isMarked) row.current?.scrollIntoView({ block: 'center' });
  }, [isMarked]);
  return (
    <tr ref={row} className={isMarked ? 'is-marked' : ''}>
      <th scope="row">
        {term.term}
        {term.also === undefined ? null : <span className="mute help-also">{term.also.join(', ')}</span>}
      </th>
      <td>{term.meaning}</td>
      <td className="nw">{term.unit ?? <span className="mute">none</span>}</td>
      <td>
        <SeenOn commands={[term.seen]} />
      </td>
      <td className="mono help-file">
        <FilePath path={term.file} />
      </td>
    </tr>
  );
}

/** Every word of the domain the window uses, with its unit and where it is computed. */
export function GlossaryTab() {
  const search = useHelp((state) => state.search);
  const marked = useHelp((state) => state.term);
  const found = termsFound(search);
  return (
    <div className="help-scroll" tabIndex={0} role="region" aria-label="Glossary">
      {found.length === 0 ? (
        <p className="help-none soft">No term has all of these words.</p>
      ) : (
        <table aria-label="Glossary" className="tbl help-terms">
          <thead>
            <tr>
              <th>Term</th>
              <th>Meaning</th>
              <th>Unit</th>
              <th>Seen on</th>
              <th>Computed in</th>
            </tr>
          </thead>
          <tbody>
            {found.map((term) => (
              <Row key={term.term} term={term} isMarked={term.term === marked} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
