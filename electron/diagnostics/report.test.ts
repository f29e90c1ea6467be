import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseModelText } from '../../shared/model/parse-model.ts';
import { runCommandLine } from '../cli/run.ts';
import { EngineAnswers } from '../workspace/engine-answers.ts';
import { writeModel } from '../workspace/model-store.ts';
import { Workspace } from '../workspace/workspace.ts';
import { CallTimes } from './call-times.ts';
import { ErrorRing } from './error-ring.ts';
import { machineFacts } from './machine.ts';
import type { Permitted } from './permitted.ts';
import { reportText } from './report.ts';
import { workspaceFacts } from './workspace-facts.ts';

const PLANTED = 'planted';
const SECRETS = [
  'hunter2-secret',
  'c2VjcmV0LXRva2Vu',
  'pw4planted',
  'MIIEvQIBADANBg',
  'eyJhbGciOi.eyJzdWIi.sig1',
];

/** The golden model with every name in it marked: ids wherever they stand, customers, groups, names of regions. */
function markedModel(): string {
  const text = readFileSync(join(import.meta.dirname, '../../shared/timeline/golden/model.json'), 'utf8');
  const ids = new Set<string>();
  JSON.parse(text, (key, value: unknown) => {
    if (['id', 'customer', 'name', 'failureDomain', 'spreadGroup'].includes(key) && typeof value === 'string')
      ids.add(value);
    return value;
  });
  return JSON.stringify(
    JSON.parse(text, (key, value: unknown) =>
      typeof value === 'string' && ids.has(value) && key !== 'schema' ? `${PLANTED}-${value}` : value,
    ),
  );
}

let folder = '';
let workspace: Workspace;
let errors: ErrorRing;
let file = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), `${PLANTED} user `));
  file = join(folder, `${PLANTED} file.headroom`);
  workspace = new Workspace(file, () => 7, { create: true });
  const model = parseModelText(markedModel());
  if (!model.ok) throw new Error(JSON.stringify(model.problems.slice(0, 3)));
  workspace.act(`Import ${PLANTED}.csv`, () => writeModel(model.value, workspace.entities, workspace.facts));
  errors = new ErrorRing(join(folder, 'logs', 'errors.json'), () => 1_700_000_000_000);
  const error = new TypeError(
    `${PLANTED}-host refused: password=${SECRETS[0]} Authorization: Bearer ${SECRETS[1]}, ` +
      `https://me:${SECRETS[2]}@prom.${PLANTED}.example/api -----BEGIN PRIVATE KEY----- ${SECRETS[3]}, ` +
      `cookie: ${SECRETS[4]}`,
  );
  error.stack = `TypeError: ${error.message}\n    at readModel (file:///home/${PLANTED}/out/main/workspace-worker.js:12:7)\n    at async C:\\Users\\${PLANTED}\\x.js:3:4`;
  errors.add('plan:run', Object.assign(error, { code: 'ENOSPC' }));
  errors.add(`${PLANTED} place`, `${PLANTED} was thrown`);
});
afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function report(permitted: Permitted): string {
  const engine = new EngineAnswers(workspace);
  const calls = new CallTimes();
  for (const ms of [3, 1, 2]) calls.add('plan:run', ms);
  return reportText(
    {
      atMs: 0,
      versions: { app: '0.1.0' },
      machine: machineFacts(),
      window: { theme: 'dark' },
      workspace: workspaceFacts(workspace, permitted, () => engine.baseline()),
      calls: calls.list(),
      errors: errors.list(),
    },
    permitted,
  );
}

const COMBINATIONS = [false, true].flatMap((names) => [false, true].map((values) => ({ names, values })));

describe('a diagnostics report', () => {
  it.each(COMBINATIONS)('never has a secret in it (%j)', (permitted) => {
    const text = report(permitted);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it('names neither host, customer, file, folder nor user unless permitted', () => {
    for (const values of [false, true]) {
      expect(report({ names: false, values }).toLowerCase()).not.toContain(PLANTED);
    }
    const named = report({ names: true, values: false });
    expect(named).toContain(`${PLANTED} file`);
    expect(named).toContain(`${PLANTED}-host refused`);
  });

  it('has no figure of the model unless permitted', () => {
    interface Read {
      readonly workspace: {
        readonly constraints?: readonly { readonly id: string; readonly demand: number }[];
      };
    }
    const read = (permitted: Permitted) => (JSON.parse(report(permitted)) as Read).workspace.constraints;
    expect(read({ names: true, values: false })).toBeUndefined();
    const anonymous = read({ names: false, values: true });
    expect(anonymous?.find(({ id }) => id === 'compute.memory@cluster')?.demand).toBeGreaterThan(0);
    expect(read({ names: true, values: true })?.some(({ id }) => id.includes(`@cluster:${PLANTED}`))).toBe(
      true,
    );
  });

  it('says what a bug depends on: versions, schema, sizes, errors with places in our own files, durations', () => {
    const text = JSON.parse(report({ names: false, values: false })) as {
      readonly workspace: {
        readonly schemaVersion: number;
        readonly tables: Record<string, number>;
        readonly counts: { readonly hosts: number };
      };
      readonly errors: readonly object[];
      readonly calls: readonly object[];
      readonly machine: { readonly cores: number };
    };
    expect(text.workspace.schemaVersion).toBeGreaterThan(11);
    expect(text.workspace.counts.hosts).toBe(workspace.model().hosts.length);
    expect(text.machine.cores).toBeGreaterThan(0);
    expect(text.calls).toEqual([{ channel: 'plan:run', count: 3, medianMs: 2, largestMs: 3 }]);
    expect(text.errors).toEqual([
      {
        at: '2023-11-14T22:13:20.000Z',
        place: 'plan:run',
        name: 'TypeError',
        code: 'ENOSPC',
        frames: ['workspace-worker.js:12:7 readModel', 'x.js:3:4'],
      },
      { at: '2023-11-14T22:13:20.000Z', place: 'unknown', name: 'string', code: null, frames: [] },
    ]);
  });

  it('comes from the command line as well, with the window’s last errors', async () => {
    workspace.close();
    const out: string[] = [];
    const terminal = {
      out: (text: string) => Promise.resolve(void out.push(text)),
      say: () => undefined,
      progress: () => undefined,
    };
    const args = ['diagnostics', '--workspace', file, '--data-folder', folder];
    expect(await runCommandLine(args, terminal as never)).toBe(0);
    const text = out.join('');
    expect(text).toContain('workspace-worker.js:12:7 readModel');
    expect(text.toLowerCase()).not.toContain(PLANTED);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    workspace = new Workspace(file, () => 7);
  });
});

describe('the last errors', () => {
  it('are at most fifty, outlive the process, and hold no secret on the disk', () => {
    const path = join(folder, 'other', 'errors.json');
    const ring = new ErrorRing(path, () => 1);
    for (let i = 0; i < 60; i += 1) ring.add('worker', new Error(`number ${i} token=${SECRETS[0]}`));
    expect(ring.list()).toHaveLength(50);
    const again = new ErrorRing(path, () => 2);
    expect(again.list().at(-1)?.message).toBe('number 59 token=[removed]');
    expect(readFileSync(path, 'utf8')).not.toContain(SECRETS[0]);
  });

  it('are none where their file is damaged or cannot be written', () => {
    const ring = new ErrorRing(join('/dev/null', 'errors.json'), () => 1);
    ring.add('worker', new Error('x'));
    expect(ring.list()).toHaveLength(1);
  });
});
