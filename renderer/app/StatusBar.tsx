import { DocumentProgress } from './DocumentProgress.tsx';
import { ReviewReminder } from './ReviewReminder.tsx';
import { useInventory } from '../state/inventory-store.ts';
import { useWorkspace } from '../state/workspace-store.ts';
import { backupLine, type BackupStanding } from '../../shared/view/backup-standing.ts';
import { Status } from '../components/Status.tsx';
import { counted, formatDecimal } from '../../shared/view/number-format.ts';
import { formatInstant, formatMoment } from '../../shared/view/date-format.ts';

function samplesText(samples: number): string {
  if (samples === 0) return 'No samples yet';
  return samples >= 1e6 ? `${formatDecimal(samples / 1e6, 1)} M samples` : counted(samples, 'sample');
}

/** Stays for as long as no backup can be made; that was said once in full. */
function BackupLine(standing: BackupStanding) {
  const line = backupLine(standing);
  return line === null ? null : <Status mark="unknown">{line}</Status>;
}

/** Why nothing can be changed: a damaged file is told of at the top, too. */
const readingText = (isDamaged: boolean): string =>
  isDamaged ? 'Opened for reading only' : 'Opened for reading only: the file or its folder cannot be written';

/** What is open and how old it is, in one quiet line. */
export function StatusBar() {
  const info = useWorkspace((state) => state.info);
  const savedAtMs = useWorkspace((state) => state.savedAtMs);
  const failure = useInventory((state) => state.failure);
  if (info === null) return null;
  return (
    <footer className="statusbar">
      <span>{savedAtMs === null ? 'Saved' : `Saved ${formatMoment(savedAtMs, savedAtMs)}`}</span>
      <span>{samplesText(info.counts.samples)}</span>
      {info.asOf === null ? null : <span>as of {formatInstant(info.asOf)}</span>}
      {info.readOnly ? <span>{readingText(info.damaged)}</span> : null}
      {info.backups === null ? null : <BackupLine {...info.backups} />}
      {failure === null ? null : (
        <span>
          The inventory was not read: {failure}{' '}
          <button type="button" className="linkish" onClick={() => void useInventory.getState().load()}>
            Try again
          </button>
        </span>
      )}
      <ReviewReminder />
      <span className="grow" />
      <DocumentProgress />
      <span>Offline</span>
    </footer>
  );
}
