import type { Trigger } from '../../../../shared/timeline/trigger-result.ts';
import { formatDay } from '../../../../shared/view/date-format.ts';
import {
  formatChosenShare,
  formatInteger,
  formatPercent,
  NOT_MEASURED,
} from '../../../../shared/view/number-format.ts';
import { TRIGGER_MARKS, TRIGGER_WORDS } from '../../../../shared/view/trigger-rows.ts';
import { CopyPane } from '../../../app/figure/CopyPane.tsx';
import { Mark, Status } from '../../../components/Status.tsx';

interface Day {
  readonly day: string;
  readonly share: number | null;
}

function daysOf(trigger: Trigger, cores: number | null): readonly Day[] {
  return (trigger.peakDays ?? []).map(({ day, peak }) => ({
    day,
    share: peak === null || cores === null || cores <= 0 ? null : peak / cores,
  }));
}

function words(trigger: Trigger): string {
  const { streakDays, sustainedDays, peakHours } = trigger;
  if (trigger.state === 'not-measured' || sustainedDays === null) return trigger.reason ?? NOT_MEASURED;
  return `${formatInteger(streakDays ?? 0)} days in a row above the limit between ${(peakHours ?? '').replace('-', ' – ')} h; fires at ${formatInteger(sustainedDays)}`;
}

interface PostgresCpuRuleProps {
  readonly before: Trigger;
  readonly after: Trigger | null;
  /** Cores of the primary. */
  readonly cores: number | null;
}

/** The rule drawn: the p95 of CPU in peak hours on each of the last days against the limit. All of them above it: it fires. */
export function PostgresCpuRule({ before, after, cores }: PostgresCpuRuleProps) {
  const days = daysOf(before, cores);
  const limit = typeof before.target.value === 'number' ? before.target.value : 1;
  return (
    <section className="sv-pane" aria-label="The seven-day rule">
      <header>
        <h2>Sustained in peak hours</h2>
        <span className="note">p95 of each day’s peak hours, limit {formatChosenShare(limit)}</span>
        {days.length === 0 ? null : (
          <CopyPane
            what="Sustained in peak hours"
            table={() => ({
              columns: ['day', 'p95 of peak hours, share of the cores', 'limit'],
              rows: days.map(({ day, share }) => [day, share, limit]),
            })}
          />
        )}
      </header>
      <p>
        <Status mark={TRIGGER_MARKS[before.state]}>
          {TRIGGER_WORDS[before.state]}
          {before.state === 'not-measured' ? ':' : ''}
        </Status>{' '}
        <span className="soft">{words(before)}.</span>
        {after === null || after.state === before.state ? null : (
          <span className="scen">
            {' '}
            <Mark mark="scen" /> {TRIGGER_WORDS[after.state].toLowerCase()} in the scenario
          </span>
        )}
      </p>
      {days.length === 0 ? null : (
        <div
          className="sv-days"
          role="img"
          aria-label={days
            .map(
              ({ day, share }) =>
                `${day} ${share === null ? NOT_MEASURED : formatPercent(share, 1, [limit])}`,
            )
            .join(', ')}
        >
          {days.map(({ day, share }) => (
            <div key={day} className="sv-day">
              <b>
                {share === null ? '—' : formatPercent(share, 1, [limit])}
                {share !== null && share > limit ? ' ✕' : ''}
              </b>
              <div className="track">
                {share === null ? null : (
                  <i className="fill" style={{ height: `${Math.min(1, share) * 100}%` }} />
                )}
                <i className="limit" style={{ bottom: `${limit * 100}%` }} />
              </div>
              <span>{formatDay(day, day)}</span>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
