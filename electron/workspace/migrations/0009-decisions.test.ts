import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelText } from '../../../shared/documents/data-export/model-text.ts';
import { parseModel } from '../../../shared/model/parse-model.ts';
import { createDecisionService } from '../../workers/decision-service.ts';
import { openDatabase } from '../database.ts';
import { EngineAnswers } from '../engine-answers.ts';
import { ForecastAnswers } from '../forecast-answers.ts';
import { MIGRATIONS } from '../migration-list.ts';
import { writeModel } from '../model-store.ts';
import { setPolicy } from '../policy-actions.ts';
import { Workspace } from '../workspace.ts';

let folder = '';
let path = '';
let workspace: Workspace;
let service: ReturnType<typeof createDecisionService>;

const GIB = 2 ** 30;
const host = (id: string) => ({ id, cluster: 'a', cpuCores: 64, memoryBytes: 512 * GIB });
const DOCUMENT = {
  schema: 'headroom.model/v1',
  asOf: '2026-04-01T00:00:00Z',
  regions: [{ id: 'eu' }],
  clusters: [{ id: 'a', region: 'eu' }],
  hosts: [host('h1'), host('h2'), host('h3')],
  flavors: [{ id: 's2', vcpus: 2, memoryBytes: 4 * GIB }],
  microvms: [{ id: 'vm', host: 'h1', flavor: 's2', count: 100 }],
  overhead: { memoryBytesPerVm: 0, cpuCoresPerVm: 0, source: 'assumed' },
  skus: [{ id: 'std', cpuCores: 64, memoryBytes: 512 * GIB, unitCost: 9000, currency: 'EUR' }],
};

function open(): void {
  workspace = new Workspace(path, () => Date.parse('2026-04-02T08:00:00Z'));
  const of = {
    workspace,
    engine: new EngineAnswers(workspace),
    forecasts: new ForecastAnswers(workspace),
  };
  service = createDecisionService(() => of, 'ada');
}
function load(document: unknown): void {
  const parsed = parseModel(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  workspace.act('Import', () => writeModel(parsed.value, workspace.entities, workspace.facts));
}
const exported = (): string => modelText(workspace.model());
const buy = (count: number, on?: string) => ({
  schema: 'headroom.scenario/v1',
  name: 'Spring',
  events: [{ type: 'addHosts', cluster: 'a', sku: 'std', count, ...(on === undefined ? {} : { on }) }],
});
const saved = (document: Readonly<Record<string, unknown>>) => {
  const decision = service.recordDecision({
    kind: 'plan-line',
    title: 'Plan',
    reason: 'keep it',
    change: { kind: 'save-scenario', scenario: document },
  });
  return decision.scenario?.id ?? '';
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom 0009 '));
  path = join(folder, 'w.headroom');
  openDatabase(path, { create: true, migrations: MIGRATIONS.slice(0, 8) }).close();
  open();
  load(DOCUMENT);
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('migration 9', () => {
  it('brings a file of version 8 up to date, with a backup beside it, and nothing decided', () => {
    expect(existsSync(`${path}.v8.backup`)).toBe(true);
    expect(service.decisions()).toMatchObject({ decisions: [], author: 'ada' });
  });
});

describe('recordDecision', () => {
  it('keeps an assumption with its reason, its data and what the engine expects, in one step of undo', () => {
    const made = service.recordDecision({
      kind: 'policy',
      title: 'Hold 25% free',
      reason: 'two incidents in March',
      change: { kind: 'policy', values: [{ key: 'memoryHeadroomMinRatio', value: 0.25 }] },
    });
    expect(workspace.policy().memoryHeadroomMinRatio).toBe(0.25);
    expect(made).toMatchObject({ by: 'ada', scenario: null, dueOn: '2026-04-01', changedRows: 1 });
    expect(made.data.modelHash).toMatch(/^[0-9a-f]{64}$/);
    expect(workspace.undo().label).toBe('Decide: Hold 25% free');
    expect(service.decisions().decisions).toEqual([]);
    expect(workspace.policy().memoryHeadroomMinRatio).toBe(0.2);
  });

  it('adopts a scenario: hosts at once join the inventory, those to come become orders, failures are left out', () => {
    const id = saved({
      ...buy(2, '2026-05-20'),
      events: [...buy(1).events, ...buy(2, '2026-05-20').events, { type: 'hostLoss', hosts: ['h1'] }],
    });
    expect(service.adoptPreview({ id }).map(({ fate }) => fate)).toEqual(['applied', 'left-out', 'ordered']);
    const before = exported();
    const made = service.recordDecision({
      kind: 'scenario',
      title: 'Adopt spring',
      reason: 'growth',
      change: { kind: 'adopt', id },
    });
    expect(workspace.model().hosts.map((each) => each.id)).toEqual(['h1', 'h2', 'h3', 'std-1']);
    expect(workspace.model().orders).toEqual([
      { sku: 'std', cluster: 'a', count: 2, arrivesOn: '2026-05-20' },
    ]);
    expect(made).toMatchObject({ dueOn: '2026-05-20', scenario: { version: 1, name: 'Spring' } });
    expect(made.effect?.figures.map(({ id: of }) => of)).toContain('compute.memory@cluster:a');

    service.revertDecision({ id: made.id, reason: 'budget' });
    expect(exported()).toBe(before);
    expect(
      service.decisions().decisions.map(({ kind, reverts, revertedBy }) => [kind, reverts, revertedBy]),
    ).toEqual([
      ['revert', made.id, null],
      ['scenario', null, made.id + 1],
      ['plan-line', null, null],
    ]);
  });

  it('refuses what nothing can be adopted of, and a policy value out of range, leaving nothing', () => {
    const id = saved({ ...buy(1), events: [{ type: 'hostLoss', hosts: ['h1'] }] });
    const count = service.decisions().decisions.length;
    const draft = { kind: 'scenario', title: 'x', reason: 'y' } as const;
    expect(() => service.recordDecision({ ...draft, change: { kind: 'adopt', id } })).toThrow(
      /nothing to decide/,
    );
    expect(() =>
      service.recordDecision({
        ...draft,
        change: { kind: 'policy', values: [{ key: 'memoryHeadroomMinRatio', value: -3 }] },
      }),
    ).toThrow();
    expect(service.decisions().decisions).toHaveLength(count);
  });
});

describe('revertDecision', () => {
  const decide = (value: number) =>
    service.recordDecision({
      kind: 'policy',
      title: `Hold ${value}`,
      reason: 'because',
      change: { kind: 'policy', values: [{ key: 'memoryHeadroomMinRatio', value }] },
    });

  it('says what will change, and refuses while a later decision or edit changed the same', () => {
    const first = decide(0.25);
    expect(service.decision({ id: first.id }).revert).toEqual({
      can: true,
      reason: null,
      lines: [{ what: 'Memory headroom, at least', change: 'back to its default' }],
    });
    const second = decide(0.3);
    expect(service.decision({ id: first.id }).revert).toMatchObject({
      can: false,
      reason: expect.stringContaining(`Decision ${second.id}`),
    });
    expect(() => service.revertDecision({ id: first.id, reason: 'r' })).toThrow(/take that back first/);
    service.revertDecision({ id: second.id, reason: 'r' });
    expect(workspace.policy().memoryHeadroomMinRatio).toBe(0.25);
    setPolicy(workspace, { key: 'memoryHeadroomMinRatio', value: 0.5 }, 'bob');
    expect(() => service.revertDecision({ id: first.id, reason: 'r' })).toThrow(/was changed since/);
  });

  it('still works after a restart and after more steps than the undo history holds; a revert can be reverted', () => {
    const made = decide(0.25);
    for (let step = 0; step < 210; step++)
      workspace.act(`s${step}`, () =>
        workspace.facts.set('timeZone', step % 2 === 0 ? 'UTC' : 'Europe/Berlin'),
      );
    workspace.close();
    open();
    const back = service.revertDecision({ id: made.id, reason: 'r' });
    expect(workspace.policy().memoryHeadroomMinRatio).toBe(0.2);
    service.revertDecision({ id: back.id, reason: 'after all' });
    expect(workspace.policy().memoryHeadroomMinRatio).toBe(0.25);
    expect(service.decisions().decisions.map(({ revertedBy }) => revertedBy)).toEqual([
      null,
      back.id + 1,
      null,
    ]);
  });
});

describe('the outcome of a decision', () => {
  it('is not measured until newer data reach the day it was due, then compares figure by figure', () => {
    const id = saved(buy(1, '2026-05-20'));
    const [made] = service.decisions().decisions;
    const at = () => service.decision({ id: made?.id ?? 0 });
    expect(at()).toMatchObject({
      outcome: { state: 'no-newer-data', figures: [] },
      scenarioState: 'same',
      dataState: 'same',
    });
    load({ ...DOCUMENT, asOf: '2026-05-01T00:00:00Z' });
    expect(at()).toMatchObject({ outcome: { state: 'not-due' }, dataState: 'changed' });
    load({ ...DOCUMENT, asOf: '2026-06-01T00:00:00Z', hosts: [...DOCUMENT.hosts, host('std-1')] });
    const { outcome, decision } = at();
    expect(outcome.state).toBe('measured');
    const memory = 'compute.memory@cluster:a';
    const expected = decision.effect?.figures.find((each) => each.id === memory)?.after;
    expect(outcome.figures.find((each) => each.id === memory)?.actual).toEqual(expected);
    workspace.act('gone', () => workspace.scenarios.remove(id));
    expect(at().scenarioState).toBe('gone');
  });
});

describe('decisionText', () => {
  it('writes rows no spreadsheet takes for formulas, data that parse, and Markdown that shows words as they are', () => {
    service.recordDecision({ kind: 'note', title: '=1+1', reason: 'a | b\n# c' });
    saved(buy(1, '2026-05-20'));
    const csv = service.decisionText({ format: 'csv' });
    expect(csv).toContain("'=1+1");
    expect(csv).toContain('compute.memory@cluster:a');
    const json = JSON.parse(service.decisionText({ format: 'json' })) as { decisions: unknown[] };
    expect(json.decisions).toHaveLength(2);
    const md = service.decisionText({ format: 'md' });
    expect(md).toContain('a \\| b \\# c');
    expect(md).toContain('Not measured yet');
  });
});
