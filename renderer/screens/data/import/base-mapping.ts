import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import type { MappingDocument } from '../../../../shared/ipc/mapping-channels.ts';

/**
 * What a correction of a file starts from: the mapping it was read with, else the one that says what was recognised, else
 * (formats without columns) an empty one. `null`: nothing of the file can be corrected.
 */
export function baseMapping({ reading, inventory }: FilePreview): MappingDocument | null {
  if (reading === null || reading.signature === null || inventory !== null) return null;
  return reading.mapping ?? reading.suggestedMapping ?? { schema: 'headroom.mapping/v1', shape: 'long' };
}
