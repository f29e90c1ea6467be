import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readImport } from '../import/import-reader.ts';
import { applyImport } from './import-writer.ts';
import { peersAnswer } from './peer-answers.ts';
import { Workspace } from './workspace.ts';

const sample = join(import.meta.dirname, '../../assets/sample');
let folder = '';
let workspace: Workspace;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headroom peers '));
  workspace = new Workspace(join(folder, 'w.headroom'), () => 1, { create: true });
  const files = readdirSync(sample).filter((name) => name.endsWith('.csv'));
  applyImport(workspace, await readImport(files.map((name) => join(sample, name))));
});
afterEach(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(entity: string, metric: string, day: number, values: readonly number[]): void {
  workspace.act('samples', () =>
    workspace.series.write({
      entity,
      metric,
      unit: 's',
      days: [
        {
          day,
          offsetsMs: Uint32Array.from(values, (_, index) => index * 1000),
          values: Float64Array.from(values),
        },
      ],
    }),
  );
}

function figure(from: string, to: string): readonly [roundTrip: number, day: number] | null {
  const peers = peersAnswer(workspace, 'eu-west');
  const tunnel = [...peers.from].findIndex(
    (end, index) => peers.ends[end] === from && peers.ends[peers.to[index]!] === to,
  );
  return tunnel < 0 ? null : [peers.values.roundTripSeconds[tunnel]!, peers.days.roundTripSeconds[tunnel]!];
}

it('takes a pair from labels in any form, its newest day before an older one, and the inventory where no series tells', () => {
  expect(figure('euw-a-01', 'euw-a-04')).toEqual([0.000494, -1]);
  write('euw-a-01 → euw-a-04', 'peer_round_trip_seconds', 20_000, [0.001, 0.003]);
  write('{source="euw-a-01:9374",target="euw-a-04"}', 'peer_round_trip_seconds', 20_001, [0.002]);
  expect(figure('euw-a-01', 'euw-a-04')).toEqual([0.002, 20_001]);
  write('euw-a-02{peer="euw-b-02.dc.example"}', 'peer_round_trip_seconds', 20_001, [0.004]);
  expect(figure('euw-a-02', 'euw-b-02')).toEqual([0.004, 20_001]);
});

it('counts series that name no two known ends, but not those of the overlay or of a host, nor another region', () => {
  write('region:eu-west', 'peer_round_trip_seconds', 20_000, [1]);
  write('euw-a-01', 'handshake_age_seconds', 20_000, [1]);
  write('use-a-01 → use-a-02', 'peer_round_trip_seconds', 20_000, [1]);
  expect(peersAnswer(workspace, 'eu-west').unplaced).toBe(0);
  write('aPublicKey=', 'handshake_age_seconds', 20_000, [1]);
  write('euw-a-01 → gone', 'peer_round_trip_seconds', 20_000, [1]);
  const peers = peersAnswer(workspace, 'eu-west');
  expect(peers.unplaced).toBe(2);
  expect(peers.ends).not.toContain('use-a-01');
  expect(peers.clusters[peers.ends.indexOf('euw-a-01')]).toBe('euw-a');
});
