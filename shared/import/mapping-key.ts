import type { Mapping } from './mapping.ts';

/**
 * What a mapping is remembered by: the source's signature, and the file's stem as well where the mapping names the entity
 * or the metric itself, since another file with the same columns (`timestamp,value`) measures something else.
 */
export function mappingKey(signature: string, stem: string, mapping: Mapping): string {
  const ownFile = mapping.entityName !== null || mapping.metricName !== null;
  return ownFile ? fileKey(signature, stem) : signature;
}

/** Keys under which something about a file may be known, the more exact first. */
export function mappingKeys(signature: string, stem: string): readonly string[] {
  return [fileKey(signature, stem), signature];
}

const fileKey = (signature: string, stem: string): string => `${signature} @ ${stem}`;
