import type { ServicesAnswer, ServicesSide } from '../../../../shared/ipc/services-channels.ts';
import type { Measured } from '../../../../shared/model/document.ts';
import type { TimeTarget } from '../../../../shared/view/time-lines.ts';

/** One thing as it is and as it is in the scenario; `after` is `null` without a scenario, or where it is gone. */
export interface BothSides<T> {
  readonly before: T;
  readonly after: T | null;
}

/** What a region has of a kind, each with itself in the scenario. */
export function bothSides<T extends { readonly id: string; readonly region: string | null }>(
  services: ServicesAnswer,
  region: string,
  of: (side: ServicesSide) => readonly T[],
): readonly BothSides<T>[] {
  const after = services.after === null ? null : of(services.after);
  return of(services.before)
    .filter((one) => one.region === region)
    .map((before) => ({ before, after: after?.find(({ id }) => id === before.id) ?? null }));
}

/** The line a measured value should stay under; none where it has no limit. */
export function atMost(limit: Measured, label: string): TimeTarget | null {
  return limit === null ? null : { value: limit, label, missedAbove: true };
}
