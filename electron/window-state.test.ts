import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitted, WindowStateFile } from './window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('the place of a window that comes back', () => {
  it('is where it was', () => {
    const bounds = { x: 1600, y: 100, width: 1280, height: 800 };
    expect(fitted(bounds, [laptop, beside])).toEqual(bounds);
  });
  it('may stand out sideways and below, as it was left', () => {
    const bounds = { x: -300, y: 500, width: 1280, height: 800 };
    expect(fitted(bounds, [laptop])).toEqual(bounds);
  });
  it('is the system’s to find where its screen is gone', () => {
    expect(fitted({ x: 2000, y: 100, width: 1280, height: 800 }, [laptop])).toBeNull();
    expect(fitted({ x: 1400, y: 100, width: 1280, height: 800 }, [laptop])).toBeNull();
  });
  it('never has its title bar above the screen, nor is larger than it', () => {
    expect(fitted({ x: 0, y: -200, width: 1280, height: 800 }, [laptop])).toMatchObject({ y: 25 });
    expect(fitted({ x: 0, y: 25, width: 2500, height: 1400 }, [laptop])).toEqual(laptop);
  });
  it('is on the screen that has most of it', () => {
    const across = { x: 1000, y: 0, width: 1280, height: 1300 };
    expect(fitted(across, [laptop, beside])).toMatchObject({ y: 0, height: 1300 });
  });
});

describe('the file of the window’s place', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'headroom window '));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps place, size, maximised and theme', () => {
    const state = { bounds: laptop, maximized: true, theme: 'dark' } as const;
    new WindowStateFile(join(folder, 'a', 'window.json')).write(state);
    expect(new WindowStateFile(join(folder, 'a', 'window.json')).read()).toEqual(state);
  });
  it('counts as none where it is damaged, missing or cannot be written', () => {
    const file = join(folder, 'window.json');
    writeFileSync(file, '{"bounds":{"x":1e99}');
    expect(new WindowStateFile(file).read()).toEqual({ maximized: false, theme: 'system' });
    const nowhere = new WindowStateFile('/dev/null/window.json');
    nowhere.write({ maximized: true, theme: 'light' });
    expect(nowhere.read().maximized).toBe(false);
  });
});
