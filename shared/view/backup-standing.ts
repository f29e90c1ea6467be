import { formatInstant } from './date-format.ts';

/** How the rolling backups of a workspace stand. */
export interface BackupStanding {
  /** When the newest one was made; `null`: there is none. */
  readonly lastAtMs: number | null;
  /** Why none can be made, as a clause without a name of a file: `the disk is full`. `null`: nothing speaks against one. */
  readonly trouble: string | null;
}

/** Of when the newest backup is, as a sentence. */
function lastText({ lastAtMs }: BackupStanding): string {
  if (lastAtMs === null) return 'There is none so far.';
  return `The last one is of ${formatInstant(new Date(lastAtMs).toISOString())}.`;
}

/** What is told once about a workspace of which no backup can be made; `null`: nothing is wrong. */
export function backupNews(
  name: string,
  standing: BackupStanding,
): { readonly title: string; readonly message: string } | null {
  const { trouble } = standing;
  if (trouble === null) return null;
  const reason = `${trouble.slice(0, 1).toUpperCase()}${trouble.slice(1)}.`;
  return { title: `No backup of ${name} can be made.`, message: `${reason} ${lastText(standing)}` };
}

/** The same in a few words that stay; `null`: nothing is wrong. */
export function backupLine({ trouble, lastAtMs }: BackupStanding): string | null {
  if (trouble === null) return null;
  return lastAtMs === null
    ? 'No backups'
    : `No backups since ${formatInstant(new Date(lastAtMs).toISOString())}`;
}
