import { useMemo, type ReactNode } from 'react';
import type { Unit } from '../../../../shared/units.ts';
import { listed } from '../../../../shared/view/number-format.ts';
import type { PassingFigure } from '../../../../shared/view/passing-figures.ts';
import { shownLines, type DrawnEntity } from '../../../../shared/view/shown-lines.ts';
import type { TimeTarget } from '../../../../shared/view/time-lines.ts';
import { TimeSeriesFigure } from '../../../app/figure/TimeSeriesFigure.tsx';
import { NotYet } from '../../../components/EmptyState.tsx';
import { Mark } from '../../../components/Status.tsx';
import { openData } from '../../../state/data-view-store.ts';
import { useMeasuredSeries, type MeasuredSeries } from '../../../state/measured-series-store.ts';

/** Room for the figure at a line's end, with its name where there are several. */
const ONE_LABEL = 112;
const MANY_LABEL = 152;

interface HistoryPaneProps {
  readonly title: string;
  readonly note: string;
  readonly metric: string;
  readonly unit: Unit;
  readonly entities: readonly DrawnEntity[];
  readonly target?: TimeTarget | null;
  readonly base?: 'zero' | 'data';
  /** What the scenario does to it in passing, or that nothing is known of that; `null` or absent: nothing to say. */
  readonly passing?: PassingFigure | null;
  /** What stands at the end of the head: the figure now. */
  readonly children?: ReactNode;
}

/** Says what the scenario does to the metric, also where the model has no figure for it: a chart is not left to be silent. */
function InScenario({ passing }: { readonly passing: PassingFigure }) {
  return (
    <p className="sv-passing">
      <span className="scen nw">
        <Mark mark="scen" /> In the scenario
      </span>{' '}
      {passing.level === null ? <Mark mark="unknown" /> : null}{' '}
      <span className={passing.level === null ? 'mute' : 'scen'}>{passing.text}</span>
    </p>
  );
}

interface NeverImportedProps {
  /** How it comes: `as a metric file with`, `with the inventory as`. */
  readonly how?: string;
  /** Name of the metric, or of the file. */
  readonly name: string;
}

/** What nobody imported, in its own place: says so, and leads to where it is imported. */
export function NeverImported({ how = 'as a metric file with', name }: NeverImportedProps) {
  return (
    <p className="sv-none">
      <span>
        Never imported. It comes {how} <code>{name}</code>.
      </span>{' '}
      <button type="button" className="linkish" onClick={() => openData({ tab: 'imports' })}>
        Import it on Data
      </button>
    </p>
  );
}

/** The past of one metric against its limit, one line per entity; says which of them were never imported. */
export function HistoryPane(props: HistoryPaneProps) {
  const { seriesOf, failure, again } = useMeasuredSeries(
    props.metric,
    props.entities.map(({ entity }) => entity),
  );
  return <HistoryFrame {...props} seriesOf={seriesOf} failure={failure} again={again} />;
}

interface HistoryFrameProps extends HistoryPaneProps, MeasuredSeries {}

/** The same over series that are already there, such as one computed of two. */
export function HistoryFrame({
  title,
  note,
  metric,
  unit,
  entities,
  seriesOf,
  failure,
  again,
  target = null,
  base = 'zero',
  passing = null,
  children,
}: HistoryFrameProps) {
  const lines = useMemo(
    () => (seriesOf === null ? null : shownLines(entities, seriesOf)),
    [seriesOf, entities],
  );
  const missing =
    seriesOf === null
      ? []
      : entities.filter(({ entity }) => (seriesOf(entity)?.times.length ?? 0) === 0).map(({ name }) => name);
  const isAbsent = lines !== null && lines.length === 0;
  return (
    <section className="sv-pane" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="note">{note}</span>
        {children}
      </header>
      {isAbsent || passing === null ? null : <InScenario passing={passing} />}
      {isAbsent ? (
        <NeverImported name={metric} />
      ) : (
        <div className="sv-chart" aria-busy={lines === null && failure === null}>
          {lines === null ? (
            <NotYet
              inside
              wait="Reading the samples…"
              failed="The samples were not read."
              failure={failure}
              again={again}
            />
          ) : (
            <TimeSeriesFigure
              labelWidth={entities.length === 1 ? ONE_LABEL : MANY_LABEL}
              label={title}
              unit={unit}
              lines={lines}
              target={target}
              base={base}
              lastLabel="today"
            />
          )}
        </div>
      )}
      {!isAbsent && missing.length > 0 ? (
        <p className="mute sv-missing">{listed(missing)} not measured.</p>
      ) : null}
    </section>
  );
}
