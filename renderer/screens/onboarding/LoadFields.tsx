import { GB } from '../../../shared/units.ts';
import { EntityInput } from '../../components/form/EntityInput.tsx';
import { entityOptions } from '../../../shared/events/entities.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { setCustomerField } from '../../state/onboarding-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';
import { asObject, asText } from '../scenarios/field-values.ts';
import { AmountInput } from './AmountInput.tsx';

const PER_DAY = { label: 'GB/day', factor: GB };

/** What the customer puts on the edge. */
export function EdgeFields({ event }: { readonly event: EventDocument }) {
  const field = (name: string) => ({
    path: name,
    value: event[name],
    onChange: (value: number | undefined) => setCustomerField(name, value),
  });
  return (
    <fieldset className="fs">
      <legend>Edge</legend>
      <div className="g2">
        <AmountInput label="Connections" unit="connections" {...field('connections')} />
        <AmountInput label="Throughput" unit="bytesPerSecond" {...field('edgeThroughputBytesPerSecond')} />
        <AmountInput label="Packets" unit="packetsPerSecond" {...field('edgePacketsPerSecond')} />
        <AmountInput
          label="Listener ports"
          unit="count"
          help="Dedicated listeners, on every edge node."
          {...field('listenerPorts')}
        />
      </div>
    </fieldset>
  );
}

/** Volumes and their snapshots. A pool is only asked for where there is something to put into it. */
export function StorageFields({ event }: { readonly event: EventDocument }) {
  const model = useInventory((state) => state.formModel);
  const volumes = asObject(event['volumes']) ?? {};
  const region = asText(event['region']);
  const set = (name: string, value: number | undefined): void => {
    const { [name]: _dropped, ...rest } = volumes;
    const next = value === undefined ? rest : { ...rest, [name]: value };
    setCustomerField('volumes', Object.keys(next).length === 0 ? undefined : next);
  };
  const field = (name: string) => ({
    path: `volumes.${name}`,
    value: volumes[name],
    onChange: (value: number | undefined) => set(name, value),
  });
  const pools = model === null ? [] : entityOptions(model, 'storagePool', region === '' ? undefined : region);
  const pool = asText(event['pool']);
  return (
    <fieldset className="fs">
      <legend>Storage</legend>
      <div className="g2">
        <AmountInput label="Allocated" unit="diskBytes" {...field('allocatedBytes')} />
        <AmountInput label="Used" unit="diskBytes" {...field('usedBytes')} />
        <AmountInput label="Changes" unit="diskBytes" shownIn={PER_DAY} {...field('changedBytesPerDay')} />
        <AmountInput
          label="Kept for"
          unit="days"
          help="Days a snapshot is kept."
          {...field('snapshotRetentionDays')}
        />
      </div>
      {pools.length < 2 ? null : (
        <EntityInput
          label="Pool"
          options={pools}
          value={pool === '' ? null : pool}
          placeholder="the one with most room"
          onChange={(id) => setCustomerField('pool', id ?? undefined)}
        />
      )}
    </fieldset>
  );
}

/** What the customer asks of the control plane and of Postgres. */
export function ControlPlaneFields({ event }: { readonly event: EventDocument }) {
  const field = (name: string) => ({
    path: name,
    value: event[name],
    onChange: (value: number | undefined) => setCustomerField(name, value),
  });
  return (
    <fieldset className="fs">
      <legend>Control plane</legend>
      <div className="g2">
        <AmountInput label="API" unit="perSecond" unitLabel="req/s" {...field('apiRequestsPerSecond')} />
        <AmountInput label="Reconcile" unit="perSecond" {...field('reconcileArrivalsPerSecond')} />
        <AmountInput label="Postgres" unit="connections" {...field('postgresConnections')} />
        <AmountInput label="Postgres CPU" unit="cores" {...field('postgresCpuCores')} />
      </div>
    </fieldset>
  );
}
