import { scaleEnds, type StepBounds } from '../../../../shared/view/host-measures.ts';
import type { HeatCells } from '../../../../shared/view/heat-cells.ts';
import { CELL_CHANGES, CELL_STATES } from '../../../../shared/view/heat-cells.ts';
import type { Unit } from '../../../../shared/units.ts';
import { CellSample } from '../../../charts/CellSample.tsx';

interface HostLegendProps {
  readonly bounds: StepBounds | null;
  readonly unit: Unit;
  readonly cells: HeatCells;
}

const EVERY = 9;

/** The colour scale with its ends, and of the marks those that are on the map. */
export function HostLegend({ bounds, unit, cells }: HostLegendProps) {
  const has = (list: Uint8Array, code: number): boolean => list.includes(code);
  const state = (name: (typeof CELL_STATES)[number]): boolean => has(cells.states, CELL_STATES.indexOf(name));
  const change = (name: (typeof CELL_CHANGES)[number]): boolean =>
    has(cells.changes, CELL_CHANGES.indexOf(name));
  const isClosed = state('cordoned') || state('draining');
  const unmeasured = cells.steps.some(
    (step, cell) => step === 0 && CELL_STATES[cells.states[cell] ?? 0] !== 'down',
  );
  const ends = bounds === null ? null : scaleEnds(bounds, unit);
  return (
    <div className="host-legend">
      {ends === null ? (
        <span>not measured</span>
      ) : (
        <>
          <span>{ends[0]}</span>
          <span className="ramp" aria-hidden="true">
            {Array.from({ length: EVERY }, (_, index) => (
              <i key={index} style={{ background: `var(--seq-${index + 1})` }} />
            ))}
          </span>
          <span>{ends[1]}</span>
        </>
      )}
      {change('lost') || change('removed') ? <CellSample change="lost">lost in scenario</CellSample> : null}
      {change('receives') ? <CellSample change="receives">takes displaced</CellSample> : null}
      {change('added') ? <CellSample change="added">added in scenario</CellSample> : null}
      {change('closed') ? <CellSample change="closed">closed in scenario</CellSample> : null}
      {state('down') ? <CellSample state="down">down</CellSample> : null}
      {isClosed ? (
        <CellSample state="cordoned">
          {[state('cordoned') ? 'cordoned' : '', state('draining') ? 'draining' : '']
            .filter(Boolean)
            .join(', ')}
        </CellSample>
      ) : null}
      {has(cells.missed, 1) ? <CellSample missed>misses its target</CellSample> : null}
      {unmeasured ? <CellSample unmeasured>not measured</CellSample> : null}
    </div>
  );
}
