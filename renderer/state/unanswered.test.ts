import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQuestion } from './asked.ts';
import { loadConnections, useConnections } from './connection-store.ts';
import { loadRuleFile, useFailures } from './failure-store.ts';
import { HeldBridge, ok, refused, settled } from './held-bridge.fixture.ts';
import { loadPastImports, useImport } from './import-store.ts';
import { optionsOf } from './inventory-edits.ts';
import { useInventory } from './inventory-store.ts';
import { refreshTable, useInventoryTable } from './inventory-table-store.ts';
import { loadMappings, useMappings } from './mapping-store.ts';
import { loadPipeline, loadShapes, usePipeline } from './pipeline-store.ts';
import { loadPurchases, runPlan, usePlan } from './plan-store.ts';
import { usePolicy } from './policy-store.ts';
import { loadPortfolios, usePortfolios } from './portfolio-store.ts';
import { loadScenarios, useScenarios } from './scenario-store.ts';
import { loadSeries, useSeries } from './series-store.ts';

let bridge: HeldBridge;
beforeEach(() => {
  bridge = new HeldBridge();
});
afterEach(() => vi.unstubAllGlobals());

const GONE = 'The drive is not there.';

interface Question {
  readonly what: string;
  readonly channel: string;
  readonly ask: () => Promise<void>;
  /** Why it was not answered, as the screen says it. */
  readonly said: () => string | null;
  readonly value: unknown;
  readonly taken: () => unknown;
}

const QUESTIONS: readonly Question[] = [
  {
    what: 'the pipeline',
    channel: 'pipeline:get',
    ask: loadPipeline,
    said: () => usePipeline.getState().prospectsFailure,
    value: { prospects: ['one'] },
    taken: () => usePipeline.getState().prospects,
  },
  {
    what: 'templates and customers',
    channel: 'shapes:list',
    ask: loadShapes,
    said: () => usePipeline.getState().shapesFailure,
    value: 'shapes',
    taken: () => usePipeline.getState().shapes,
  },
  {
    what: 'mappings',
    channel: 'mapping:list',
    ask: loadMappings,
    said: () => useMappings.getState().failure,
    value: ['one'],
    taken: () => useMappings.getState().known,
  },
  {
    what: 'connections',
    channel: 'connection:list',
    ask: loadConnections,
    said: () => useConnections.getState().listFailure,
    value: { connections: [] },
    taken: () => useConnections.getState().list,
  },
  {
    what: 'past imports',
    channel: 'import:list',
    ask: loadPastImports,
    said: () => useImport.getState().pastFailure,
    value: ['one'],
    taken: () => useImport.getState().past,
  },
  {
    what: 'portfolios',
    channel: 'portfolio:list',
    ask: loadPortfolios,
    said: () => usePortfolios.getState().listFailure,
    value: [],
    taken: () => usePortfolios.getState().list,
  },
  {
    what: 'saved scenarios',
    channel: 'scenario:list',
    ask: loadScenarios,
    said: () => useScenarios.getState().listFailure,
    value: [],
    taken: () => useScenarios.getState().list,
  },
  {
    what: 'assumptions',
    channel: 'policy:get',
    ask: () => usePolicy.getState().load(),
    said: () => usePolicy.getState().failure,
    value: ['one'],
    taken: () => usePolicy.getState().entries,
  },
  {
    what: 'the rule file',
    channel: 'rules:file',
    ask: loadRuleFile,
    said: () => useFailures.getState().fileFailure,
    value: 'rules',
    taken: () => useFailures.getState().file,
  },
];

describe('a question that is not answered', () => {
  for (const { what, channel, ask, said, value, taken } of QUESTIONS) {
    it(`says so, and can be asked again: ${what}`, async () => {
      void ask();
      await bridge.next(channel).answer(refused(GONE, 'io'));
      expect(said()).toBe(GONE);
      void ask();
      expect(said(), 'it is seen that it is asked again').toBeNull();
      await bridge.next(channel).answer(ok(value));
      expect(said()).toBeNull();
      expect([value, Object.values(value as object)[0]]).toContainEqual(taken());
    });
  }

  it('of a cell: what it can refer to', async () => {
    const question = createQuestion<readonly string[]>();
    const ask = (): void => void question.ask('hosts cluster', () => optionsOf('hosts', 'cluster', ''));
    ask();
    await bridge.next('inventory:options').answer(refused(GONE, 'io'));
    expect(question.store.getState()).toMatchObject({ answer: null, failure: GONE });
    ask();
    expect(question.store.getState().failure, 'it is seen that it is asked again').toBeNull();
    await bridge.next('inventory:options').answer(ok(['euw-a']));
    expect(question.store.getState()).toMatchObject({ answer: ['euw-a'], failure: null });
  });

  it('of the rows of every table: those counted before are not shown as today’s', async () => {
    useInventoryTable.setState({ counts: { hosts: 3 } });
    void refreshTable();
    await bridge.next('inventory:tables').answer(refused(GONE, 'io'));
    expect(useInventoryTable.getState()).toMatchObject({ counts: {}, countsFailure: GONE });
    void refreshTable();
    expect(useInventoryTable.getState().countsFailure).toBeNull();
    await bridge.next('inventory:tables').answer(ok({ hosts: 4 }));
    expect(useInventoryTable.getState()).toMatchObject({ counts: { hosts: 4 }, countsFailure: null });
  });

  it('of the forms: what they choose from', async () => {
    void useInventory.getState().loadModel();
    while (bridge.asked.length > 0) await bridge.next('inventory:rows').answer(refused(GONE, 'io'));
    expect(useInventory.getState().modelFailure).toBe(GONE);
  });

  it('of the quality of series: in the middle of the list', async () => {
    void loadSeries();
    await bridge.next('series:list').answer(ok({ rows: [{ entity: 'host-1', metric: 'cpu' }] }));
    await bridge.next('series:quality').answer(refused(GONE, 'io'));
    expect(useSeries.getState()).toMatchObject({ rows: [{ entity: 'host-1' }], failure: GONE });
  });

  it('of what was bought', async () => {
    void loadPurchases();
    await bridge.next('plan:settings').answer(ok({ skus: {}, clusters: {} }));
    await bridge.next('plan:purchases').answer(refused(GONE, 'io'));
    expect(usePlan.getState()).toMatchObject({ purchases: [], purchasesFailure: GONE });
  });
});

describe('limits of a plan that cannot be read', () => {
  it('make no plan with others: it is said why there is none', async () => {
    usePlan.setState({ settings: null });
    void runPlan();
    await bridge.next('plan:settings').answer(refused(GONE, 'io'));
    await settled();
    expect(usePlan.getState().shown).toMatchObject({
      answer: null,
      failure: `Its limits cannot be read: ${GONE}`,
    });
    expect(bridge.asked.map(({ channel }) => channel)).toEqual([]);
    void runPlan();
    await bridge.next('plan:settings').answer(ok({ skus: {}, clusters: {} }));
    expect(bridge.asked.map(({ channel }) => channel)).toEqual(['plan:run']);
  });
});
