import { Fragment, useMemo } from 'react';
import type { ServicesAnswer } from '../../../../shared/ipc/services-channels.ts';
import type { Measured, StoragePool } from '../../../../shared/model/document.ts';
import { formatChosenShare } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import type { DrawnEntity } from '../../../../shared/view/shown-lines.ts';
import type { TimeTarget } from '../../../../shared/view/time-lines.ts';
import { useView } from '../../../state/view-store.ts';
import { HistoryPane } from '../services/HistoryPane.tsx';
import { ServiceTab } from '../services/ServiceTab.tsx';
import { useLoadedServices } from '../services/use-services.ts';
import { Backups } from './Backups.tsx';
import { PoolFacts } from './PoolFacts.tsx';
import { VolumeTable } from './VolumeTable.tsx';

interface PoolPair {
  readonly before: StoragePool;
  readonly after: StoragePool | null;
}

function target(backing: Measured, share: number): TimeTarget | null {
  if (backing === null) return null;
  return {
    value: backing * share,
    label: `${formatChosenShare(share)} of ${quantityText(backing, 'diskBytes')}`,
    missedAbove: true,
  };
}

function usedByVolumes(pool: StoragePool): Measured {
  return pool.volumes.reduce<Measured>(
    (sum, { usedBytes }) => (sum === null || usedBytes === null ? null : sum + usedBytes),
    0,
  );
}

function PoolPanes({ pair, services }: { readonly pair: PoolPair; readonly services: ServicesAnswer }) {
  const { before, after } = pair;
  const { policy } = services.before;
  const drawn = useMemo(() => {
    const of = (value: (pool: StoragePool) => Measured): readonly DrawnEntity[] => [
      {
        entity: before.id,
        name: before.id,
        before: value(before),
        ...(after === null ? {} : { after: value(after) }),
      },
    ];
    return {
      snapshots: of((pool) => pool.snapshotUsedBytes),
      volumes: of(usedByVolumes),
      backups: of((pool) => pool.backupUsedBytes),
    };
  }, [before, after]);
  return (
    <div className="sv-grid">
      <HistoryPane
        title="Snapshot store"
        note={`${before.id}, against its limit`}
        metric="snapshot_used_bytes"
        unit="diskBytes"
        entities={drawn.snapshots}
        target={target(before.snapshotBackingBytes, policy.snapshotUtilizationMaxRatio)}
      />
      <HistoryPane
        title="Volumes used"
        note={`${before.id}, against its limit`}
        metric="volume_used_bytes"
        unit="diskBytes"
        entities={drawn.volumes}
        target={target(before.backingBytes, policy.volumeUtilizationMaxRatio)}
      />
      <HistoryPane
        title="Backup store"
        note={`${before.id}, against its limit`}
        metric="backup_used_bytes"
        unit="diskBytes"
        entities={drawn.backups}
        target={target(before.backupBackingBytes, policy.backupUtilizationMaxRatio)}
      />
      <Backups pool={before} />
      <PoolFacts before={before} after={after} asOf={services.asOf} />
    </div>
  );
}

/** Volumes, snapshots, backups and restores of the region's pools. */
export function StorageTab() {
  const region = useView((state) => state.region);
  const services = useLoadedServices();
  const pairs = useMemo(
    () =>
      services?.before.storagePools
        .filter((pool) => pool.region === region)
        .map((before) => ({
          before,
          after: services.after?.storagePools.find(({ id }) => id === before.id) ?? null,
        })) ?? [],
    [services, region],
  );
  return (
    <ServiceTab domain="storage" name="Storage" file="storage_pools.csv">
      {services === null
        ? null
        : pairs.map((pair) => (
            <Fragment key={pair.before.id}>
              <PoolPanes pair={pair} services={services} />
              <VolumeTable pool={pair.before} />
            </Fragment>
          ))}
    </ServiceTab>
  );
}
