import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../assess/assess.ts';
import type { Constraint } from '../assess/constraint.ts';
import { EVENT_DEFINITIONS } from '../events/event-registry.ts';
import { parseScenario } from '../events/parse-scenario.ts';
import { serializeScenario } from '../events/serialize-scenario.ts';
import type { Scenario } from '../events/scenario.ts';
import type { Model } from '../model/document.ts';
import { modelArbitrary, policyArbitrary } from '../model/model.arbitrary.ts';
import type { Policy } from '../model/policy.ts';
import { runEvents } from './run-events.ts';
import { simulate } from './simulate.ts';
import { survivalProvider } from './survival-provider.ts';

/** Events of any type that can happen to a model: each definition's own defaults, and a few losses and drains more. */
function eventsFor(model: Model): readonly object[] {
  const defaults = EVENT_DEFINITIONS.flatMap((definition) => {
    const values = definition.defaults(model);
    return typeof values === 'string' ? [] : [{ type: definition.type, ...values }];
  });
  const up = model.hosts.filter((host) => host.state !== 'down').map((host) => host.id);
  const losses = up.map((host) => ({ type: 'hostLoss', hosts: [host] }));
  const drains = up.map((host) => ({ type: 'removeHosts', hosts: [host] }));
  const nodes = model.edgeNodes
    .filter((node) => node.state === 'in-service')
    .map((node) => ({ type: 'edgeLoss', nodes: [node.id] }));
  return [...defaults, ...losses, ...drains, ...nodes];
}

function scenarioOf(model: Model, events: readonly object[]): Scenario {
  const parsed = parseScenario({ schema: 'headroom.scenario/v1', name: 'random', events }, model);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** A random model and a few random events on it, in the order drawn. */
const cases = fc
  .tuple(
    modelArbitrary({ hosts: 6, microvms: 8 }),
    fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }),
    policyArbitrary(),
  )
  .map(([model, picks, policy]) => {
    const pool = eventsFor(model);
    const events = picks.map((pick) => pool[pick % pool.length] ?? {});
    return { model, policy, scenario: scenarioOf(model, events) };
  });

const microvms = (model: Model) => model.microvms.reduce((sum, row) => sum + row.count, 0);

function connections(model: Model): number | null {
  return model.edgeNodes.reduce<number | null>(
    (sum, { used }) => (sum === null || used.connections === null ? null : sum + used.connections),
    0,
  );
}

describe('simulate', () => {
  it('gives the same result for the same input, byte for byte, and leaves its input as it was', () => {
    fc.assert(
      fc.property(cases, ({ model, policy, scenario }) => {
        const input = JSON.stringify([model, scenario]);
        const once = JSON.stringify(simulate(model, policy, scenario));
        const again = JSON.stringify(simulate(structuredClone(model), policy, structuredClone(scenario)));
        expect(again).toBe(once);
        expect(JSON.stringify([model, scenario])).toBe(input);
      }),
      { numRuns: 30 },
    );
  });

  it('assesses before without the scenario, and after as the model the events lead to', () => {
    fc.assert(
      fc.property(cases, ({ model, policy, scenario }) => {
        const result = simulate(model, policy, scenario);
        const run = runEvents(model, policy, scenario);
        expect(result.ok).toBe(run.ok);
        if (!result.ok || !run.ok) return;
        const end = run.value.model;
        expect(result.value.before).toEqual(assess(model, policy, null, survivalProvider()));
        expect(result.value.after).toEqual(assess(end, policy, null, survivalProvider()));
      }),
      { numRuns: 20 },
    );
  });

  it('composes: two events in one scenario lead where the second on the model of the first leads', () => {
    fc.assert(
      fc.property(cases, ({ model, policy, scenario }) => {
        let step: Model | null = model;
        for (const event of scenario.events) {
          if (step === null) break;
          const one = runEvents(step, policy, { ...scenario, events: [event] });
          step = one.ok ? one.value.model : null;
        }
        const whole = runEvents(model, policy, scenario);
        expect(whole.ok ? whole.value.model : null).toEqual(step);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses only with a located problem', () => {
    fc.assert(
      fc.property(cases, ({ model, policy, scenario }) => {
        const twice = {
          ...scenario,
          events: [...scenario.events, ...scenario.events.map((event) => ({ ...event, id: `${event.id}b` }))],
        };
        const result = simulate(model, policy, twice);
        if (result.ok) return;
        expect(result.problems.length).toBeGreaterThan(0);
        for (const problem of result.problems) expect(problem.path).toMatch(/^events\[\d+\]/);
      }),
      { numRuns: 20 },
    );
  });

  it('loses no connection and no microVM, whatever happens', () => {
    fc.assert(
      fc.property(cases, ({ model, policy, scenario }) => {
        const run = runEvents(model, policy, scenario);
        if (!run.ok) return;
        const brought = run.value.events.reduce(
          (sum, { event, outcome }) => {
            if (event.type !== 'onboardCustomer') return sum;
            return {
              vms: sum.vms + (outcome as { requested: number }).requested,
              connections: sum.connections + Number(event['connections'] ?? 0),
            };
          },
          { vms: 0, connections: 0 },
        );
        expect(microvms(run.value.model)).toBe(microvms(model) + brought.vms);
        const [before, after] = [connections(model), connections(run.value.model)];
        const onEdge = run.value.events.every(
          ({ notes }) => !notes.some((note) => note.startsWith('connections')),
        );
        if (before === null || after === null || !onEdge) return;
        expect(after).toBeCloseTo(before + brought.connections, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('reads back a serialized scenario to the same result', () => {
    fc.assert(
      fc.property(cases, ({ model, policy, scenario }) => {
        const again = scenarioOf(model, (JSON.parse(serializeScenario(scenario)) as Scenario).events);
        expect(JSON.stringify(simulate(model, policy, { ...again, name: scenario.name }))).toBe(
          JSON.stringify(simulate(model, policy, scenario)),
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('a loss', () => {
  const ratio = ({ utilization, available, demand }: Constraint): number | null =>
    utilization ?? (available !== null && demand !== null && available <= 0 && demand > 0 ? Infinity : null);

  /**
   * Every constraint on sums of compute and edge, before and after; survival is judged by placement, not here. Edge memory
   * is left out: a connection needs what its new node needs per connection, which may be less.
   */
  function improved(model: Model, policy: Policy, events: readonly object[]): readonly string[] {
    const result = simulate(model, policy, scenarioOf(model, events));
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const now = new Map(result.value.after.constraints.map((constraint) => [constraint.id, constraint]));
    return result.value.before.constraints.flatMap((before) => {
      const sums =
        /^(compute\.(memory|cpu|iops|diskThroughput)|edge\.(connections|packets|throughput))@/.test(
          before.id,
        );
      const after = now.get(before.id);
      if (!sums || after === undefined || before.basis !== after.basis) return [];
      const [then, later] = [ratio(before), ratio(after)];
      return then !== null && later !== null && later < then - 1e-9 ? [before.id] : [];
    });
  }

  it('of a host never improves headroom of any sum, under any policy', () => {
    const models = modelArbitrary({ computeOnly: true, measured: true });
    fc.assert(
      fc.property(models, policyArbitrary(), fc.nat(5), (model, policy, pick) => {
        const up = model.hosts.filter((host) => host.state !== 'down');
        const host = up[pick % Math.max(1, up.length)];
        if (host === undefined) return;
        expect(
          improved(model, { ...policy, reserveBasis: 'hosts' }, [{ type: 'hostLoss', hosts: [host.id] }]),
        ).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it('of an edge node never improves headroom of any sum', () => {
    fc.assert(
      fc.property(modelArbitrary({ measured: true }), policyArbitrary(), fc.nat(5), (model, policy, pick) => {
        const up = model.edgeNodes.filter((node) => node.state === 'in-service');
        const node = up[pick % Math.max(1, up.length)];
        if (node === undefined) return;
        expect(improved(model, policy, [{ type: 'edgeLoss', nodes: [node.id] }])).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
