import { HOST_RESOURCES } from '../../shared/assess/host-resource.ts';
import type { HostMicrovm } from '../../shared/ipc/host-channels.ts';
import type { Measured, Microvm } from '../../shared/model/document.ts';
import { modelIndex } from '../../shared/model/model-index.ts';
import type { Side } from './scenario-side.ts';

const [memory] = HOST_RESOURCES;

/** Ids of the instances a row stands for: `vm-1`, or `vm-1#1 … vm-1#n`. */
function instances(row: Microvm): readonly string[] {
  return row.count === 1
    ? [row.id]
    : Array.from({ length: row.count }, (_, index) => `${row.id}#${index + 1}`);
}

/** Rows a scenario splits keep the row's id up to `#`: the instance it stands for is found under its own. */
function hostsAfter({ model }: Side): (instance: string, row: Microvm) => string | null | undefined {
  const down = new Set(model.hosts.filter(({ state }) => state === 'down').map(({ id }) => id));
  const where = new Map(
    model.microvms.map((row) => [row.id, row.host !== null && down.has(row.host) ? null : row.host]),
  );
  return (instance, row) => where.get(instance) ?? (where.has(instance) ? null : where.get(row.id));
}

function bytesOf({ model, policy }: Side, row: Microvm): Measured {
  const flavor = modelIndex(model).flavorById.get(row.flavor);
  if (flavor === undefined || memory === undefined) return null;
  const { value, complete } = memory.reservation(flavor, model.overhead, policy);
  return complete ? value : null;
}

/** `larkspur-m8#9` before `larkspur-m8#10`. */
const byNumber = new Intl.Collator('en', { numeric: true });
const largestFirst = (a: HostMicrovm, b: HostMicrovm): number =>
  (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0) || byNumber.compare(a.id, b.id);

/** The microVMs of a host in the baseline, and where each is after the scenario. */
export function microvmsOn(before: Side, after: Side | null, host: string): readonly HostMicrovm[] {
  const rows = modelIndex(before.model).microvmsByHost.get(host) ?? [];
  const hostAfter = after === null ? null : hostsAfter(after);
  return rows
    .flatMap((row) =>
      instances(row).map((id): HostMicrovm => {
        const goesTo = hostAfter?.(id, row);
        return {
          id,
          flavor: row.flavor,
          customer: row.customer,
          memoryBytes: bytesOf(before, row),
          ...(goesTo === undefined || goesTo === host ? {} : { goesTo }),
        };
      }),
    )
    .sort(largestFirst);
}

/** What a scenario puts on a host that was not there before. */
export function arrivalsOn(before: Side, after: Side, host: string): readonly HostMicrovm[] {
  const had = new Set((modelIndex(before.model).microvmsByHost.get(host) ?? []).flatMap(instances));
  return (modelIndex(after.model).microvmsByHost.get(host) ?? [])
    .flatMap((row) =>
      instances(row).map((id): HostMicrovm => ({
        id,
        flavor: row.flavor,
        customer: row.customer,
        memoryBytes: bytesOf(after, row),
      })),
    )
    .filter(({ id }) => !had.has(id))
    .sort(largestFirst);
}
