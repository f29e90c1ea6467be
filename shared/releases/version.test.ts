import { describe, expect, it } from 'vitest';
import { compareVersions, RELEASED_VERSION } from './version.ts';

describe('compareVersions', () => {
  it('puts versions in the order in which they came, by number and not by letter', () => {
    const inOrder = ['0.1.0', '0.2.0-beta.1', '0.2.0', '0.9.9', '0.10.0', '1.0.0-rc.1', '1.0.0', '1.0.10'];
    for (const [at, version] of inOrder.entries())
      for (const [other, later] of inOrder.entries())
        expect(Math.sign(compareVersions(version, later)), `${version} and ${later}`).toBe(
          Math.sign(at - other),
        );
  });
  it('does not count what stands behind a plus', () => {
    expect(compareVersions('1.2.3+build.7', '1.2.3')).toBe(0);
  });
});

it('a released version is three plain numbers', () => {
  for (const version of ['0.1.0', '10.20.30']) expect(RELEASED_VERSION.test(version), version).toBe(true);
  for (const version of ['1.0', 'v1.0.0', '1.0.0-beta', '01.0.0', '1.0.0\n', '1.0.9999999', ''])
    expect(RELEASED_VERSION.test(version), version).toBe(false);
});
