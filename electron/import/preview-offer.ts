import type { SkippedFile } from '../../shared/ipc/import-channels.ts';
import { gatherSources } from './import-sources.ts';
import { previewFile, refusedPreview, type Preview, type PreviewOptions } from './preview-file.ts';

/** Files of a folder or an archive that are looked at; a person reads no longer list. */
const LOOKED_AT = 200;

/** What was chosen, looked at; `from` is the index of the path a file came out of. */
export interface Offer {
  readonly files: readonly { readonly from: number; readonly preview: Preview }[];
  readonly skipped: readonly SkippedFile[];
  readonly more: number;
}

/** @throws Refusal `not-found`, `bad-input` where what was chosen is no file and no folder. */
export async function previewOffer(paths: readonly string[], options: PreviewOptions): Promise<Offer> {
  const sources = await gatherSources(paths);
  try {
    const files: { from: number; preview: Preview }[] = sources.problems.map(({ from, problem }) => ({
      from,
      preview: refusedPreview(problem),
    }));
    const skipped: SkippedFile[] = [...sources.skipped];
    for (const source of sources.files.slice(0, LOOKED_AT)) {
      const preview = await previewFile(source, options);
      if ('foreign' in preview) skipped.push({ file: source.name, reason: preview.foreign });
      else files.push({ from: source.from, preview });
    }
    return { files, skipped, more: Math.max(0, sources.files.length - LOOKED_AT) };
  } finally {
    sources.close();
  }
}
