import type { ReviewEntry } from '../../../shared/ipc/cadence-channels.ts';
import { formatDay, formatMoment } from '../../../shared/view/date-format.ts';
import { Button } from '../../components/Button.tsx';
import { Status } from '../../components/Status.tsx';
import { TextAreaInput } from '../../components/form/TextAreaInput.tsx';
import { draftNote, noteReview, signReview, useCadence } from '../../state/cadence-store.ts';
import { startDecision } from '../../state/decision-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { REVIEW_WORDS } from './review-words.ts';

type Sheet = NonNullable<ReviewEntry['sheet']>;

function Changes({ sheet }: { readonly sheet: Sheet }) {
  if (sheet.since === null)
    return <p className="mute">The first review here: there was nothing to compare with.</p>;
  if (sheet.changes.length === 0)
    return <p className="mute">Nothing had changed: same figures, dates, orders and assumptions.</p>;
  return (
    <ul className="since-list">
      {sheet.changes.map(({ key, text, detail }) => (
        <li key={key}>
          <p>{text}</p>
          {detail === '' ? null : <p className="note">{detail}</p>}
        </li>
      ))}
    </ul>
  );
}

function Notes({ id, sheet }: { readonly id: number; readonly sheet: Sheet }) {
  const note = useCadence((state) => state.notes.get(id)) ?? sheet.note;
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? true);
  if (sheet.signed !== null)
    return (
      <p className="dec-reason">{sheet.note === '' ? <span className="mute">no notes</span> : sheet.note}</p>
    );
  const isChanged = note !== sheet.note;
  return (
    <div className="dec-form rev-notes">
      <TextAreaInput
        label="Notes"
        value={note}
        onChange={(typed) => draftNote(id, typed === sheet.note ? null : typed)}
        rows={4}
      />
      <div className="chk-act">
        <Button disabled={readOnly || !isChanged} onPress={() => void noteReview(id, note)}>
          Save notes
        </Button>
        <Button kind="primary" icon="check" disabled={readOnly} onPress={() => void signReview(id, note)}>
          Sign off
        </Button>
        <span className="mute">A signed review stays as it is.</span>
      </div>
    </div>
  );
}

/** A review looked at: who signed it, what was said, what had changed since the one before. */
export function ReviewSheetPane({ review }: { readonly review: ReviewEntry }) {
  const { id, kind, atMs, sheet, day } = review;
  return (
    <section className="dec-detail" aria-label={`Review of ${formatDay(day, null)}`}>
      <header className="dec-head">
        <div>
          <h2>
            {REVIEW_WORDS[kind]}, {formatDay(day, null)}
          </h2>
          <p className="note">
            {sheet?.by ?? 'nobody named'}, {formatMoment(atMs)}
          </p>
        </div>
        <Button icon="decisions" onPress={() => startDecision({ kind: 'review-finding', title: '' })}>
          Record finding…
        </Button>
      </header>
      {sheet === null ? (
        <p className="mute">Marked as reviewed on the Overview: its figures are kept, without notes.</p>
      ) : (
        <>
          {sheet.signed === null ? null : (
            <p className="dec-state">
              <Status mark="ok">
                Signed by {sheet.signed.by ?? 'nobody named'}, {formatMoment(sheet.signed.atMs)}
              </Status>
            </p>
          )}
          <Notes key={id} id={id} sheet={sheet} />
          <h3>Changed since the review before</h3>
          <Changes sheet={sheet} />
        </>
      )}
    </section>
  );
}
