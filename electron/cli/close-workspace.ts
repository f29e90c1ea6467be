import { backupNews } from '../../shared/view/backup-standing.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Terminal } from './terminal.ts';

/** Closes a workspace that was changed; says where no backup of it could be made, which is no failure of the command. */
export function closeWorkspace(workspace: Workspace, terminal: Terminal): void {
  const standing = workspace.close();
  const news = standing === null ? null : backupNews(workspace.name, standing);
  if (news !== null) terminal.say(`${news.title} ${news.message}`);
}
