/**
 * Names of the three Electron channels everything goes over. The preload and the main process share them; pages never
 * see them.
 */
export const WIRE = {
  /** (channel, request) → Reply */
  invoke: 'headroom:invoke',
  /** main → page: (notice, payload) */
  notice: 'headroom:notice',
  /** (paths) → Reply<FileHandle[]>; only the preload can send it, and only with paths of real dropped files. */
  register: 'headroom:register',
} as const;
