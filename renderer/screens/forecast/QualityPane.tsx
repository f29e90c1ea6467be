import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { qualityNotes } from '../../../shared/view/quality-notes.ts';
import { SentenceText } from '../../app/explain/SentenceText.tsx';
import { titleOf } from './forecast-title.ts';
import { Mark } from '../../components/Status.tsx';

/** What the forecast stands on: which series, how whole, what looks odd in it. */
export function QualityPane({ detail }: { readonly detail: ForecastDetail }) {
  const about = { id: detail.id, title: titleOf(detail) };
  return (
    <div className="pane f-quality">
      <header>
        <h2>The data</h2>
        <span className="note">marked, never dropped</span>
      </header>
      <ul>
        {qualityNotes(detail).map((note) => (
          <li key={note.text} className={note.isWarning ? '' : 'soft'}>
            {note.isWarning ? <Mark mark="watch" label="Look at this" /> : null}
            <span>
              <SentenceText sentence={note.parts} side="before" about={about} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
