import type { CustomerLoad } from '../../events/customer-load.ts';
import type { Measured } from '../../model/document.ts';
import type { FigureParts } from '../figure-effect.ts';

/** What of a customer is there on a day, and where. */
export interface Part {
  readonly load: CustomerLoad;
  readonly cluster: string | null;
}

/**
 * The constraints of one part of a model (a region's edge, a pool, …) with customers on top, as numbers: loads are sums, so
 * no model is made for them. Made for one model, asked for many days and runs. The arithmetic, in its order, is that of
 * `withCustomer` and of the constraint's row, so that the figures are theirs to the last bit (customer-world.test.ts).
 */
export interface CustomerSums {
  /** Puts these customers, in this order, on what is there without them; those that go elsewhere are passed over. */
  take(parts: readonly Part[]): void;
  /** Whether customers may touch a constraint (`edge.connections`, `region:eu-west`) here. */
  has(name: string, scope: string): boolean;
  /** The figures of one of those; `null`: those taken leave it as it is without them. */
  figures(name: string, scope: string): FigureParts | null;
}

/** A constraint of which only the demand counts. */
export function demandAlone(demand: Measured): FigureParts {
  return { domain: 'edge', resource: '', capacity: null, reserved: null, used: null, demand };
}

export const plus = (value: Measured, more: number): Measured => (value === null ? null : value + more);
export const times = (a: Measured, b: Measured): Measured => (a === null || b === null ? null : a * b);
