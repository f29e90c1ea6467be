import { Select } from '../../../components/Select.tsx';
import { setBasis, setGrouping, setMeasure, useHosts } from '../../../state/host-store.ts';
import type { HostGrouping } from '../../../../shared/view/host-groups.ts';
import { HOST_MEASURES, measureInfo, type HostBasis } from '../../../../shared/view/host-measures.ts';

const GROUPINGS: readonly { readonly id: HostGrouping; readonly label: string }[] = [
  { id: 'cluster', label: 'cluster, rack' },
  { id: 'failureDomain', label: 'failure domain' },
  { id: 'state', label: 'state' },
];
const BASES: readonly { readonly id: HostBasis; readonly label: string }[] = [
  { id: 'reserved', label: 'reserved' },
  { id: 'used', label: 'used' },
];

/** What the map is coloured by and grouped by. */
export function HostMapTools() {
  const measure = useHosts((state) => state.measure);
  const basis = useHosts((state) => state.basis);
  const grouping = useHosts((state) => state.grouping);
  return (
    <div className="host-tools">
      <div className="seg" role="group" aria-label="Colour hosts by">
        {HOST_MEASURES.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className={measure === id ? 'on' : ''}
            aria-pressed={measure === id}
            onClick={() => setMeasure(id)}
          >
            {title}
          </button>
        ))}
      </div>
      {measureInfo(measure).hasBasis ? (
        <span className="host-choice">
          <span className="mute">basis</span>
          <Select
            plain
            label="Basis"
            value={basis}
            options={BASES}
            onChange={(id) => setBasis(id === 'used' ? 'used' : 'reserved')}
          />
        </span>
      ) : null}
      <span className="host-choice">
        <span className="mute">group</span>
        <Select
          plain
          label="Group hosts by"
          value={grouping}
          options={GROUPINGS}
          onChange={(id) => {
            const chosen = GROUPINGS.find((one) => one.id === id);
            if (chosen !== undefined) setGrouping(chosen.id);
          }}
        />
      </span>
    </div>
  );
}
