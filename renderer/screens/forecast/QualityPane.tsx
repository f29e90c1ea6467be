import type { ForecastDetail } from '../../../shared/timeline/forecast-result.ts';
import { qualityNotes } from '../../../shared/view/quality-notes.ts';
import { Mark } from '../../components/Status.tsx';

/** What the forecast stands on: which series, how whole, what looks odd in it. */
export function QualityPane({ detail }: { readonly detail: ForecastDetail }) {
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
            <span>{note.text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
