/** A cluster for a customer, and why it: given, or chosen. */
export interface Chosen {
  readonly id: string;
  readonly reason: string;
}

/** Reason of a cluster the event itself names. */
export const GIVEN = 'given';

/** Where a customer goes. */
export interface Whereabouts {
  readonly region: string;
  /** `null`: the customer names none and brings no microVMs. */
  readonly cluster: Chosen | null;
  /** Storage pool of the volumes; `null`: no volumes, or no pool in the region. */
  readonly pool: string | null;
}

/** Where the customers of a scenario go, by the id of their event; those who leave nothing open have no entry. */
export type SettledCustomers = ReadonlyMap<string, Whereabouts>;
