import { useEffect, useMemo } from 'react';
import { definitionOf } from '../../../shared/events/event-registry.ts';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { cascadeChain } from '../../../shared/view/cascade-chain.ts';
import type { ChartTable } from '../../../shared/view/chart-table.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { renewFigure } from '../../state/explain-store.ts';
import { CascadeChart, chainKey } from './CascadeChart.tsx';

function tableOf({ cascade }: ImmediateResult, titles: ReadonlyMap<string, string>): ChartTable {
  return {
    columns: ['No.', 'After (s)', 'Domain', 'Because', 'What happens', 'Value', 'Limit', 'Verdict', 'Needs'],
    rows: cascade.map(
      ({ atSeconds, domain, cause, follows, effect, value, limit, verdict, missing }, place) => [
        place + 1,
        atSeconds,
        domain,
        follows === null ? (titles.get(cause) ?? cause) : `No. ${follows + 1}`,
        effect,
        value,
        limit,
        verdict,
        missing ?? null,
      ],
    ),
  };
}

/** What follows from what, across domains, in the order it happens. */
export function CascadePane({ result }: { readonly result: ImmediateResult }) {
  const titles = useMemo(
    () =>
      new Map(result.events.map(({ event }) => [event.id, definitionOf(event.type)?.title ?? event.type])),
    [result],
  );
  const chain = useMemo(() => cascadeChain(result.cascade, titles), [result, titles]);
  useEffect(() => {
    for (const [place, { nodes }] of result.cascade.entries())
      for (const part of ['value', 'limit'] as const)
        if (nodes[part] !== null) renewFigure(chainKey(place, part), nodes[part]);
  }, [result]);
  if (result.cascade.length === 0) return null;
  return (
    <section className="pane cascade rule-top" aria-label="What follows">
      <header>
        <h2>What follows</h2>
        <span className="note">from the events across domains, time running down</span>
        <CopyPane what="What follows" table={() => tableOf(result, titles)} />
      </header>
      <CascadeChart chain={chain} label="What follows from what" />
    </section>
  );
}
