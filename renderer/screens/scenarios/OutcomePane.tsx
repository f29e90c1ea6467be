import { useEffect, useMemo } from 'react';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { eventFigures } from '../../../shared/view/outcome-figures.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { renewFigure } from '../../state/explain-store.ts';

const keyOf = (event: string, field: string): string => `${event} ${field}`;

/** What each event comes to in figures; every one opens how it came about. */
export function OutcomePane({ result }: { readonly result: ImmediateResult }) {
  const events = useMemo(() => eventFigures(result), [result]);
  useEffect(() => {
    for (const { event, figures } of events)
      for (const { field, node } of figures) renewFigure(keyOf(event, field), node);
  }, [events]);
  if (events.length === 0) return null;
  return (
    <div className="pane outcome rule-top">
      <header>
        <h2>In figures</h2>
        <span className="note">what each event comes to; a figure opens its derivation</span>
      </header>
      {events.map(({ event, title, figures }) => (
        <section key={event} aria-label={`${title} in figures`}>
          <h3>{title}</h3>
          <dl className="o-facts">
            {figures.map(({ field, label, text, node }) => (
              <div key={field}>
                <dt>{label}</dt>
                <dd>
                  <ExplainNumber
                    target={{ key: keyOf(event, field), title: `${label}, ${title}`, side: 'after', node }}
                  >
                    {text}
                  </ExplainNumber>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
