import type { Observed } from '../../shared/import/formats/format.ts';
import type { Mapping } from '../../shared/import/mapping.ts';
import { mappingKeys } from '../../shared/import/mapping-key.ts';
import type { RefusedFile } from '../../shared/import/outcome.ts';
import type { SourceMapping } from './mapping-document.ts';
import type { ImportSource } from './import-sources.ts';

/** Samples without a time are of the instant given, else of when their file was last written. */
export function observedOf({ modifiedMs }: ImportSource, givenMs: number | null): Observed {
  if (givenMs !== null) return { atMs: givenMs, source: 'given' };
  return { atMs: Math.floor(modifiedMs), source: 'file-time' };
}

/** Finds a mapping by what files are remembered by; of several for one key the first counts. */
export function mappingLookup(
  mappings: readonly SourceMapping[],
): (signature: string, stem: string) => Mapping | null {
  return (signature, stem) => {
    for (const key of mappingKeys(signature, stem)) {
      const found = mappings.find((known) => known.key === key);
      if (found !== undefined) return found.mapping;
    }
    return null;
  };
}

/**
 * A file found in a folder or an archive that is no data: neither a table, nor a document that says it is one of ours. A
 * table whose shape is not recognised is data where it is called so, and refuses the import; words with commas in them are none.
 */
export function isForeign(from: ImportSource, { format, columns = [], source }: RefusedFile): boolean {
  // Without `source` it could not even be read, and what it is remains open.
  if (from.chosen || source === undefined) return false;
  const isTable = columns.length > 0 && /\.(csv|tsv)(\.gz)?$/i.test(from.name);
  return (format === null && !isTable) || format === 'json';
}

export function foreignReason({ problems }: RefusedFile): string {
  return problems[0]?.message ?? 'no known format';
}
