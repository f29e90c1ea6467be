import type { AppInfo } from '../../shared/ipc/app-channels.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import type { Session } from './session.ts';

type AppChannels = Pick<
  Handlers,
  'app:info' | 'app:set-theme' | 'app:open-link' | 'app:open-notices' | 'app:save-text' | 'task:cancel'
>;

function platformOf(platform: NodeJS.Platform): AppInfo['platform'] {
  return platform === 'darwin' || platform === 'linux' || platform === 'win32' ? platform : 'other';
}

export function appHandlers(session: Session): AppChannels {
  const { desktop, recent, workspace, tasks } = session;
  return {
    async 'app:info'() {
      const preparingSample = tasks.isRunning('sample');
      const { app, ...runtime } = desktop.versions;
      const open = preparingSample ? Promise.resolve(null) : workspace.call('info', null);
      const [info, listed] = await Promise.all([open, recent.list()]);
      return {
        version: app,
        ...runtime,
        platform: platformOf(desktop.platform),
        theme: desktop.theme(),
        workspace: info,
        preparingSample,
        recent: listed,
      };
    },
    'app:set-theme'({ theme }) {
      desktop.setTheme(theme);
      return theme;
    },
    async 'app:open-link'({ url }) {
      await desktop.openLink(url);
      return null;
    },
    async 'app:open-notices'() {
      await desktop.openNotices();
      return null;
    },
    async 'app:save-text'({ name, text }) {
      const path = await desktop.askSaveData(name);
      if (path === null) return null;
      await writeWholeFile(path, text);
      return { displayPath: path };
    },
    'task:cancel': ({ task }) => tasks.cancel(task),
  };
}
