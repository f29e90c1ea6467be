import { describe, expect, it } from 'vitest';
import { fitted, WindowStateFile } from './window-state.ts';
import { CONTENT_SECURITY_POLICY, isOutsideLink, pagePath } from './security.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openingOf } from './opening.ts';

describe('pagePath', () => {
  it('serves what lies below the page and nothing else', () => {
    expect(pagePath('headroom://app/')).toBe('index.html');
    expect(pagePath('headroom://app/assets/index-1.js?v=2#x')).toBe('assets/index-1.js');
    for (const url of [
      'headroom://app/..%2f..%2fetc/passwd',
      'headroom://app/%2e%2e%2fsecret',
      'headroom://app/a/..%5c..%5csecret',
      'headroom://app/c:%5cwindows',
      'headroom://app/%00',
      'headroom://app/%E0%A4%A',
      'headroom://other/index.html',
      'file:///etc/passwd',
      'nonsense',
    ]) {
      expect(pagePath(url), url).toBeNull();
    }
  });

  it('cannot be climbed out of by plain dots, which the address itself resolves', () => {
    expect(pagePath('headroom://app/../../etc/passwd')).toBe('etc/passwd');
  });
});

describe('links and policy', () => {
  it('lets only https leave', () => {
    expect(isOutsideLink('https://example.org/a')).toBe(true);
    for (const url of [
      'http://example.org',
      'file:///a',
      'javascript:alert(1)',
      'headroom://app/',
      'mailto:a@b',
      '',
    ]) {
      expect(isOutsideLink(url), url).toBe(false);
    }
  });

  it('allows no script but our own files', () => {
    expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
    expect(CONTENT_SECURITY_POLICY).toContain("script-src 'self';");
    expect(CONTENT_SECURITY_POLICY).not.toContain('unsafe-eval');
  });
});

describe('window state', () => {
  const screens = [
    { x: 0, y: 0, width: 1920, height: 1080 },
    { x: 1920, y: -200, width: 1280, height: 1024 },
  ];

  it('restores a place of which 64 × 64 pixels can be seen', () => {
    expect(fitted({ x: 100, y: 100, width: 1280, height: 800 }, screens)).not.toBeNull();
    expect(fitted({ x: -1216, y: 0, width: 1280, height: 800 }, screens)).not.toBeNull();
    expect(fitted({ x: -1217, y: 0, width: 1280, height: 800 }, screens)).toBeNull();
    expect(fitted({ x: 0, y: 1017, width: 1280, height: 800 }, screens)).toBeNull();
    expect(fitted({ x: 3136, y: 700, width: 1280, height: 800 }, screens)).not.toBeNull();
    expect(fitted({ x: 0, y: 0, width: 1280, height: 800 }, [])).toBeNull();
  });

  it('is read back as written, and a damaged file counts as none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'headroom window '));
    const file = join(folder, 'sub', 'window.json');
    const state = new WindowStateFile(file);
    expect(state.read()).toEqual({ maximized: false, theme: 'system' });
    const written = {
      bounds: { x: 1, y: 2, width: 1100, height: 720 },
      maximized: true,
      theme: 'dark',
    } as const;
    state.write(written);
    expect(state.read()).toEqual(written);
    for (const damaged of ['{', '{"bounds":{"x":"a"}}', '{"theme":"pink"}', '[]']) {
      writeFileSync(file, damaged);
      expect(state.read(), damaged).toEqual({ maximized: false, theme: 'system' });
    }
    rmSync(folder, { recursive: true });
  });
});

describe('openingOf', () => {
  it('tells workspace, data and switches apart', () => {
    expect(openingOf(['--no-sandbox', '.', '--sample'], '/app', '/')).toEqual({
      sample: true,
      workspace: null,
      files: [],
    });
    expect(openingOf(['/app', '--user-data-dir=/x y', '/a b/W.HEADROOM', '/m.csv'], '/app', '/')).toEqual({
      sample: false,
      workspace: '/a b/W.HEADROOM',
      files: ['/m.csv'],
    });
  });

  it('reads relative paths from the folder of whoever asks', () => {
    const opening = openingOf(['Plan.headroom', '../m.csv'], '/app', '/home/ann/plans');
    expect(opening).toEqual({
      sample: false,
      workspace: '/home/ann/plans/Plan.headroom',
      files: ['/home/ann/m.csv'],
    });
  });

  it('takes the address of a local file, as file managers hand it over, and no other address', () => {
    const opening = openingOf(['file:///a%20b/W.headroom', 'file://server/x.csv'], '/app', '/here');
    expect(opening.workspace).toBe('/a b/W.headroom');
    expect(opening.files).toEqual(['/here/file:/server/x.csv']);
  });
});
