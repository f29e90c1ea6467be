import type { StoragePool } from '../../../../shared/model/document.ts';
import { formatInstant } from '../../../../shared/view/date-format.ts';
import { counted, formatPercent } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { Mark } from '../../../components/Status.tsx';
import { NeverImported } from '../services/HistoryPane.tsx';

const KINDS: Readonly<Record<string, string>> = {
  postgres: 'Postgres',
  snapshotMetadata: 'Snapshot metadata',
  snapshot_metadata: 'Snapshot metadata',
  volumes: 'Volumes',
};

/** Backups by kind, and the last jobs one by one. */
export function Backups({ pool }: { readonly pool: StoragePool }) {
  const kinds = Object.entries(pool.backupUsedByKind ?? {}).sort(([, a], [, b]) => b - a);
  const total = kinds.reduce((sum, [, bytes]) => sum + bytes, 0);
  const jobs = [...pool.backupJobs].sort((a, b) => (a.at < b.at ? -1 : 1));
  const failed = jobs.filter(({ ok }) => !ok);
  return (
    <section className="sv-pane" aria-label={`Backups of ${pool.id}`}>
      <header>
        <h2>Backups</h2>
        <span className="note">by kind</span>
        <CopyCsv what={`Backups of ${pool.id}`} />
      </header>
      {kinds.length === 0 ? (
        <NeverImported how="with storage_pools.csv, in" name="backup_used_by_kind_…_bytes" />
      ) : (
        <table aria-label="Backups" className="tbl">
          <tbody>
            {kinds.map(([kind, bytes]) => (
              <tr key={kind}>
                <th scope="row">{KINDS[kind] ?? kind}</th>
                <td className="r">{quantityText(bytes, 'diskBytes')}</td>
                <td className="r mute">{total > 0 ? formatPercent(bytes / total) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <header>
        <h2>Jobs</h2>
        <span className="note">
          {jobs.length === 0 ? 'none imported' : `${failed.length} of ${counted(jobs.length, 'job')} failed`}
        </span>
      </header>
      {jobs.length === 0 ? (
        <NeverImported how="with the inventory, as" name="backup_jobs.csv" />
      ) : (
        <>
          <div className="sv-jobs">
            {jobs.map(({ at, ok }) => (
              <span key={at} title={`${formatInstant(at)}: ${ok ? 'good' : 'failed'}`}>
                <Mark mark={ok ? 'ok' : 'breach'} label={`${formatInstant(at)}: ${ok ? 'good' : 'failed'}`} />
              </span>
            ))}
          </div>
          {failed.length === 0 ? null : (
            <p className="mute sv-missing">Failed: {failed.map(({ at }) => formatInstant(at)).join(', ')}</p>
          )}
        </>
      )}
    </section>
  );
}
