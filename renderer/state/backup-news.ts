import type { WorkspaceInfo } from '../../shared/ipc/workspace-channels.ts';
import { backupNews, type BackupStanding } from '../../shared/view/backup-standing.ts';
import { showFailure } from './toast-store.ts';

/** Workspaces of which it was said, by their place: once, until a backup could be made again. */
const told = new Set<string>();

/** Says once when no backup of a workspace can be made. It is no reason not to go on. */
export function tellBackups(
  { name, displayPath }: Pick<WorkspaceInfo, 'name' | 'displayPath'>,
  standing: BackupStanding | null,
): void {
  const news = standing === null ? null : backupNews(name, standing);
  if (news === null) told.delete(displayPath);
  else if (!told.has(displayPath)) {
    told.add(displayPath);
    showFailure(news.title, news);
  }
}
