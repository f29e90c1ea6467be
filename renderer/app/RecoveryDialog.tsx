import type { RecoveryBackup, RecoveryOffer } from '../../shared/ipc/recovery-channels.ts';
import { formatMoment } from '../../shared/view/date-format.ts';
import { counted, formatDecimal } from '../../shared/view/number-format.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Status } from '../components/Status.tsx';
import { leaveDamaged, readDamaged, restoreBackup, useRecovery } from '../state/recovery-store.ts';

const MIB = 2 ** 20;

/** What a restore would cost, in one line. */
function missingText({ missing, missingLabels, isSound }: RecoveryBackup): string {
  if (!isSound) return 'this backup is damaged, too';
  if (missing === null) return 'not known';
  if (missing === 0) return 'nothing';
  const told = missingLabels.length === 0 ? '' : `: ${missingLabels.join(', ')}`;
  return `${counted(missing, 'change')}${told}${missing > missingLabels.length && told !== '' ? ', …' : ''}`;
}

function Backups({ backups, isBusy }: Pick<RecoveryOffer, 'backups'> & { readonly isBusy: boolean }) {
  return (
    <table aria-label="Backups" className="tbl recovery">
      <thead>
        <tr>
          <th>Backup of</th>
          <th className="r">MiB</th>
          <th>What would be missing</th>
          <th>
            <span className="vh">Restore</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup, index) => (
          <tr key={backup.name}>
            <td>{formatMoment(backup.madeAtMs)}</td>
            <td className="r">{formatDecimal(backup.bytes / MIB, 1)}</td>
            <td className={backup.isSound && backup.missing === 0 ? 'wrap mute' : 'wrap'}>
              {missingText(backup)}
            </td>
            <td className="act">
              <Button
                small
                kind={index === 0 && backup.isSound ? 'primary' : 'plain'}
                disabled={isBusy || !backup.isSound}
                label={`Restore the backup of ${formatMoment(backup.madeAtMs)}`}
                onPress={() => void restoreBackup(backup)}
              >
                Restore
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The title asks what can be done; that the file is damaged, and how, is said below it. */
function titleOf({ name, canBeRead, backups }: RecoveryOffer): string {
  if (backups.some(({ isSound }) => isSound)) return `Bring back ${name}?`;
  return canBeRead ? `Open ${name} for reading?` : `${name} cannot be opened`;
}

/** A workspace whose file is damaged: which backup to go back to, or to look at what is left. Nothing happens unasked. */
export function RecoveryDialog() {
  const offer = useRecovery((state) => state.offer);
  const isBusy = useRecovery((state) => state.isBusy);
  if (offer === null) return null;
  const { name, message, canBeRead, backups } = offer;
  return (
    <Dialog
      title={titleOf(offer)}
      isOpen
      wide
      onClose={leaveDamaged}
      footer={
        <>
          <Button onPress={leaveDamaged}>Leave it as it is</Button>
          <Button disabled={!canBeRead || isBusy} onPress={() => void readDamaged()}>
            Open for reading
          </Button>
        </>
      }
    >
      <p>{message}</p>
      {backups.length === 0 ? (
        <p>
          <Status mark="unknown">There is no backup of it.</Status> Headroom makes one in the folder {name}
          .backups whenever a changed workspace is closed.
        </p>
      ) : (
        <>
          <p className="mute">
            A restored backup takes its place; the damaged file is kept beside it under another name.
          </p>
          <Backups backups={backups} isBusy={isBusy} />
        </>
      )}
      <p className="mute">
        {canBeRead
          ? 'Opened for reading, it shows what is left of it. No figure of it can be trusted.'
          : 'What is left of it cannot be read.'}
      </p>
    </Dialog>
  );
}
