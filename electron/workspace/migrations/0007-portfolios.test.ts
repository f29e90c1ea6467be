import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPortfolioService } from '../../workers/portfolio-service.ts';
import { openDatabase } from '../database.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let path = '';
const before = MIGRATIONS.findIndex(({ title }) => title === 'portfolios are kept');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0007 '));
  path = join(folder, 'w.headroom');
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, before) }).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened() {
  const workspace = new Workspace(path, () => 1);
  return { workspace, service: createPortfolioService(() => workspace) };
}
const spring = { schema: 'headroom.portfolio/v1', name: 'Spring', failures: [{ name: 'nothing' }] };

describe('migration 7', () => {
  it('brings an older file up to date, with a backup beside it, and no portfolio', () => {
    const { workspace, service } = opened();
    expect(service.listPortfolios()).toEqual([]);
    workspace.close();
    expect(existsSync(`${path}.v${before}.backup`)).toBe(true);
  });

  it('keeps portfolios over a restart, each change a step that is undone and done again', () => {
    const first = opened();
    const { id, portfolio } = first.service.savePortfolio({ portfolio: spring });
    expect(portfolio).toMatchObject({ ...spring, fleets: [], seeds: [1], runs: 0 });
    first.service.savePortfolio({ id, portfolio: { ...spring, runs: 100 }, what: 'Draw 100 runs' });
    first.workspace.close();

    const { workspace, service } = opened();
    expect(service.getPortfolio({ id }).portfolio.runs).toBe(100);
    expect(workspace.undo().label).toBe('Draw 100 runs');
    expect(service.getPortfolio({ id }).portfolio.runs).toBe(0);
    workspace.redo();
    expect(service.getPortfolio({ id }).portfolio.runs).toBe(100);
    service.removePortfolio({ id });
    expect(service.listPortfolios()).toEqual([]);
    workspace.undo();
    expect(service.listPortfolios()).toMatchObject([{ id, name: 'Spring', cells: 1 }]);
    workspace.close();
  });

  it('takes in what it wrote, and refuses a broken file with its place, changing nothing', () => {
    const { workspace, service } = opened();
    const { id, portfolio } = service.savePortfolio({ portfolio: spring });
    const { text } = service.exportPortfolio({ id });
    expect(service.importPortfolio({ text, file: 'spring.json' }).portfolio).toEqual(portfolio);
    const ghost = text
      .replace('"name": "nothing"', '"name": "x", "extra": 1')
      .replace('"runs": 0', '"runs": -1');
    expect(() => service.importPortfolio({ text: ghost, file: 'g.json' })).toThrow(
      /g\.json.*failures\[0\]\.extra.*1 more/,
    );
    expect(() => service.importPortfolio({ text: '{"a":', file: 'cut.json' })).toThrow(/cut\.json/);
    expect(service.listPortfolios()).toHaveLength(2);
    workspace.close();
  });

  it('names a portfolio that is gone', () => {
    const { workspace, service } = opened();
    expect(() => service.getPortfolio({ id: 'x' })).toThrow(/not in the workspace/);
    workspace.close();
  });
});
