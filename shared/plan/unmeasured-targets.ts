/** `every target`, `every measured target`: how many of them a sentence can speak for. */
export const everyTarget = (unmeasured: number): string =>
  unmeasured === 0 ? 'every target' : 'every measured target';

/** `; 3 are not measured`: what follows `everyTarget`; empty where all are. `shown` is the number as it is written. */
export const besideUnmeasured = (unmeasured: number, shown = String(unmeasured)): string =>
  unmeasured === 0 ? '' : `; ${shown} ${unmeasured === 1 ? 'is' : 'are'} not measured`;
