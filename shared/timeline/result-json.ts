import type { SimulationResult } from './result.ts';

/**
 * A result as plain JSON: lanes of transients as arrays of numbers instead of typed arrays, events and
 * consequences without the derivations of their figures (the window opens those); all else as it is.
 */
export function resultToJson(result: SimulationResult): unknown {
  return {
    ...result,
    cascade: result.cascade.map(({ nodes: _nodes, ...consequence }) => consequence),
    events: result.events.map(({ figures: _figures, ...entry }) => ({
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
