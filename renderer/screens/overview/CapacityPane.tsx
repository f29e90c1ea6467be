import type { CapacitySummary, Constraint } from '../../../shared/assess/constraint.ts';
import { plainReserve, reserveName } from '../../../shared/assess/losses-name.ts';
import { leaf, derived } from '../../../shared/explain/node.ts';
import {
  capacityBars,
  capacitySide,
  type BarGeometry,
  type CapacitySide,
} from '../../../shared/view/capacity-bar.ts';
import { formatPercent, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { capacityTable } from '../../../shared/view/overview-tables.ts';
import { formatQuantity, quantityText } from '../../../shared/view/quantity-format.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { CapacityBar } from '../../charts/CapacityBar.tsx';
import { showHosts } from '../../app/commands.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Mark } from '../../components/Status.tsx';
import { explainConstraint, type ExplainSide, type ExplainTarget } from '../../state/explain-store.ts';
import type { RegionView } from './use-region-view.ts';
import { reserveNote, useShownReserve } from './use-shown-reserve.ts';

interface Resource {
  readonly name: 'Memory' | 'CPU';
  readonly unit: 'bytes' | 'cores';
  readonly constraintId: string;
}

/** What the constraint of a resource counts as demand, by its basis. */
function countedAs(basis = 'demand'): string {
  if (basis === 'max') return 'Larger of reserved and used';
  return basis.charAt(0).toUpperCase() + basis.slice(1);
}

/** Headroom with nothing kept back: not a constraint, so its derivation is made here from the summary's own figures. */
function rawTarget(resource: Resource, { summary, demand, basis }: Shown, side: ExplainSide): ExplainTarget {
  const source = { origin: 'computed', of: resource.constraintId } as const;
  return {
    key: `raw ${resource.constraintId}`,
    title: `${resource.name} headroom with nothing kept back`,
    side,
    node: derived(`${resource.name} headroom, raw`, 'ratio', '1 − demand ÷ available', [
      leaf(countedAs(basis), demand, resource.unit, source),
      leaf('Installed', summary.total, resource.unit, source),
    ]),
  };
}

function Headroom({
  bar,
  least,
  target,
  className,
}: {
  readonly bar: BarGeometry | undefined;
  readonly least: number;
  readonly target: ExplainTarget;
  readonly className: string;
}) {
  const text = bar?.headroom == null ? NOT_MEASURED : formatPercent(bar.headroom, 1, [least]);
  return (
    <div className={`r ${className}`}>
      <ExplainNumber target={target}>{text}</ExplainNumber>
    </div>
  );
}

/** One side of a resource, with what its constraint says of the figure it counts. */
interface Shown extends CapacitySide {
  readonly basis: Constraint['basis'];
  readonly notes: readonly string[];
}

function shownOf(summary: CapacitySummary, constraints: readonly Constraint[], id: string): Shown {
  const constraint = constraints.find((each) => each.id === id);
  return {
    ...capacitySide(summary, constraint),
    basis: constraint?.basis,
    notes: constraint?.notes ?? [],
  };
}

interface ResourceProps {
  readonly resource: Resource;
  readonly before: Shown;
  readonly after: Shown | null;
}

function Title({ resource, before: { summary: before } }: Pick<ResourceProps, 'resource' | 'before'>) {
  const installed = formatQuantity(before.total, resource.unit);
  const part = (value: number | null, focus: string) => (
    <ExplainNumber target={explainConstraint(resource.constraintId, 'before', focus)} className="cnt">
      {value === null ? NOT_MEASURED : quantityText(value, resource.unit).replace(` ${installed.unit}`, '')}
    </ExplainNumber>
  );
  return (
    <div className="cap-t">
      <b>{resource.name}</b>
      <span className="mute">
        <ExplainNumber target={explainConstraint(resource.constraintId, 'before', 'Capacity')}>
          {installed.text} {installed.unit}
        </ExplainNumber>{' '}
        installed, {part(before.reserved, 'Reserved')} reserved, {part(before.used, 'Used')} used
      </span>
      <span className="grow" />
      <button
        type="button"
        className="linkish small"
        aria-label={`${resource.name} host by host`}
        onClick={() => showHosts({ measure: resource.name === 'Memory' ? 'memory' : 'cpu' })}
      >
        by host
      </button>
    </div>
  );
}

/** What names the second bar and its hatching; `null` where it would not be true of both sides. */
function usePlainReserve(): string | null {
  const { before, after } = useShownReserve(plainReserve);
  return before === after ? before : null;
}

function Bars({ resource, before, after }: ResourceProps) {
  const bars = capacityBars(before, after, usePlainReserve() ?? 'Net');
  const targetOf = (label: BarGeometry['label'], shown: Shown, side: ExplainSide): ExplainTarget =>
    label === 'Raw' ? rawTarget(resource, shown, side) : explainConstraint(resource.constraintId, side);
  if (bars.baseline.length === 0) {
    return <p className="cap-none mute">Not measured: a host has no {resource.name} size.</p>;
  }
  return bars.baseline.map((bar, at) => {
    const scenario = bars.scenario?.[at];
    const isSame =
      scenario !== undefined && scenario.headroom === bar.headroom && scenario.track === bar.track;
    return (
      <div key={bar.label} className="cap-row">
        <div className="cap-l">{bar.label}</div>
        <CapacityBar name={resource.name} baseline={bar} scenario={scenario ?? null} />
        <Headroom
          bar={bar}
          least={before.summary.targetHeadroom}
          target={targetOf(bar.label, before, 'before')}
          className="cap-h"
        />
        {after === null ? (
          <div />
        ) : isSame ? (
          <div className="cap-s r mute">same</div>
        ) : (
          <Headroom
            bar={scenario}
            least={after.summary.targetHeadroom}
            target={targetOf(bar.label, after, 'after')}
            className="cap-s scen med"
          />
        )}
      </div>
    );
  });
}

/** What the figure beside the bars leaves out, or counts in the place of what is not measured. */
function Notes({ resource, before, after }: ResourceProps) {
  const notes = [...new Set([...before.notes, ...(after?.notes ?? [])])];
  if (notes.length === 0) return null;
  return (
    <p className="cap-note mute">
      {resource.name} {notes.join('; ')}.
    </p>
  );
}

function Key({ hasScenario }: { readonly hasScenario: boolean }) {
  const reserve = usePlainReserve();
  return (
    <div className="cap-head">
      <span />
      <span className="cap-key">
        <span>
          <i className="k1" />
          used
        </span>
        <span>
          <i className="k2" />
          reserved
        </span>
        <span>
          <i className="k3 hatch" />
          <span>
            {reserve === null ? (
              'reserve'
            ) : (
              <>
                {reserve}
                <span className="wide"> reserve</span>
              </>
            )}
          </span>
        </span>
        <span>
          <i className="k4" />
          target
        </span>
      </span>
      <span className="r mute">headroom</span>
      {hasScenario ? (
        <span className="r scen nw">
          <Mark mark="scen" /> scenario
        </span>
      ) : null}
    </div>
  );
}

const RESOURCES = [
  { key: 'memory', name: 'Memory', unit: 'bytes' },
  { key: 'cpu', name: 'CPU', unit: 'cores' },
] as const;

/** Installed, reserved and used memory and CPU: raw, and with what must stay free for a loss taken away. */
export function CapacityPane({ view }: { readonly view: RegionView }) {
  const reserve = reserveNote(useShownReserve(reserveName));
  const isPlain = usePlainReserve() !== null;
  const before = view.before.regions.find((summary) => summary.region === view.region);
  const after = view.after?.regions.find((summary) => summary.region === view.region) ?? null;
  const at = (resource: string) => `compute.${resource}@region:${view.region}`;
  return (
    <div className="pane cap">
      <header>
        <h2>Capacity</h2>
        <span className="note">
          {isPlain ? 'share of what is installed' : `share of what is installed; in reserve: ${reserve}`}
        </span>
        {before === undefined ? null : (
          <CopyPane what="Capacity" table={() => capacityTable(before, after)} />
        )}
      </header>
      <Key hasScenario={after !== null} />
      {before === undefined ? (
        <p className="cap-none mute">This region has no hosts.</p>
      ) : (
        RESOURCES.map(({ key, ...named }) => {
          const resource = { ...named, constraintId: at(key) };
          const was = shownOf(before[key], view.before.constraints, resource.constraintId);
          const is =
            after === null || view.after === null
              ? null
              : shownOf(after[key], view.after.constraints, resource.constraintId);
          return (
            <section key={key} aria-label={`${resource.name} capacity`}>
              <Title resource={resource} before={was} />
              <Bars resource={resource} before={was} after={is} />
              <Notes resource={resource} before={was} after={is} />
            </section>
          );
        })
      )}
    </div>
  );
}
