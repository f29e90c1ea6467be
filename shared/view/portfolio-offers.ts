import type { ScenarioEvent } from '../events/scenario.ts';
import type { Model } from '../model/document.ts';
import { lossesName } from '../assess/losses-name.ts';
import type { Policy } from '../model/policy.ts';
import type { EventJson, PortfolioAxis, PortfolioVariant } from '../timeline/portfolio.ts';
import { NOTHING } from '../timeline/portfolio-cell.ts';
import { counted } from './number-format.ts';

/** Something an axis may take, made from the model; one choice may add several variants at once. */
export interface PortfolioOffer {
  readonly id: string;
  readonly label: string;
  readonly beside: string;
  readonly variants: readonly PortfolioVariant[];
}

const variant = (name: string, note: string, ...events: readonly EventJson[]): PortfolioVariant => ({
  name,
  note,
  events,
  policy: {},
});

const offer = (of: PortfolioVariant): PortfolioOffer => ({
  id: of.name,
  label: of.name,
  beside: of.note ?? '',
  variants: [of],
});

/** Several of a kind, and one choice that adds them all where there are more than one. */
function each(label: string, variants: readonly PortfolioVariant[]): readonly PortfolioOffer[] {
  const all = { id: label, label, beside: counted(variants.length, 'variant'), variants };
  return [...(variants.length > 1 ? [all] : []), ...variants.map(offer)];
}

/** Growth of everything the model has, so many times as fast as the past says. */
function growth(model: Model, factor: number, name: string): PortfolioVariant {
  const prefixes = [
    ...(model.clusters.length > 0 ? ['compute'] : []),
    ...(model.edgeNodes.length > 0 ? ['edge'] : []),
    ...(model.postgres.length + model.controlPlanes.length > 0 ? ['controlPlane'] : []),
    ...(model.storagePools.length > 0 ? ['storage'] : []),
  ];
  const events = prefixes.map((constraint) => ({ type: 'growthMultiplier', constraint, factor }));
  return variant(name, `forecast slopes × ${factor}`, ...events);
}

function fleets(model: Model): readonly PortfolioOffer[] {
  const [sku] = model.skus;
  const grown =
    sku === undefined
      ? []
      : model.clusters.map(({ id }) =>
          variant(`2 × ${sku.id} in ${id}`, 'hosts added', {
            type: 'addHosts',
            cluster: id,
            sku: sku.id,
            count: 2,
          }),
        );
  return [
    offer({ ...NOTHING.fleets, note: 'the inventory' }),
    offer(growth(model, 2, 'Growth × 2')),
    offer(growth(model, 0.5, 'Growth × 0.5')),
    ...each('Two hosts more, each cluster', grown),
  ];
}

function onboardings(model: Model): readonly PortfolioOffer[] {
  const flavor = model.flavors[0]?.id;
  const sizes = [
    ['Small', 20, 1000],
    ['Medium', 100, 10_000],
    ['Large', 400, 50_000],
  ] as const;
  const comers =
    flavor === undefined
      ? []
      : model.regions.flatMap(({ id }) =>
          sizes.map(([size, count, connections]) =>
            variant(`${size}, ${id}`, `${count} × ${flavor}`, {
              type: 'onboardCustomer',
              customer: `${size.toLowerCase()} customer`,
              region: id,
              fleet: [{ flavor, count }],
              connections,
            }),
          ),
        );
  return [offer({ ...NOTHING.onboardings, note: 'no onboarding' }), ...comers.map(offer)];
}

function failures(model: Model): readonly PortfolioOffer[] {
  const ofCluster = (count: number, select: string, words: string) =>
    model.clusters
      .filter(
        ({ id }) => model.hosts.filter((host) => host.cluster === id && host.state !== 'down').length > count,
      )
      .map(({ id }) =>
        variant(`${id} ${words}`, 'host loss', { type: 'hostLoss', cluster: id, count, select }),
      );
  const edge = model.edgeNodes
    .filter(({ state }) => state !== 'down')
    .map(({ id }) => variant(`Edge ${id}`, 'edge loss', { type: 'edgeLoss', nodes: [id] }));
  const postgres = model.postgres.map(({ id }) =>
    variant(`${id} failover`, 'Postgres failover', { type: 'postgresFailover', postgres: id }),
  );
  return [
    offer({ ...NOTHING.failures, note: 'no failure' }),
    ...each('Largest host, each cluster', ofCluster(1, 'largest', 'largest host')),
    ...each('Worst two hosts, each cluster', ofCluster(2, 'worst', 'worst two hosts')),
    ...each('Each edge node', edge),
    ...each('Each Postgres failover', postgres),
  ];
}

/** Named overrides of the workspace's own policy; shares stay within 0 … 1. */
function policies(policy: Policy): readonly PortfolioOffer[] {
  const named = (name: string, note: string, overrides: Partial<Policy>): PortfolioOffer =>
    offer({ name, note, events: [], policy: overrides });
  const headroom = (by: number): Partial<Policy> => {
    const moved = (value: number): number => Math.min(1, Math.max(0, Math.round((value + by) * 1e6) / 1e6));
    return {
      memoryHeadroomMinRatio: moved(policy.memoryHeadroomMinRatio),
      cpuHeadroomMinRatio: moved(policy.cpuHeadroomMinRatio),
    };
  };
  const losses = [1, 2, 3].filter((count) => count !== policy.hostLossesPerCluster);
  return [
    offer({ ...NOTHING.policies, note: 'as Assumptions say' }),
    ...losses.map((count) =>
      named(lossesName(count), `${counted(count, 'host')} lost per cluster`, { hostLossesPerCluster: count }),
    ),
    named('5 points more headroom', 'memory and CPU', headroom(0.05)),
    named('5 points less headroom', 'memory and CPU', headroom(-0.05)),
  ];
}

/** What an axis may take without any saved scenario. */
export function portfolioOffers(
  axis: PortfolioAxis,
  model: Model,
  policy: Policy,
): readonly PortfolioOffer[] {
  switch (axis) {
    case 'fleets':
      return fleets(model);
    case 'onboardings':
      return onboardings(model);
    case 'failures':
      return failures(model);
    case 'policies':
      return policies(policy);
  }
}

/** A saved scenario as a variant: its events and assumptions as they stand in that version; only the latter as a policy. */
export function scenarioVariant(
  axis: PortfolioAxis,
  saved: {
    readonly name: string;
    readonly version: number;
    readonly scenario: { readonly events: readonly ScenarioEvent[]; readonly policy: Partial<Policy> };
  },
): PortfolioVariant {
  const { name, version, scenario } = saved;
  const events = axis === 'policies' ? [] : scenario.events;
  return { name, note: `version ${version}`, events, policy: scenario.policy };
}

/** MicroVMs of a customer as one more customer of the same shape; what the edge and the storage carry for it is not known. */
export function customerVariant(
  customer: string,
  rows: readonly { readonly flavor: string; readonly count: number }[],
  region: string | null,
): PortfolioVariant {
  const byFlavor = new Map<string, number>();
  for (const { flavor, count } of rows) byFlavor.set(flavor, (byFlavor.get(flavor) ?? 0) + count);
  const fleet = Array.from(byFlavor, ([flavor, count]) => ({ flavor, count }));
  const total = fleet.reduce((sum, { count }) => sum + count, 0);
  return variant(`Another ${customer}`, `${counted(total, 'microVM')}, nothing else of it known`, {
    type: 'onboardCustomer',
    customer: `another ${customer}`,
    ...(region === null ? {} : { region }),
    fleet,
  });
}

/** The axes a new portfolio starts with: what is asked every week. */
export function firstPortfolio(
  name: string,
  model: Model,
  policy: Policy,
): Readonly<Record<PortfolioAxis, readonly PortfolioVariant[]>> & { readonly name: string } {
  const found = (axis: PortfolioAxis, ...ids: readonly string[]): readonly PortfolioVariant[] => {
    const offers = portfolioOffers(axis, model, policy);
    return ids.flatMap((id) => offers.find((entry) => entry.id === id)?.variants ?? []);
  };
  const firstOf = (axis: PortfolioAxis, count: number): readonly PortfolioVariant[] =>
    portfolioOffers(axis, model, policy)
      .filter(({ variants }) => variants.length === 1)
      .slice(0, count)
      .flatMap(({ variants }) => variants);
  const losses = failures(model)
    // One by one: a choice that adds several would bring the same variants again.
    .filter(({ variants }) => variants.length === 1)
    .filter(({ label }) => label.endsWith(' largest host') || label.endsWith(' failover'))
    .flatMap(({ variants }) => variants);
  return {
    name,
    fleets: found('fleets', NOTHING.fleets.name, 'Growth × 2'),
    onboardings: firstOf('onboardings', 3),
    failures: [...found('failures', NOTHING.failures.name), ...losses],
    policies: firstOf('policies', 2),
  };
}

/** A name no other variant of the axis has: `Larkspur (2)`. */
export function freeName(name: string, taken: readonly PortfolioVariant[]): string {
  const names = new Set(taken.map((entry) => entry.name));
  let ordinal = 1;
  let free = name;
  while (names.has(free)) {
    ordinal += 1;
    free = `${name} (${ordinal})`;
  }
  return free;
}
