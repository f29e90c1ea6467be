import type { SimulationResult } from './result.ts';

/** A result as plain JSON: lanes of transients as arrays of numbers instead of typed arrays; all else as it is. */
export function resultToJson(result: SimulationResult): unknown {
  return {
    ...result,
    events: result.events.map((entry) => ({
      ...entry,
      transients: entry.transients.map((transient) => ({
        ...transient,
        lanes: transient.lanes.map((lane) => ({
          ...lane,
          seconds: [...lane.seconds],
          values: [...lane.values],
        })),
      })),
    })),
  };
}
