import type { CustomerLoad } from '../../events/customer-load.ts';
import { definitionOf } from '../../events/event-registry.ts';
import { rampDays, rampedCount, rampFraction, type Ramp } from '../../events/ramp.ts';
import { drawMid, resolveFields } from '../../events/resolve-fields.ts';
import { dayName, dayNumber } from '../../history/calendar.ts';
import type { Model } from '../../model/document.ts';
import type { Unit } from '../../units.ts';
import { counted } from '../../view/number-format.ts';
import { address, fixed } from '../workbook/address.ts';
import { amountUnit } from '../workbook/amount-unit.ts';
import { computed, day, number, text } from '../workbook/cell.ts';
import { Layout } from '../workbook/layout.ts';
import type { Cell, Sheet } from '../workbook/workbook.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

const CUSTOMER = 'Customer';
/** Days of a ramp that are shown beside its first and last. */
const RAMP_STEPS = 10;

export interface CustomerPart {
  readonly sheet: Sheet;
  readonly names: Layout['names'];
  /** Name of the cell that holds how many microVMs come in all. */
  readonly microvms: string;
}

type Load = CustomerLoad & { readonly ramp: Ramp | null };

/** What comes: the fleet with what it reserves, every other load, and how much of it is there on which day of the ramp. */
export function customerSheet({ result, model }: OnboardingFacts): CustomerPart {
  const layout = new Layout(CUSTOMER);
  const [entry] = result.events;
  const definition = definitionOf('onboardCustomer');
  // The values are those of the definition's own fields (see `resolveFields`), whose shape this is.
  const load = resolveFields(definition?.fields ?? [], entry?.event ?? {}, drawMid) as unknown as Load;
  layout.add(text('Customer', 'title'));
  layout.add(text('What comes, all of it there. Intervals stand here by their middle.', 'note'));
  const microvms = fleetRows(layout, load, model);
  loadRows(layout, load);
  rampRows(layout, load, entry?.day ?? model.asOf.slice(0, 10));
  return {
    names: layout.names,
    microvms,
    sheet: {
      name: CUSTOMER,
      widths: [34, 14, 18, 18, 18, 14, 14],
      rows: layout.rows,
      frozenRows: 1,
      frozenColumns: 0,
      headRow: null,
      spans: [1],
      pageBreaks: [],
      landscape: true,
      printedColumns: 7,
      charts: [],
      checks: [],
      alarms: [],
    },
  };
}

/** @returns the name of the cell with all microVMs. */
function fleetRows(layout: Layout, { fleet }: Load, { flavors, overhead }: Model): string {
  layout.heads(
    'Flavor',
    'MicroVMs',
    'Memory each (GiB)',
    'Overhead each (GiB)',
    'Memory in all (GiB)',
    'vCPUs each',
    'vCPUs in all',
  );
  const { factor } = amountUnit('bytes');
  const first = layout.rows.length;
  const totals = { count: 0, memory: 0, vcpus: 0 };
  let isWhole = true;
  for (const { flavor: id, count } of fleet) {
    const flavor = flavors.find((each) => each.id === id);
    const memory = flavor?.memoryBytes ?? null;
    const vcpus = flavor?.vcpus ?? null;
    // An overhead that is not measured is not counted; its column says so.
    const extra = overhead?.memoryBytesPerVm ?? null;
    const all = memory === null ? null : (count * (memory + (extra ?? 0))) / factor;
    const row = layout.rows.length;
    const place = (column: number): string => address(row, column);
    isWhole &&= memory !== null && extra !== null && vcpus !== null;
    totals.count += count;
    totals.memory += all ?? 0;
    totals.vcpus += count * (vcpus ?? 0);
    layout.add(
      text(id),
      number(count, 'whole'),
      number(memory === null ? null : memory / factor, 'decimal'),
      number(extra === null ? null : extra / factor, { code: '0.000' }),
      all === null
        ? number(null)
        : computed(
            number(all, 'decimal'),
            `${place(1)}*(${place(2)}${extra === null ? '' : `+${place(3)}`})`,
          ),
      number(vcpus),
      vcpus === null ? number(null) : computed(number(count * vcpus), `${place(1)}*${place(5)}`),
    );
  }
  if (fleet.length === 0) layout.add(text('No microVMs', 'note'), number(0, 'whole'));
  const last = layout.rows.length - 1;
  const sum = (column: number): string => `SUM(${address(first, column)}:${address(last, column)})`;
  const empty = text('', 'total');
  const row = layout.add(
    text(isWhole ? 'All' : 'All, at least: not everything is known', 'total'),
    computed(number(totals.count, 'whole', 'total'), sum(1)),
    empty,
    empty,
    computed(number(totals.memory, 'decimal', 'total'), sum(4)),
    empty,
    computed(number(totals.vcpus, 'general', 'total'), sum(6)),
  );
  return layout.name(row, 1, 'microvms', 'in_all');
}

function loadRows(layout: Layout, load: Load): void {
  const rows: readonly (readonly [string, number, Unit])[] = [
    ['Connections', load.connections, 'connections'],
    ['Edge throughput', load.edgeThroughputBytesPerSecond, 'bytesPerSecond'],
    ['Edge packets', load.edgePacketsPerSecond, 'packetsPerSecond'],
    ['Listener ports', load.listenerPorts, 'count'],
    ['Volumes, allocated', load.volumes?.allocatedBytes ?? 0, 'diskBytes'],
    ['Volumes, used', load.volumes?.usedBytes ?? 0, 'diskBytes'],
    ['Volumes, changed a day', load.volumes?.changedBytesPerDay ?? 0, 'diskBytes'],
    ['Snapshots kept', load.volumes?.snapshotRetentionDays ?? 0, 'days'],
    ['API requests', load.apiRequestsPerSecond, 'perSecond'],
    ['Reconcile arrivals', load.reconcileArrivalsPerSecond, 'perSecond'],
    ['Postgres connections', load.postgresConnections, 'connections'],
    ['Postgres CPU', load.postgresCpuCores, 'cores'],
  ];
  layout.heads('Other load', 'Amount', 'Unit');
  for (const [label, value, unit] of rows) {
    const { label: word, factor } = amountUnit(unit);
    layout.add(text(label), number(value / factor), text(word, 'note'));
  }
}

function rampRows(layout: Layout, { fleet, ramp }: Load, on: string): void {
  layout.heads('Ramp', 'Day', 'Share there', 'MicroVMs there');
  // Row by row rounded up to whole microVMs by the engine, which no formula over their sum does.
  const there = (days: number): Cell =>
    number(
      fleet.reduce((sum, { count }) => sum + rampedCount(count, ramp, days), 0),
      'whole',
    );
  const first = layout.add(text('First day'), day(on), ...shareCells(ramp, 0), there(0));
  const start = fixed(first, 1);
  const whole = rampDays(ramp);
  const steps = Array.from({ length: RAMP_STEPS }, (_, at) => Math.ceil((whole * (at + 1)) / RAMP_STEPS));
  for (const days of new Set(steps))
    if (days > 0)
      layout.add(
        text(`After ${counted(days, 'day')}`),
        computed(day(dayName(dayNumber(on) + days)), `${start}+${days}`),
        ...shareCells(ramp, days),
        there(days),
      );
}

/** The share of a curve by its own formula; of steps as they are given. */
function shareCells(ramp: Ramp | null, days: number): readonly Cell[] {
  const cell = number(rampFraction(ramp, days), 'percent');
  if (ramp === null || ramp.kind === 'immediate' || ramp.kind === 'steps') return [cell];
  const f = `MIN(1,${days}/${ramp.days})`;
  return [computed(cell, ramp.kind === 'linear' ? f : `3*${f}^2-2*${f}^3`)];
}
