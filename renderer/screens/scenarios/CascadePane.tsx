import { definitionOf } from '../../../shared/events/event-registry.ts';
import type { Consequence, SimulationResult } from '../../../shared/timeline/result.ts';
import { formatPlain } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { Status } from '../../components/Status.tsx';

const MARKS = { ok: 'ok', breach: 'breach', 'not-measured': 'unknown' } as const;
const WORDS = { ok: 'Holds', breach: 'Missed', 'not-measured': 'Not measured' } as const;
const DOMAINS: Readonly<Record<string, string>> = { controlPlane: 'control plane' };

function Row({ consequence, because }: { readonly consequence: Consequence; readonly because: string }) {
  const { atSeconds, domain, effect, value, limit, verdict, missing } = consequence;
  return (
    <tr>
      <td className="r">{atSeconds === null ? '—' : quantityText(atSeconds, 'seconds')}</td>
      <td className="mute">{DOMAINS[domain] ?? domain}</td>
      <td className="soft">{because}</td>
      <td className="wrap">
        {effect}
        {missing === undefined ? null : <span className="mute"> needs {missing}</span>}
      </td>
      <td className="r">
        {value === null ? (
          <span className="mute">—</span>
        ) : (
          formatPlain(value, Math.abs(value) >= 100 ? 0 : 2)
        )}
      </td>
      <td className="r mute">{limit === null ? '' : formatPlain(limit, Math.abs(limit) >= 100 ? 0 : 2)}</td>
      <td className="verdict">
        <Status mark={MARKS[verdict]}>{WORDS[verdict]}</Status>
      </td>
    </tr>
  );
}

/** What follows from what, across domains, in the order it happens. */
export function CascadePane({ result }: { readonly result: SimulationResult }) {
  if (result.cascade.length === 0) return null;
  const titles = new Map(
    result.events.map(({ event }) => [event.id, definitionOf(event.type)?.title ?? event.type]),
  );
  return (
    <div className="pane cascade rule-top">
      <header>
        <h2>What follows</h2>
        <span className="note">consequences in other domains, in the order they happen</span>
      </header>
      <table className="tbl">
        <thead>
          <tr>
            <th className="r">After</th>
            <th>Where</th>
            <th>Because</th>
            <th>What happens</th>
            <th className="r">Value</th>
            <th className="r">Limit</th>
            <th className="verdict">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {result.cascade.map((consequence, at) => (
            // The same consequence may follow twice; its place in the order is what identifies it.
            <Row
              key={`${at}:${consequence.effect}`}
              consequence={consequence}
              because={titles.get(consequence.cause) ?? consequence.cause}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
