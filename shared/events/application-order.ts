import { byCodeUnits } from '../model/model-index.ts';
import type { ScenarioEvent } from './scenario.ts';

/** Probability at and above which the plain result includes an event (MODEL.md section 10). */
export const LIKELY = 0.5;

/** An event with its place in the scenario document. */
export interface PlacedEvent {
  readonly event: ScenarioEvent;
  readonly index: number;
}

/** Undated events in list order, then dated ones by (date, list order) — MODEL.md section 10. */
export function inApplicationOrder(events: readonly ScenarioEvent[]): readonly PlacedEvent[] {
  const placed = events.map((event, index) => ({ event, index }));
  const day = ({ event }: PlacedEvent) => event.on ?? '';
  return placed.sort((a, b) => byCodeUnits(day(a), day(b)) || a.index - b.index);
}

/** Its probability, by the middle of an interval; 1 if none is given. */
export function likelihood(event: ScenarioEvent): number {
  const { probability } = event;
  return probability === undefined ? 1 : typeof probability === 'number' ? probability : probability.mid;
}
