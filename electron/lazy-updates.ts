import type { UpdateDesk, UpdateDeskParts } from './releases/update-desk.ts';

/** The desk for updates, read when it is first wanted: hardly a start ever needs it. */
export function lazyUpdates(parts: Omit<UpdateDeskParts, 'brought' | 'fetch'>): () => Promise<UpdateDesk> {
  let desk: Promise<UpdateDesk> | null = null;
  return () => (desk ??= load(parts));
}

async function load(parts: Omit<UpdateDeskParts, 'brought' | 'fetch'>): Promise<UpdateDesk> {
  const [{ UpdateDesk }, { fetchFeed }, { BUILD_FEED }] = await Promise.all([
    import('./releases/update-desk.ts'),
    import('./releases/fetch-feed.ts'),
    import('./releases/build-feed.ts'),
  ]);
  return new UpdateDesk({ ...parts, brought: BUILD_FEED, fetch: fetchFeed });
}
