import type { CapacitySummary } from '../../../shared/assess/constraint.ts';
import { leaf, derived } from '../../../shared/explain/node.ts';
import { capacityBars, type BarGeometry } from '../../../shared/view/capacity-bar.ts';
import { formatPercent, NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { capacityTable } from '../../../shared/view/overview-tables.ts';
import { formatQuantity, quantityText } from '../../../shared/view/quantity-format.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { CapacityBar } from '../../charts/CapacityBar.tsx';
import { showHosts } from '../../app/commands.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Mark } from '../../components/Status.tsx';
import { explainConstraint, type ExplainSide, type ExplainTarget } from '../../state/explain-store.ts';
import { policyValue, usePolicy } from '../../state/policy-store.ts';
import type { RegionView } from './use-region-view.ts';

interface Resource {
  readonly name: 'Memory' | 'CPU';
  readonly unit: 'bytes' | 'cores';
  readonly constraintId: string;
  readonly basis: 'reserved' | 'used' | 'max';
}

/** Headroom with nothing kept back: not a constraint, so its derivation is made here from the summary's own figures. */
function rawTarget(resource: Resource, summary: CapacitySummary, side: ExplainSide): ExplainTarget {
  const source = { origin: 'computed', of: resource.constraintId } as const;
  const counted = resource.basis === 'reserved' ? 'Reserved' : 'Used';
  const demand = counted === 'Reserved' ? summary.reserved : (summary.used ?? summary.reserved);
  return {
    key: `raw ${resource.constraintId}`,
    title: `${resource.name} headroom with nothing kept back`,
    side,
    node: derived(`${resource.name} headroom, raw`, 'ratio', '1 − demand ÷ available', [
      leaf(counted, demand, resource.unit, source),
      leaf('Installed', summary.total, resource.unit, source),
    ]),
  };
}

function Headroom({
  bar,
  target,
  className,
}: {
  readonly bar: BarGeometry | undefined;
  readonly target: ExplainTarget;
  readonly className: string;
}) {
  const text = bar?.headroom == null ? NOT_MEASURED : formatPercent(bar.headroom);
  return (
    <div className={`r ${className}`}>
      <ExplainNumber target={target}>{text}</ExplainNumber>
    </div>
  );
}

interface ResourceProps {
  readonly resource: Resource;
  readonly before: CapacitySummary;
  readonly after: CapacitySummary | null;
}

function Title({ resource, before }: ResourceProps) {
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

function Bars({ resource, before, after }: ResourceProps) {
  const bars = capacityBars(before, after, resource.basis);
  const targetOf = (
    label: BarGeometry['label'],
    summary: CapacitySummary,
    side: ExplainSide,
  ): ExplainTarget =>
    label === 'Raw' ? rawTarget(resource, summary, side) : explainConstraint(resource.constraintId, side);
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
        <Headroom bar={bar} target={targetOf(bar.label, before, 'before')} className="cap-h" />
        {after === null ? (
          <div />
        ) : isSame ? (
          <div className="cap-s r mute">same</div>
        ) : (
          <Headroom bar={scenario} target={targetOf(bar.label, after, 'after')} className="cap-s scen med" />
        )}
      </div>
    );
  });
}

function Key({ hasScenario }: { readonly hasScenario: boolean }) {
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
            N+1<span className="wide"> reserve</span>
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

/** Installed, reserved and used memory and CPU: raw, and with what must stay free for a loss taken away. */
export function CapacityPane({ view }: { readonly view: RegionView }) {
  const basisValue = usePolicy((state) => policyValue(state.entries, 'memoryBasis'));
  const basis = basisValue === 'used' || basisValue === 'max' ? basisValue : 'reserved';
  const before = view.before.regions.find((summary) => summary.region === view.region);
  const after = view.after?.regions.find((summary) => summary.region === view.region) ?? null;
  const at = (resource: string) => `compute.${resource}@region:${view.region}`;
  return (
    <div className="pane cap">
      <header>
        <h2>Capacity</h2>
        <span className="note">share of what is installed</span>
        {before === undefined ? null : (
          <CopyPane what="Capacity" table={() => capacityTable(before, after)} />
        )}
      </header>
      <Key hasScenario={after !== null} />
      {before === undefined ? (
        <p className="cap-none mute">This region has no hosts.</p>
      ) : (
        (
          [
            [
              { name: 'Memory', unit: 'bytes', constraintId: at('memory'), basis },
              before.memory,
              after?.memory,
            ],
            [{ name: 'CPU', unit: 'cores', constraintId: at('cpu'), basis: 'used' }, before.cpu, after?.cpu],
          ] as const
        ).map(([resource, was, is]) => (
          <section key={resource.name} aria-label={`${resource.name} capacity`}>
            <Title resource={resource} before={was} after={is ?? null} />
            <Bars resource={resource} before={was} after={is ?? null} />
          </section>
        ))
      )}
    </div>
  );
}
