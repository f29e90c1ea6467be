import { describe, expect, it } from 'vitest';
import type {
  FailureListAnswer,
  FailureModeRow,
  FailureScope,
} from '../../../shared/ipc/failure-channels.ts';
import { failureVerdict, regionModes, scopesText, waitText } from './failure-rows.ts';

const scope = (name: string, region: string | null, change: Partial<FailureScope> = {}): FailureScope => ({
  scope: name,
  region,
  simulation: 'Lose it',
  simulationGap: null,
  alerts: [{ alert: 'A', severity: 'warning', for: '1m', constraint: null, says: 'gone' }],
  gaps: [],
  ...change,
});

const mode = (id: FailureModeRow['id'], scopes: readonly FailureScope[], edited = false): FailureModeRow => ({
  id,
  title: id,
  kind: 'failure',
  domain: 'compute',
  summary: '',
  nothing: scopes.length === 0 ? 'the model has none' : null,
  scopes,
  runbook: { edited, changedAtMs: null, templateChanged: false },
});

const list = (...modes: readonly FailureModeRow[]): FailureListAnswer => ({
  revision: 1,
  asOf: '2026-03-31',
  elapsedMs: 1,
  fingerprint: '',
  runbookBase: '',
  modes,
});

describe('regionModes', () => {
  it('keeps what stands in the region, and what stands in none', () => {
    const rows = regionModes(
      list(mode('host-loss', [scope('cluster:a', 'r'), scope('cluster:b', 's'), scope('cluster:c', null)])),
      'r',
    );
    expect(rows[0]?.scopes.map((one) => one.scope)).toEqual(['cluster:a', 'cluster:c']);
    expect(rows[0]).toMatchObject({ alerts: 2, simulated: 2, gaps: [] });
  });

  it('names every gap: nothing there, no simulation, no alert, a rule that cannot be made', () => {
    const rows = regionModes(
      list(
        mode('retry-storm', []),
        mode('edge-loss', [scope('region:s', 's')]),
        mode('edge-connections', [scope('region:r', 'r', { simulation: null, simulationGap: 'no growth' })]),
        mode('edge-flap', [
          scope('region:r', 'r', { alerts: [], gaps: [{ alert: 'F', reason: 'no query is mapped for x' }] }),
        ]),
        mode('snapshot-store', [scope('pool:p', 'r', { alerts: [] })]),
      ),
      'r',
    );
    expect(rows.map(({ gaps }) => gaps)).toEqual([
      ['the model has none'],
      ['nothing in this region'],
      ['no simulation for r: no growth'],
      ['no F for r: no query is mapped for x'],
      ['no alert for p'],
    ]);
  });
});

describe('failureVerdict', () => {
  it('is quiet where nothing is missing, and counts edited runbooks', () => {
    const rows = regionModes(list(mode('host-loss', [scope('cluster:a', 'r')], true)), 'r');
    expect(failureVerdict(rows, 'Region')).toEqual({
      mark: 'ok',
      strong: 'All 1 modes are covered.',
      rest: 'In Region each can be simulated, has an alert (1 in all) and a runbook. 1 runbook edited here.',
    });
  });

  it('names the first gaps and counts the rest', () => {
    const rows = regionModes(
      list(mode('host-loss', []), mode('edge-loss', []), mode('edge-flap', []), mode('retry-storm', [])),
      'r',
    );
    const said = failureVerdict(rows, 'Region');
    expect(said.strong).toBe('4 of 4 modes have gaps in Region:');
    expect(said.rest).toBe('host-loss, edge-loss, edge-flap and 1 more.');
  });
});

describe('words', () => {
  it('counts several scopes by their kind and names a single one', () => {
    expect(scopesText([scope('pool:p', 'r')])).toBe('p');
    expect(scopesText([scope('cluster:a', 'r'), scope('cluster:b', 'r')])).toBe('2 clusters');
  });
  it('reads a duration of PromQL', () => {
    expect(waitText('15m')).toBe('15 min');
    expect(waitText('30s')).toBe('30 s');
  });
});
