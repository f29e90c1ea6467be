import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../setup/places.mjs';
import { GUARDS } from './guard-list.mjs';

const text = (file: string): string => readFileSync(inRoot(file), 'utf8');

describe.each(GUARDS)('guard: $guard', ({ file, stands, without, unit, journey }) => {
  it('has its line once in the code, so that npm run guards can take it out', () => {
    expect(text(file).split(stands)).toHaveLength(2);
    expect(without).not.toContain(stands);
  });
  it('has its test', () => {
    if (unit !== undefined) expect(existsSync(inRoot(unit)), unit).toBe(true);
    if (journey !== undefined) expect(text(`e2e/${journey[0]}.spec.ts`)).toContain(journey[1]);
    expect([unit, journey].filter((test) => test !== undefined)).toHaveLength(1);
  });
});

describe('docs/security.md', () => {
  it('lists guards with the file and the test they have', () => {
    const [, table = ''] = text('docs/security.md').split('## Guards taken out and seen failing');
    const listed = [...table.matchAll(/^\| (.+) \| `(.+)` \| `(.+)`(?:: …(.+)…)? \|$/gm)];
    const rows = listed.map(([, guard, file, test, title = '']) => ({ guard, file, test, title }));
    const known = GUARDS.map(({ guard, file, unit, journey }) => ({
      guard,
      file,
      test: unit ?? `e2e/${journey?.[0] ?? ''}.spec.ts`,
      title: journey?.[1] ?? '',
    }));
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect(known).toContainEqual(row);
  });
});
