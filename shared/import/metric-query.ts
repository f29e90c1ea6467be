export interface QueryFilling {
  /** Range of rates as PromQL writes it, `5m`; four scrape intervals or more. */
  readonly window: string;
  /** Further label matchers, `region="eu-west",job=~"node.*"`; empty for none. They are put into every selector. */
  readonly matchers?: string;
}

/**
 * A catalogue query as PromQL. Empty matchers leave `{mode="idle",}` or `{}`, both of which Prometheus accepts. The texts
 * are put in as they are: a matcher that is no PromQL makes a query the server refuses.
 */
export function fillQuery(query: string, { window, matchers = '' }: QueryFilling): string {
  return query.replaceAll('$window', window).replaceAll('$match', () => matchers);
}
