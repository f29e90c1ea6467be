import { describe, expect, it } from 'vitest';
import { dayName, dayNumber } from '../history/calendar.ts';
import { dueReviews, dueWords, type DatedReview, type ReviewCadence } from './review-cadence.ts';

const cadence = (own: Partial<ReviewCadence>): ReviewCadence => ({
  weekday: null,
  monthDay: null,
  afterOnboardingDays: null,
  since: '2026-01-01',
  ...own,
});
const review = (kind: DatedReview['kind'], day: string, subject: number | null = null): DatedReview => ({
  kind,
  day,
  subject,
});
const due = (
  of: Partial<ReviewCadence>,
  today: string,
  reviews: readonly DatedReview[] = [],
  customers: Parameters<typeof dueReviews>[3] = [],
) => dueReviews(cadence(of), today, reviews, customers).map(({ dueOn, overdueDays }) => [dueOn, overdueDays]);

describe('dueReviews', () => {
  it('is due on the weekday, overdue until a review of that week, then due the next week', () => {
    expect(due({ weekday: 1 }, '2026-03-30')).toEqual([['2026-03-30', 0]]); // a Monday
    expect(due({ weekday: 1 }, '2026-04-02')).toEqual([['2026-03-30', 3]]);
    expect(due({ weekday: 1 }, '2026-04-02', [review('weekly', '2026-03-29')])).toEqual([['2026-03-30', 3]]);
    expect(due({ weekday: 1 }, '2026-04-02', [review('weekly', '2026-04-01')])).toEqual([['2026-04-06', -4]]);
    expect(due({ weekday: 1 }, '2026-04-02', [review('unplanned', '2026-04-01')])).toEqual([
      ['2026-04-06', -4],
    ]);
    expect(due({ weekday: 1 }, '2026-04-02', [review('monthly', '2026-04-01')])).toEqual([['2026-03-30', 3]]);
  });

  it('finds a weekday within the last seven days for every day of a year, and it is that weekday', () => {
    for (let day = dayNumber('2026-01-08'); day < dayNumber('2027-01-08'); day++)
      for (const weekday of [1, 4, 7]) {
        const [found] = dueReviews(cadence({ weekday }), dayName(day), [], []);
        expect(found?.overdueDays).toBeGreaterThanOrEqual(0);
        expect(found?.overdueDays).toBeLessThan(7);
        const js = new Date(`${found?.dueOn ?? ''}T00:00:00Z`).getUTCDay();
        expect(js === 0 ? 7 : js).toBe(weekday);
      }
  });

  it('takes the last day of a month that is too short, over the turn of a year too', () => {
    expect(due({ monthDay: 31 }, '2026-02-28')).toEqual([['2026-02-28', 0]]);
    expect(due({ monthDay: 31 }, '2026-03-01')).toEqual([['2026-02-28', 1]]);
    expect(due({ monthDay: 31 }, '2026-03-01', [review('monthly', '2026-02-28')])).toEqual([
      ['2026-03-31', -30],
    ]);
    expect(due({ monthDay: 15 }, '2027-01-05', [review('monthly', '2026-12-20')])).toEqual([
      ['2027-01-15', -10],
    ]);
  });

  it('has nothing due from before the schedule was set', () => {
    expect(due({ weekday: 1, since: '2026-04-01' }, '2026-04-02')).toEqual([['2026-04-06', -4]]);
  });

  it('is due for each customer some days after it went live, until that customer was reviewed', () => {
    const customers = [
      { decision: 4, title: 'larkspur', on: '2026-03-01' },
      { decision: 7, title: 'tansy', on: '2026-04-01' },
    ];
    const of = { afterOnboardingDays: 30 };
    expect(due(of, '2026-04-02', [], customers)).toEqual([
      ['2026-03-31', 2],
      ['2026-05-01', -29],
    ]);
    expect(due(of, '2026-04-02', [review('onboarding', '2026-04-01', 4)], customers)).toEqual([
      ['2026-05-01', -29],
    ]);
  });

  it('says when in words', () => {
    expect([0, 1, -4].map((overdueDays) => dueWords({ overdueDays }))).toEqual([
      'due today',
      'overdue by 1 day',
      'in 4 days',
    ]);
  });
});
