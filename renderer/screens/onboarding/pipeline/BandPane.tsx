import { useMemo, useState } from 'react';
import { plainReserve } from '../../../../shared/assess/losses-name.ts';
import type { Prospect } from '../../../../shared/ipc/pipeline-channels.ts';
import type { PipelineOdds, PipelineTarget } from '../../../../shared/timeline/pipeline-result.ts';
import { axisUnit, axisText } from '../../../../shared/view/axis-unit.ts';
import { constraintNameOf } from '../../../../shared/view/constraint-name.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import { oddsText } from '../../../../shared/view/odds-view.ts';
import {
  expectedNode,
  monthRows,
  pipelineTable,
  quantileNode,
  shareNode,
  type MonthRow,
} from '../../../../shared/view/pipeline-view.ts';
import { ExplainNumber } from '../../../app/explain/ExplainNumber.tsx';
import { ChartFigure } from '../../../app/figure/ChartFigure.tsx';
import { PipelineBand } from '../../../charts/PipelineBand.tsx';
import { Select } from '../../../components/Select.tsx';
import { useInventory } from '../../../state/inventory-store.ts';
import { useReserve } from '../../../state/policy-store.ts';

interface BandPaneProps {
  readonly odds: PipelineOdds;
  readonly prospects: readonly Prospect[];
}

function Months({ odds, target }: { readonly odds: PipelineOdds; readonly target: PipelineTarget }) {
  const rows = monthRows(odds, target);
  const unit = axisUnit(target.unit, Math.max(...target.p90, ...target.limit));
  const { name, where } = constraintNameOf(target.id);
  const figure = (row: MonthRow, what: 'expected' | 'p10' | 'p50' | 'p90') => (
    <ExplainNumber
      target={{
        key: `${target.id} ${what} ${row.day}`,
        title: `${name}, ${where}, on ${formatDay(row.day, odds.days[0] ?? null)}`,
        side: 'after',
        node: what === 'expected' ? expectedNode(target, row.at) : quantileNode(odds, target, row.at, what),
      }}
      {...(what === 'expected' ? { className: 'scen strong' } : {})}
    >
      {axisText(row[what], unit)}
    </ExplainNumber>
  );
  return (
    <table aria-label="Demand by month" className="tbl months">
      <thead>
        <tr>
          <th>End of{unit.label === '' ? '' : `, ${unit.label}`}</th>
          <th className="r scen">expected</th>
          <th className="r">10%</th>
          <th className="r">median</th>
          <th className="r">90%</th>
          <th className="r">limit</th>
          <th className="r">holds</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.day}>
            <th scope="row">{row.label}</th>
            <td className="r">{figure(row, 'expected')}</td>
            <td className="r">{figure(row, 'p10')}</td>
            <td className="r">{figure(row, 'p50')}</td>
            <td className="r">{figure(row, 'p90')}</td>
            <td className="r mute">{axisText(row.limit, unit)}</td>
            <td className="r">
              <ExplainNumber
                target={{
                  key: `${target.id} holds ${row.day}`,
                  title: `${name}, ${where} holds on ${formatDay(row.day, odds.days[0] ?? null)}`,
                  side: 'after',
                  node: shareNode(odds, row.holds, 'Holds that day'),
                }}
              >
                {oddsText(row.holds)}
              </ExplainNumber>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Demand with the pipeline against the line that keeps what the policy has in reserve, by day and by month. */
export function BandPane({ odds, prospects }: BandPaneProps) {
  const regionName = useInventory((state) => state.regionName);
  const reserve = useReserve(plainReserve);
  const [picked, setPicked] = useState<string | null>(null);
  const [moved, setMoved] = useState<number | null>(null);
  const target = odds.targets.find(({ id }) => id === picked) ?? odds.targets[0];
  const options = useMemo(
    () =>
      odds.targets.map(({ id, holdsThroughout }) => {
        const { name, where } = constraintNameOf(id, regionName);
        return { id, label: `${name}, ${where}`, beside: `holds in ${oddsText(holdsThroughout)}` };
      }),
    [odds, regionName],
  );
  if (target === undefined) return null;
  const { name, where } = constraintNameOf(target.id, regionName);
  const asOf = odds.days[0] ?? '';
  const firstMiss = target.expected.findIndex((value, day) => value > (target.limit[day] ?? Infinity));
  const cursor = Math.min(odds.days.length - 1, moved ?? (firstMiss < 0 ? odds.days.length - 1 : firstMiss));
  const unit = axisUnit(target.unit, Math.max(...target.p90, ...target.limit));
  const of = (values: readonly number[]): string => axisText(values[cursor] ?? 0, unit);
  const day = formatDay(odds.days[cursor] ?? '', asOf);
  const cursorText = `${day}: expected ${of(target.expected)}, 10% to 90% of runs ${of(target.p10)} to ${of(target.p90)}, limit ${of(target.limit)} ${unit.label}, holds in ${oddsText(target.holds[cursor] ?? 0)} of runs`;
  const isHost = target.id.startsWith('compute.');
  return (
    <section className="pane band-pane" aria-label="Demand with the pipeline">
      <header>
        <h2 className="vh">Demand with the pipeline</h2>
        <Select plain small label="Target drawn" value={target.id} options={options} onChange={setPicked} />
        <span className="note">
          {[unit.label, 'ink without anybody, accent expected, band 10% to 90% of runs']
            .filter((part) => part !== '')
            .join(', ')}
        </span>
      </header>
      <p className="note" aria-hidden="true">
        {cursorText}
      </p>
      <ChartFigure
        label={`Pipeline, ${name}, ${where}`}
        description={`Demand of ${name}, ${where} with the pipeline against its limit. ${cursorText}`}
        table={() => pipelineTable(odds, target)}
      >
        <PipelineBand
          target={target}
          days={odds.days}
          label={`Demand of ${name}, ${where} with the pipeline`}
          limitLabel={
            !isHost ? 'limit' : reserve === null ? 'limit, reserve kept free' : `limit, ${reserve}-safe`
          }
          starts={prospects.flatMap(({ on, customer }) =>
            on === undefined ? [] : [{ day: on, label: customer }],
          )}
          cursor={cursor}
          cursorText={cursorText}
          onCursor={setMoved}
        />
      </ChartFigure>
      <Months odds={odds} target={target} />
    </section>
  );
}
