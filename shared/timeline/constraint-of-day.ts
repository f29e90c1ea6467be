import type { Constraint, Domain } from '../assess/constraint.ts';
import { contextOf, type ConstraintRow, type Context } from '../assess/row.ts';
import { CONSTRAINT_ROWS } from '../assess/rows.ts';
import type { EdgeNode, Model } from '../model/document.ts';
import { remember } from '../model/model-index.ts';
import type { Policy } from '../model/policy.ts';
import { constraintName, constraintScope } from './demand-sources.ts';

const ROWS: ReadonlyMap<string, ConstraintRow> = new Map(
  CONSTRAINT_ROWS.map((row) => [`${row.domain}.${row.resource}`, row]),
);

/** What one model says about one domain under one policy. */
interface Known {
  readonly context: Context;
  readonly scopes: Map<ConstraintRow, ReadonlySet<string>>;
  readonly constraints: Map<string, Constraint | null>;
}

const MOST_POLICIES = 8;

const byPolicy = remember((_inputs: object) => new Map<Policy, Known>());
const pairs = remember((_first: object) => new WeakMap<object, object>());

/** One object for two, so that both together can be what is remembered by. */
function pairOf(first: object, second: object): object {
  const known = pairs(first);
  let pair = known.get(second);
  if (pair === undefined) known.set(second, (pair = { first, second }));
  return pair;
}

const MOST_LISTS = 8;
const listsWith = remember((_first: EdgeNode): (readonly EdgeNode[])[] => []);

/** One list for all that hold the very same nodes: a region's, whatever happens in the others. */
function sameNodes(nodes: readonly EdgeNode[]): readonly EdgeNode[] {
  const [first] = nodes;
  if (first === undefined) return nodes;
  const lists = listsWith(first);
  const isSame = (list: readonly EdgeNode[]): boolean =>
    list.length === nodes.length && list.every((node, i) => node === nodes[i]);
  const known = lists.find(isSame);
  if (known !== undefined) return known;
  if (lists.length >= MOST_LISTS) lists.shift();
  lists.push(nodes);
  return nodes;
}

const NO_OVERHEAD = {};

const computeInputs = (model: Model): object =>
  pairOf(
    pairOf(model.regions, model.clusters),
    pairOf(pairOf(model.hosts, model.microvms), pairOf(model.flavors, model.overhead ?? NO_OVERHEAD)),
  );

const inputsByPart = remember((_model: Model) => new Map<string, object>());

/**
 * The part of a model a domain's constraints depend on, as an object. Events share what they do not change, so the days of
 * a timeline that differ in hosts alone have one edge, one storage. The regions stand for the rest that never changes.
 */
function inputsOf(model: Model, { domain }: ConstraintRow, scope: string): object {
  const known = inputsByPart(model);
  const part = domain === 'edge' ? scope : domain;
  let inputs = known.get(part);
  if (inputs === undefined) known.set(part, (inputs = partOf(model, domain, scope)));
  return inputs;
}

function partOf(model: Model, domain: Domain, scope: string): object {
  switch (domain) {
    case 'compute':
      return computeInputs(model);
    case 'edge': {
      const region = scope.slice(scope.indexOf(':') + 1);
      return pairOf(model.regions, sameNodes(model.edgeNodes.filter((node) => node.region === region)));
    }
    case 'overlay':
      // A full mesh has the hosts and edge nodes of its region as peers.
      return pairOf(
        pairOf(model.regions, model.overlays),
        pairOf(pairOf(model.clusters, model.hosts), model.edgeNodes),
      );
    case 'storage':
      return pairOf(model.regions, model.storagePools);
    case 'controlPlane':
      return pairOf(model.regions, pairOf(model.postgres, model.controlPlanes));
  }
}

/**
 * A constraint of the model of a day, without history: as `assessOne` gives it, remembered with what it depends on. `null`
 * if the model has no such constraint. Not for rows that look at `asOf` (drills), which models of one timeline share.
 */
export function constraintOf(model: Model, policy: Policy, id: string): Constraint | null {
  const row = ROWS.get(constraintName(id));
  if (row === undefined) return null;
  const scope = constraintScope(id);
  const policies = byPolicy(inputsOf(model, row, scope));
  let known = policies.get(policy);
  if (known === undefined) {
    known = { context: contextOf(model, policy), scopes: new Map(), constraints: new Map() };
    // Each move of a policy's slider makes one more.
    const [oldest] = policies.keys();
    if (policies.size >= MOST_POLICIES && oldest !== undefined) policies.delete(oldest);
    policies.set(policy, known);
  }
  let constraint = known.constraints.get(id);
  if (constraint === undefined) {
    constraint = computed(known, row, scope);
    known.constraints.set(id, constraint);
  }
  return constraint;
}

function computed({ context, scopes }: Known, row: ConstraintRow, scope: string): Constraint | null {
  let own = scopes.get(row);
  if (own === undefined) scopes.set(row, (own = new Set(row.scopes(context))));
  return own.has(scope) ? row.compute(context, scope) : null;
}
