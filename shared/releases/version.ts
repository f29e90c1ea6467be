/** A released version: three whole numbers, such as `1.4.0`. */
export const RELEASED_VERSION = /^(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})\.(?:0|[1-9]\d{0,5})$/;

const PARTS = /^(\d+)\.(\d+)\.(\d+)(-)?/;

/**
 * Which of two versions came later: negative where `a` came before `b`, 0 for the same, as sorting wants it. A version with a
 * suffix, such as `1.4.0-beta.2`, came before the one without; suffixes themselves are not compared, and what stands behind a
 * `+` does not count (Semantic Versioning 2.0.0, 10 and 11). Text that is no version counts as `0.0.0`.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.map((part, at) => part - (right[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** The three numbers, and 0 for a version that was not released yet, 1 for one that was. */
function partsOf(version: string): readonly number[] {
  const [, major = '0', minor = '0', patch = '0', suffix] = PARTS.exec(version) ?? [];
  return [Number(major), Number(minor), Number(patch), suffix === undefined ? 1 : 0];
}
