import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { simulate } from '../../shared/timeline/simulate.ts';
import { SimulateQueue } from '../ipc/simulate-queue.ts';
import { historyOf } from '../workspace/history-facts.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { connect, serve, type Client, type Service } from './rpc.ts';
import { createSimulateService, type SimulateService } from './simulate-service.ts';
import { createWorkspaceService, type WorkspaceService } from './workspace-service.ts';

// The services as the application ties them together, every call through a real port: what cannot be cloned fails here.

let folder = '';
let workspace: Client<WorkspaceService>;
let imports: Client<ImportService>;
let simulations: Client<SimulateService>;
const channels: MessageChannel[] = [];

function over<S extends Service>(service: S): Client<S> {
  const channel = new MessageChannel();
  channels.push(channel);
  serve(channel.port1, service);
  return connect<S>(channel.port2);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headroom services '));
  let now = Date.parse('2026-04-01T00:00:00Z');
  const service = createWorkspaceService({ clock: () => (now += 1000), author: 'ada' });
  workspace = over(service);
  imports = over(createImportService(() => over(service)));
  simulations = over(createSimulateService(() => over(service)));
});
afterEach(async () => {
  await workspace.call('close', null);
  for (const { port1 } of channels.splice(0)) port1.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const files = (): string[] => [
  file('regions.csv', 'id,name\neu,Europe\n'),
  file('clusters.csv', 'id,region\na,eu\n'),
  file(
    'hosts.csv',
    'id,cluster,failure_domain,cpu_cores,memory_gib\nh1,a,r1,64,512\nh2,a,r1,64,512\nh3,a,r2,64,1024\n',
  ),
  file('flavors.csv', 'id,vcpus,memory_gib\ns2,2,4\n'),
  file('microvms.csv', 'id,host,flavor,customer,count\nvm-1,h1,s2,acme,30\nvm-2,h3,s2,bolt,200\n'),
  file('overhead.csv', 'memory_bytes_per_vm,cpu_cores_per_vm,source\n0,0,assumed\n'),
  file(
    'm.csv',
    'timestamp,entity,metric,value\n2026-03-30T00:00:00Z,h1,cpu_used_cores,10\n2026-03-30T00:05:00Z,h1,cpu_used_cores,12\n',
  ),
];
type Settings = Awaited<ReturnType<typeof settingsOf>>;
const settingsOf = () => workspace.call('importSettings', null);
/** An import of files as they are recognised. */
const readingOf = ({ timeZone, mappings, workspacePath }: Settings, paths: string[]) => ({
  paths,
  given: [],
  remembered: mappings,
  timeZone,
  observedAt: null,
  leaveOut: [],
  workspacePath,
});
const made = async (): Promise<void> => {
  await workspace.call('create', { path: join(folder, 'w.headroom'), sample: false });
  const settings = await workspace.call('importSettings', null);
  await imports.call('run', readingOf(settings, files()));
};
const loss = (...hosts: string[]): Extract<ScenarioSelection, { kind: 'draft' }> => ({
  kind: 'draft',
  scenario: { schema: 'headroom.scenario/v1', name: 'loss', events: [{ type: 'hostLoss', hosts }] },
});

describe('the services together', () => {
  it('import from one thread into another and assess there', async () => {
    await made();
    const info = await workspace.call('info', null);
    expect(info).toMatchObject({
      counts: { hosts: 3, microvms: 230, customers: 2, series: 2, samples: 3 },
      undoLabel: 'Import 7 files',
    });
    const { before, after, changes } = await workspace.call('assess', { kind: 'baseline' });
    expect(before.regions.map(({ region }) => region)).toEqual(['eu']);
    expect(after).toEqual(before);
    expect(changes).toEqual([]);
    const { constraint } = await workspace.call('explain', {
      scenario: { kind: 'baseline' },
      constraintId: 'compute.memory@region:eu',
      side: 'before',
    });
    expect(constraint.explain?.value).toBe(constraint.headroom);
  });

  it('offer what forms choose from', async () => {
    await made();
    const choices = await workspace.call('choices', null);
    expect(choices.clusters).toEqual([
      {
        id: 'a',
        region: 'eu',
        hosts: 3,
        largestHost: 'h3',
        largestHostMemoryBytes: 2 ** 40,
        microvms: 230,
        failureDomains: ['r1', 'r2'],
      },
    ]);
    expect(choices.customers).toEqual([
      { id: 'acme', microvms: 30 },
      { id: 'bolt', microvms: 200 },
    ]);
    const { rows } = await workspace.call('rows', { kind: 'microvms', host: 'h1' });
    expect(rows).toMatchObject([{ id: 'vm-1', count: 30, cluster: 'a' }]);
  });

  it('simulate a draft and give the same sides as the workspace', async () => {
    await made();
    const answer = await simulations.call('simulate', { scenario: loss('h3'), token: 7 });
    expect(answer).toMatchObject({ token: 7, result: { events: [{ outcome: { displaced: 200 } }] } });
    const assessed = await workspace.call('assess', loss('h3'));
    expect(answer.result.after).toEqual(assessed.after);
    expect(answer.result.changes).toEqual(assessed.changes);
    const explained = await workspace.call('explain', {
      scenario: loss('h3'),
      constraintId: 'compute.memory@cluster:a',
      side: 'after',
    });
    const after = assessed.after.constraints.find(({ id }) => id === 'compute.memory@cluster:a');
    expect(explained.constraint.headroom).toBe(after?.headroom);
  });

  it('answer in two steps what the engine answers in one', async () => {
    await made();
    const asked = { scenario: loss('h3'), token: 1 };
    const first = await simulations.call('simulate', asked);
    const second = await simulations.call('dates', asked);
    const base = await workspace.call('engineInput', { scenario: loss('h3'), known: 0 });
    const { model, policy, history } = base.base ?? expect.fail('no base');
    const scenario = base.scenario ?? expect.fail('no scenario');
    const whole = simulate(model, policy, scenario, historyOf(history));
    if (!whole.ok) expect.fail(JSON.stringify(whole.problems));
    const { timeline, triggers: _triggers, triggersBefore: _before, ...now } = whole.value;
    expect(first.result).toEqual(now);
    expect(second).toMatchObject({ revision: first.revision, events: null });
    expect(second.dates).toEqual(timeline);
  });

  it('fetch the model again once the workspace has changed', async () => {
    await made();
    const first = await simulations.call('simulate', { scenario: loss('h3'), token: 1 });
    await workspace.call('setPolicy', { key: 'cpuOvercommit', value: 8, note: 'measured on the bench' });
    const second = await simulations.call('simulate', { scenario: loss('h3'), token: 2 });
    expect(second.revision).toBeGreaterThan(first.revision);
    expect(second.result.before).not.toEqual(first.result.before);
    const entry = (await workspace.call('policy', null)).find(({ key }) => key === 'cpuOvercommit');
    expect(entry).toMatchObject({
      value: 8,
      defaultValue: 4,
      origin: 'edited',
      by: 'ada',
      note: 'measured on the bench',
    });
    await expect(workspace.call('setPolicy', { key: 'cpuOvercommit', value: -1 })).rejects.toMatchObject({
      code: 'bad-input',
    });
    await workspace.call('undo', null);
    expect((await workspace.call('assess', { kind: 'baseline' })).before).toEqual(first.result.before);
  });

  it('try every loss, tell progress, and stop when told', async () => {
    await made();
    const { survival } = await simulations.call('survive', { scenario: { kind: 'baseline' }, losses: 1 });
    expect(survival.clusters).toMatchObject([{ cluster: 'a', tried: 3 }]);
    const controller = new AbortController();
    controller.abort();
    const { survival: small } = await simulations.call('survive', { scenario: loss('h3'), losses: 1 });
    expect(small.clusters).toMatchObject([{ tried: 2 }]);
  });

  it('tell every single pair where asked, and one loss in full', async () => {
    await made();
    const asked = { scenario: { kind: 'baseline' }, losses: 2, every: true, failureDomains: false } as const;
    const { survival } = await simulations.call('survive', asked);
    expect(survival.clusters[0]?.every?.hosts).toEqual(['h1', 'h2', 'h3']);
    expect(survival.clusters[0]?.every?.verdicts).toHaveLength(3);
    expect(survival.failureDomains).toEqual([]);
    const all = ['h1', 'h2', 'h3'];
    const { lost, outcome } = await simulations.call('loss', { scenario: loss('h3'), hosts: all });
    expect(lost).toEqual(['h1', 'h2']);
    expect(outcome.verdict).toBe('fails');
    expect(outcome.certificate?.need).toBeGreaterThan(outcome.certificate?.have ?? Infinity);
  });

  it('keep every version of a scenario', async () => {
    await made();
    const saved = await workspace.call('saveScenario', { scenario: loss('h1').scenario });
    const changed = await workspace.call('saveScenario', {
      id: saved.id,
      scenario: loss('h1', 'h2').scenario,
      note: 'both',
    });
    expect(changed.version).toBe(2);
    await workspace.call('renameScenario', { id: saved.id, name: 'Rack r1' });
    await workspace.call('restoreScenario', { id: saved.id, version: 1 });
    const versions = await workspace.call('scenarioVersions', { id: saved.id });
    expect(versions.map(({ version, note, events }) => [version, note, events])).toEqual([
      [4, 'restored version 1', 1],
      [3, 'renamed from “loss”', 1],
      [2, 'both', 1],
      [1, null, 1],
    ]);
    const exported = await workspace.call('exportScenario', { id: saved.id });
    const again = await workspace.call('importScenario', { text: exported.text, file: 'loss.json' });
    expect(again.scenario).toEqual((await workspace.call('getScenario', { id: saved.id })).scenario);
    await workspace.call('removeScenario', { id: saved.id });
    await expect(workspace.call('getScenario', { id: saved.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await workspace.call('undo', null);
    expect(await workspace.call('scenarioVersions', { id: saved.id })).toHaveLength(4);
    await expect(
      workspace.call('importScenario', { text: '{"schema": 3}', file: 'x.json' }),
    ).rejects.toMatchObject({
      code: 'bad-input',
      problems: expect.arrayContaining([expect.objectContaining({ file: 'x.json', path: 'schema' })]),
    });
  });

  it('refuse an import for a workspace that is not the open one any more', async () => {
    await made();
    const settings = await workspace.call('importSettings', null);
    await workspace.call('create', { path: join(folder, 'other.headroom'), sample: false });
    await expect(imports.call('run', readingOf(settings, files()))).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await workspace.call('info', null)).toMatchObject({
      counts: { hosts: 0, series: 0 },
      undoLabel: null,
    });
  });

  it('keep the open workspace when another one cannot be opened', async () => {
    await made();
    await expect(workspace.call('open', { path: file('bad.headroom', 'text') })).rejects.toMatchObject({
      code: 'not-a-workspace',
    });
    expect(await workspace.call('info', null)).toMatchObject({ name: 'w', counts: { hosts: 3 } });
    await workspace.call('close', null);
    await expect(workspace.call('choices', null)).rejects.toMatchObject({ code: 'no-workspace' });
  });

  it('preview what a file would be imported as, and why not', async () => {
    const [, , , , , , metrics = ''] = files();
    const offer = await imports.call('preview', {
      paths: [metrics, file('x.csv', 'a,b\nc,d\n')],
      given: [],
      remembered: [],
      timeZone: 'UTC',
      observedAt: null,
      entities: ['h1'],
    });
    const [preview, refused] = offer.files.map((one) => one.preview);
    expect(preview).toMatchObject({
      entities: ['h1'],
      match: { matched: 1, unmatchedCount: 0 },
      metrics: [{ name: 'cpu_used_cores', canonical: 'cpu_used_cores' }],
      from: '2026-03-30T00:00:00Z',
      stepSeconds: 300,
      partial: false,
      columns: ['timestamp', 'entity', 'metric', 'value'],
      problems: [],
    });
    expect(refused?.format).toBeNull();
    expect(refused?.problems.length).toBeGreaterThan(0);
  });
});

describe('the queue of live what-ifs', () => {
  it('answers the one begun and the newest; those between are stale', async () => {
    const asked: number[] = [];
    const release: (() => void)[] = [];
    const slow = over({
      simulate: async ({ token }: { readonly token: number }) => {
        asked.push(token);
        await new Promise<void>((resolve) => release.push(resolve));
        return { token };
      },
    }) as unknown as Client<SimulateService>;
    const queue = new SimulateQueue(
      () => slow,
      () => slow,
    );
    const ask = (token: number, lane = 'default') =>
      queue.simulate({ scenario: { kind: 'baseline' }, token, lane }).then(
        (answer) => answer.token,
        (error: unknown) => (error as { code: string }).code,
      );
    const answers = [ask(1), ask(2), ask(3), ask(4), ask(2)];
    const other = ask(1, 'other');
    while (release.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    release.splice(0).forEach((go) => go());
    while (release.length < 1) await new Promise((resolve) => setTimeout(resolve, 1));
    release.splice(0).forEach((go) => go());
    expect(await Promise.all(answers)).toEqual([1, 'stale', 'stale', 4, 'stale']);
    expect(await other).toBe(1);
    expect(asked.toSorted((a, b) => a - b)).toEqual([1, 1, 4]);
  });
});
