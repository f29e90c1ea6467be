/** A name any file system takes; `otherwise` where nothing of the given one is left. */
export function jsonFileName(name: string, otherwise: string): string {
  return `${name.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-').trim() || otherwise}.json`;
}
