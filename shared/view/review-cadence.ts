import { byCodeUnits } from '../model/model-index.ts';
import { dayName, dayNumber, weekday as weekdayFromMonday } from '../history/calendar.ts';
import { DAY_MS } from '../units.ts';

/** When reviews are due, for one workspace. `null`: not of that kind. */
export interface ReviewCadence {
  /** Monday 1 … Sunday 7. */
  readonly weekday: number | null;
  /** 1 … 31; in a shorter month its last day. */
  readonly monthDay: number | null;
  /** Days after a customer's first one. */
  readonly afterOnboardingDays: number | null;
  /** Day this was set: nothing is due from before. */
  readonly since: string;
}

/** `unplanned`: marked on the Overview; it counts for the week. */
export type ReviewKind = 'weekly' | 'monthly' | 'onboarding' | 'unplanned';

export interface DatedReview {
  readonly kind: ReviewKind;
  readonly day: string;
  /** Decision that accepted the customer; `null` but for onboardings. */
  readonly subject: number | null;
}

/** A customer that was accepted, with its first day. */
export interface GoneLive {
  readonly decision: number;
  readonly title: string;
  readonly on: string;
}

export interface DueReview {
  readonly kind: Exclude<ReviewKind, 'unplanned'>;
  readonly subject: number | null;
  /** The customer's decision, for an onboarding; empty else. */
  readonly title: string;
  readonly dueOn: string;
  /** 0: due today; negative: so many days to come. */
  readonly overdueDays: number;
}

function lastWeekday(today: number, weekday: number): number {
  return today - ((weekdayFromMonday(today) + 1 - weekday + 7) % 7);
}

/** The day of a month, its last one where it is shorter. `month` counts from year 0. */
function dayOfMonth(month: number, day: number): number {
  const year = Math.floor(month / 12);
  const first = (index: number): number => Date.UTC(Math.floor(index / 12), index % 12, 1) / DAY_MS;
  const length = first(month + 1) - first(month);
  return Date.UTC(year, month % 12, Math.min(day, length)) / DAY_MS;
}

function lastMonthDay(today: number, day: number): number {
  const [year = 0, month = 1] = dayName(today).split('-').map(Number);
  const index = year * 12 + month - 1;
  const here = dayOfMonth(index, day);
  return here <= today ? here : dayOfMonth(index - 1, day);
}

function nextMonthDay(last: number, day: number): number {
  const [year = 0, month = 1] = dayName(last).split('-').map(Number);
  return dayOfMonth(year * 12 + month, day);
}

/**
 * Reviews that are due, the longest overdue first, then those to come by day. One of a kind at most: a review missed for
 * three weeks is overdue once. A review counts from the day it was due on; one taken earlier does not. Nothing from before
 * the schedule was set is due.
 */
export function dueReviews(
  cadence: ReviewCadence,
  todayName: string,
  reviews: readonly DatedReview[],
  customers: readonly GoneLive[],
): readonly DueReview[] {
  const today = dayNumber(todayName);
  const since = dayNumber(cadence.since);
  const regular = (
    kind: 'weekly' | 'monthly',
    last: number,
    next: number,
    counts: ReadonlySet<ReviewKind>,
  ): DueReview => {
    const isDone =
      last < since || reviews.some((review) => counts.has(review.kind) && dayNumber(review.day) >= last);
    const dueOn = isDone ? next : last;
    return { kind, subject: null, title: '', dueOn: dayName(dueOn), overdueDays: today - dueOn };
  };
  const { weekday, monthDay, afterOnboardingDays } = cadence;
  const found: DueReview[] = [];
  if (weekday !== null) {
    const last = lastWeekday(today, weekday);
    found.push(regular('weekly', last, last + 7, new Set(['weekly', 'unplanned'])));
  }
  if (monthDay !== null) {
    const last = lastMonthDay(today, monthDay);
    found.push(regular('monthly', last, nextMonthDay(last, monthDay), new Set(['monthly'])));
  }
  if (afterOnboardingDays !== null)
    for (const { decision, title, on } of customers) {
      const dueOn = dayNumber(on) + afterOnboardingDays;
      const isDone = reviews.some((review) => review.kind === 'onboarding' && review.subject === decision);
      if (isDone || dueOn < since) continue;
      found.push({
        kind: 'onboarding',
        subject: decision,
        title,
        dueOn: dayName(dueOn),
        overdueDays: today - dueOn,
      });
    }
  return found.sort((a, b) => b.overdueDays - a.overdueDays || byCodeUnits(a.kind, b.kind));
}

const KIND_WORDS = { weekly: 'Weekly review', monthly: 'Monthly review', onboarding: 'Review' } as const;

/** `Weekly review`, `Review of “Accept larkspur”`. */
export const dueName = ({ kind, title }: Pick<DueReview, 'kind' | 'title'>): string =>
  title === '' ? KIND_WORDS[kind] : `${KIND_WORDS[kind]} of “${title}”`;

/** `due today`, `overdue by 3 days`, `in 4 days`. */
export function dueWords({ overdueDays }: Pick<DueReview, 'overdueDays'>): string {
  const days = Math.abs(overdueDays);
  const count = `${days} ${days === 1 ? 'day' : 'days'}`;
  if (overdueDays === 0) return 'due today';
  return overdueDays > 0 ? `overdue by ${count}` : `in ${count}`;
}
