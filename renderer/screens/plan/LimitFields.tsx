import type { PlanSettings, RoomLimits, SkuSettings } from '../../../shared/plan/plan-settings.ts';
import { CheckInput } from '../../components/form/CheckInput.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { changeSettings, usePlan } from '../../state/plan-store.ts';
import { AS_CATALOGUED } from '../../state/plan-what-if.ts';

const NO_ROOM: RoomLimits = { hostsMax: null, rackUnitsMax: null, powerWattsMax: null };
const WATTS_PER_KILOWATT = 1000;

function Room({
  limits,
  onChange,
}: {
  readonly limits: RoomLimits;
  readonly onChange: (limits: Partial<RoomLimits>) => void;
}) {
  const watts = limits.powerWattsMax;
  return (
    <div className="pl-three">
      <NumberInput
        label="Hosts"
        value={limits.hostsMax}
        min={0}
        step={1}
        placeholder="any"
        onChange={(hostsMax) => onChange({ hostsMax })}
      />
      <NumberInput
        label="Rack units"
        value={limits.rackUnitsMax}
        min={0}
        placeholder="any"
        onChange={(rackUnitsMax) => onChange({ rackUnitsMax })}
      />
      <NumberInput
        label="Power, kW"
        value={watts === null ? null : watts / WATTS_PER_KILOWATT}
        min={0}
        placeholder="any"
        onChange={(kilowatts) =>
          onChange({ powerWattsMax: kilowatts === null ? null : kilowatts * WATTS_PER_KILOWATT })
        }
      />
    </div>
  );
}

function TypeFields({ settings }: { readonly settings: PlanSettings }) {
  const skus = useInventory((state) => state.choices?.skus);
  return (skus ?? []).map(({ id }) => {
    const own = settings.skus[id] ?? AS_CATALOGUED;
    const keep = (change: Partial<SkuSettings>): void =>
      void changeSettings((now) => ({
        ...now,
        skus: { ...now.skus, [id]: { ...(now.skus[id] ?? AS_CATALOGUED), ...change } },
      }));
    return (
      <div key={id} className="pl-type">
        <CheckInput checked={!own.excluded} onChange={(isIn) => keep({ excluded: !isIn })}>
          {id}
        </CheckInput>
        <NumberInput
          hideLabel
          label={`Smallest order of ${id}`}
          value={own.minimumOrderCount}
          min={1}
          step={1}
          placeholder="1"
          onChange={(minimumOrderCount) => keep({ minimumOrderCount })}
        />
      </div>
    );
  });
}

/** Budget, room, smallest orders: kept in the workspace, each change one undoable step. */
export function LimitFields() {
  const settings = usePlan((state) => state.settings);
  const clusters = useInventory((state) => state.choices?.clusters);
  const currency = usePlan((state) => state.shown.answer?.plan.currency ?? null);
  if (settings === null) return null;
  const keep = (change: Partial<PlanSettings>): void => void changeSettings((now) => ({ ...now, ...change }));
  return (
    <>
      <fieldset className="fs">
        <legend>Limits</legend>
        <NumberInput
          label="Budget"
          value={settings.budget}
          min={0}
          placeholder="any"
          unit={currency ?? ''}
          onChange={(budget) => keep({ budget })}
        />
        <Room limits={settings} onChange={keep} />
        <CheckInput
          checked={settings.balanceFailureDomains}
          onChange={(balanceFailureDomains) => keep({ balanceFailureDomains })}
        >
          Fill the emptiest racks first
        </CheckInput>
      </fieldset>
      <fieldset className="fs">
        <legend>Machine types</legend>
        <div className="pl-type mute">
          <span>buy it</span>
          <span>smallest order</span>
        </div>
        <TypeFields settings={settings} />
      </fieldset>
      <fieldset className="fs">
        <legend>By cluster</legend>
        {(clusters ?? []).map(({ id }) => (
          <details key={id} className="pl-cluster" open={settings.clusters[id] !== undefined}>
            <summary>{id}</summary>
            <Room
              limits={settings.clusters[id] ?? NO_ROOM}
              onChange={(change) =>
                void changeSettings((now) => ({
                  ...now,
                  clusters: { ...now.clusters, [id]: { ...NO_ROOM, ...now.clusters[id], ...change } },
                }))
              }
            />
          </details>
        ))}
      </fieldset>
    </>
  );
}
