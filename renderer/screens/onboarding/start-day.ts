import { dayNumber, dayText } from '../../../shared/model/instant.ts';

/** A new customer begins a fortnight after what is known; the date is typed over where another is agreed. */
const STARTS_IN_DAYS = 14;

export function startDay(asOf: string | null): { readonly on?: string } {
  const today = asOf === null ? null : dayNumber(asOf.slice(0, 10));
  return today === null ? {} : { on: dayText(today + STARTS_IN_DAYS) };
}
