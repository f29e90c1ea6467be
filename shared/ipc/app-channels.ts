import * as v from 'valibot';
import { returns } from './channel.ts';
import { nothing } from './requests.ts';
import type { RecentWorkspace, WorkspaceInfo } from './workspace-channels.ts';

export type Theme = 'system' | 'light' | 'dark';

export interface AppInfo {
  readonly version: string;
  readonly platform: 'darwin' | 'linux' | 'win32' | 'other';
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
  readonly theme: Theme;
  readonly workspace: WorkspaceInfo | null;
  /** The sample region is being made: `workspace` is `null` meanwhile, progress comes as task `sample`. */
  readonly preparingSample: boolean;
  readonly recent: readonly RecentWorkspace[];
}

export const appChannels = {
  /** What a window needs to draw itself the first time, in one answer. */
  'app:info': returns<AppInfo>()(nothing),
  'app:set-theme': returns<Theme>()(v.strictObject({ theme: v.picklist(['system', 'light', 'dark']) })),
  /** Opens an `https:` address in the system browser; anything else is refused. */
  'app:open-link': returns<null>()(
    v.strictObject({ url: v.pipe(v.string(), v.startsWith('https://'), v.maxLength(2000)) }),
  ),
  /** Shows the notices of Chromium, a page of several megabytes beside the application, in the system's browser. */
  'app:open-notices': returns<null>()(nothing, ['not-found']),
  /** Writes a text where the person says; the page proposes a name and never learns to name a place. `null`: called off. */
  'app:save-text': returns<{ readonly displayPath: string } | null>()(
    v.strictObject({
      name: v.pipe(v.string(), v.regex(/^[\w .-]{1,100}\.(csv|json)$/)),
      text: v.pipe(v.string(), v.maxLength(64 * 1024 * 1024)),
    }),
  ),
  /** Stops a running import or sweep by the name its caller gave it; `false` when it had already ended. */
  'task:cancel': returns<boolean>()(v.strictObject({ task: v.pipe(v.string(), v.maxLength(100)) })),
};
