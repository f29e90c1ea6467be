import {
  TRIGGER_MARKS,
  TRIGGER_WORDS,
  triggerRow,
  type TriggerRow,
} from '../../../shared/view/trigger-rows.ts';
import { triggerTable } from '../../../shared/view/overview-tables.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { NotYet } from '../../components/EmptyState.tsx';
import { Mark, Status } from '../../components/Status.tsx';
import {
  explainConstraint,
  explainForecast,
  type ExplainSide,
  type ForecastFigure,
} from '../../state/explain-store.ts';
import { loadForecasts, useForecasts } from '../../state/forecast-store.ts';
import type { RegionForecasts } from '../forecast/use-forecast-list.ts';
import { useRegionTriggers } from './use-region-triggers.ts';

interface FigureProps {
  readonly row: TriggerRow;
  readonly day: string | null;
  readonly what: ForecastFigure;
  readonly side?: ExplainSide;
  readonly children: string;
}

/** Of the two ends of an interval, which: so that two figures of the same words are told apart. */
const END_WORDS: Readonly<Partial<Record<ForecastFigure, string>>> = {
  high: ', upper edge',
  low: ', lower edge',
};

/** A figure of a trigger; without a day behind it there is nothing to explain, and it stays text. */
function Figure({ row, day, what, side = 'before', children }: FigureProps) {
  if (day === null) return <span className="mute">{children}</span>;
  return (
    <ExplainNumber
      target={explainForecast(
        row.constraintId,
        side,
        day,
        what,
        `${row.name}, ${row.where}: ${children}${END_WORDS[what] ?? ''}`,
      )}
      className={side === 'after' ? 'scen med' : ''}
    >
      {children}
    </ExplainNumber>
  );
}

interface EndsProps {
  readonly row: TriggerRow;
  /** `6 – 23 May` */
  readonly text: string;
  readonly days: readonly [string | null, string | null];
  readonly what: readonly [ForecastFigure, ForecastFigure];
}

/** Both ends of an interval, each with its own derivation. */
function Ends({ row, text, days, what }: EndsProps) {
  const [first = '', last] = text.split(' – ');
  return (
    <>
      <Figure row={row} day={days[0]} what={what[0]}>
        {first}
      </Figure>
      {last === undefined ? null : (
        <>
          {' – '}
          <Figure row={row} day={days[1]} what={what[1]}>
            {last}
          </Figure>
        </>
      )}
    </>
  );
}

function Action({ row }: { readonly row: TriggerRow }) {
  if (row.state === 'not-measured') return <span className="mute">{row.reason ?? 'Not measured'}</span>;
  if (row.action === null) return <span className="mute">None</span>;
  const { by, deed, beside } = row.action;
  const said = by === null ? deed : deed.charAt(0).toLowerCase() + deed.slice(1);
  const dated = (
    <>
      {by === null ? null : (
        <>
          <b className="med">{by}</b>,{' '}
        </>
      )}
      {said}
    </>
  );
  const explained =
    row.actionNode === null ? (
      dated
    ) : (
      <ExplainNumber
        target={{
          key: `action ${row.id}`,
          title: `${row.name}, ${row.where}: smallest action`,
          side: 'before',
          node: row.actionNode,
        }}
      >
        {dated}
      </ExplainNumber>
    );
  return (
    <>
      {explained}
      {beside === null ? null : <span className="mute wide"> {beside}</span>}
    </>
  );
}

function Row({ row, hasScenario }: { readonly row: TriggerRow; readonly hasScenario: boolean }) {
  return (
    <tr>
      <td>
        <Status mark={TRIGGER_MARKS[row.state]}>{TRIGGER_WORDS[row.state]}</Status>
      </td>
      <th scope="row">
        {row.name} <span className="mute">{row.where}</span>
      </th>
      <td className="r">
        <Figure row={row} day={row.nowDay} what="shown">
          {row.now}
        </Figure>
      </td>
      <td className="mute">
        {row.target === '' ? null : (
          <ExplainNumber target={explainConstraint(row.constraintId, 'before')}>{row.target}</ExplainNumber>
        )}
      </td>
      <td>
        <Figure row={row} day={row.aheadDay} what="shown">
          {row.ahead}
        </Figure>
        {row.aheadRange === null ? null : (
          <span className="mute wide">
            {' '}
            <Ends row={row} text={row.aheadRange} days={[row.aheadDay, row.aheadDay]} what={row.aheadEdges} />
          </span>
        )}
      </td>
      <td>
        <Figure row={row} day={row.missedDay} what="demand">
          {row.missedOn}
        </Figure>
        {row.missedRange === null ? null : (
          <span className="mute">
            {' '}
            <Ends row={row} text={row.missedRange} days={row.missedDays} what={['high', 'low']} />
          </span>
        )}
      </td>
      {hasScenario ? (
        <td className={row.scenario === 'same' ? 'mute' : 'scen med'}>
          {row.scenarioDay === null || row.scenario === null || row.scenario === 'same' ? (
            row.scenario
          ) : (
            <Figure row={row} day={row.scenarioDay} what="demand" side="after">
              {row.scenario}
            </Figure>
          )}
          {row.scenarioState === null || row.scenarioState === row.state
            ? null
            : `, ${TRIGGER_WORDS[row.scenarioState].toLowerCase()}`}
        </td>
      ) : null}
      <td className="act">
        <span
          className="ell"
          title={[row.action?.by, row.action?.deed, row.action?.beside, row.reason]
            .filter(Boolean)
            .join(', ')}
        >
          <Action row={row} />
        </span>
      </td>
    </tr>
  );
}

/** What fires: when, with which interval, and the smallest action that silences it. */
export function TriggerTable({ forecasts }: { readonly forecasts: RegionForecasts }) {
  const pairs = useRegionTriggers();
  const list = useForecasts((state) => state.list);
  const areKnown = useForecasts((state) => state.triggers !== null);
  const failure = useForecasts((state) => state.failure);
  const { frame, hasScenario } = forecasts;
  const behind = new Map(list?.rows.map(({ id, baseline }) => [id, baseline]));
  const rows = pairs.map(({ baseline, scenario }) =>
    triggerRow(baseline, scenario, behind.get(baseline.constraintId) ?? null, frame),
  );
  return (
    <div className="pane trig">
      <header>
        <h2>Triggers</h2>
        <span className="note">
          fire when the projection misses the target within {frame.triggerHorizonDays} days
        </span>
        <CopyCsv what="Triggers" table={() => triggerTable(pairs, hasScenario)} />
      </header>
      <table aria-label="Triggers" className="tbl">
        <thead>
          <tr>
            <th>State</th>
            <th>Constraint</th>
            <th className="r">Now</th>
            <th>Target</th>
            <th>In {frame.triggerHorizonDays} days</th>
            <th>Missed on</th>
            {hasScenario ? (
              <th className="scen">
                <Mark mark="scen" /> scenario
              </th>
            ) : null}
            <th className="act">Smallest action</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} hasScenario={hasScenario} />
          ))}
        </tbody>
      </table>
      {areKnown ? (
        rows.length === 0 ? (
          <p className="mute">Nothing in this region has a trigger.</p>
        ) : null
      ) : (
        <NotYet
          inside
          wait="Reading the triggers…"
          failed="The triggers were not read."
          failure={failure}
          again={() => void loadForecasts()}
        />
      )}
    </div>
  );
}
