import { DocumentProgress } from './DocumentProgress.tsx';
import { ReviewReminder } from './ReviewReminder.tsx';
import { useInventory } from '../state/inventory-store.ts';
import { useWorkspace } from '../state/workspace-store.ts';
import { counted, formatDecimal } from '../../shared/view/number-format.ts';
import { formatInstant } from '../../shared/view/date-format.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

function samplesText(samples: number): string {
  if (samples === 0) return 'No samples yet';
  return samples >= 1e6 ? `${formatDecimal(samples / 1e6, 1)} M samples` : counted(samples, 'sample');
}

/** What is open and how old it is, in one quiet line. */
export function StatusBar() {
  const info = useWorkspace((state) => state.info);
  const savedAtMs = useWorkspace((state) => state.savedAtMs);
  const failure = useInventory((state) => state.failure);
  if (info === null) return null;
  return (
    <footer className="statusbar">
      <span>{savedAtMs === null ? 'Saved' : `Saved ${clock.format(savedAtMs)}`}</span>
      <span>{samplesText(info.counts.samples)}</span>
      {info.asOf === null ? null : <span>as of {formatInstant(info.asOf)}</span>}
      {info.readOnly ? <span>Opened for reading only</span> : null}
      {failure === null ? null : <span>{failure}</span>}
      <ReviewReminder />
      <span className="grow" />
      <DocumentProgress />
      <span>Offline</span>
    </footer>
  );
}
