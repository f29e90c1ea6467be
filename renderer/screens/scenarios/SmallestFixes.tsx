import { useState } from 'react';
import type { Fix, FixAnswer, FixEvent } from '../../../shared/timeline/fix-result.ts';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { fixWords, unmendedWords } from '../../../shared/view/fix-words.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { freshEventId, type EventDocument } from '../../state/scenario-document.ts';
import { edit, type Desk } from '../../state/scenario-store.ts';
import { showDone } from '../../state/toast-store.ts';
import { useSmallestFixes } from './use-smallest-fixes.ts';

/** Puts fixes before everything else, as they were tried; the note below offers to take them out again. */
function add(events: readonly FixEvent[], what: string): void {
  const added: EventDocument[] = [];
  edit((document) => {
    for (const event of events) {
      const known = { ...document, events: [...added, ...document.events] };
      added.push({ ...event, id: freshEventId(known, event.type) });
    }
    return { ...document, events: [...added, ...document.events] };
  });
  const ids = new Set(added.map(({ id }) => id));
  showDone(`${what} added to the scenario.`, {
    label: 'Undo',
    run: () =>
      edit((document) => ({ ...document, events: document.events.filter(({ id }) => !ids.has(id)) })),
  });
}

function Offers({ answer }: { readonly answer: FixAnswer }) {
  const regionName = useInventory((state) => state.regionName);
  const { fixes, together } = answer;
  return (
    <ul>
      {fixes.map((fix) => {
        const { deed, effect } = fixWords(fix, regionName);
        return (
          <li key={JSON.stringify(fix.event)}>
            <Button
              small
              icon="plus"
              label={`Add to the scenario: ${deed}`}
              onPress={() => add([fix.event], deed)}
            />
            <div>
              <b className="med">{deed}</b>
              <span className="soft">{effect}</span>
            </div>
          </li>
        );
      })}
      {together === false ? (
        <li className="soft">Each was tried alone; together they do not mend all of it.</li>
      ) : null}
    </ul>
  );
}

/** Only where all of them were tried at once: each then holds what it mends, and nothing else breaks. */
function AddAll({ fixes }: { readonly fixes: readonly Fix[] }) {
  const what = counted(fixes.length, 'fix', 'fixes');
  return (
    <button
      type="button"
      className="linkish"
      title="Tried together: each holds what it mends, nothing else breaks."
      onClick={() =>
        add(
          fixes.map(({ event }) => event),
          what,
        )
      }
    >
      Add all {fixes.length}
    </button>
  );
}

const SHOWN = 2;

function Unmended({ answer }: { readonly answer: FixAnswer }) {
  const regionName = useInventory((state) => state.regionName);
  const [showsAll, setShowsAll] = useState(false);
  const lines = unmendedWords(answer, regionName);
  if (lines.length === 0) return null;
  const rest = lines.length - SHOWN;
  return (
    <div className="fix-none">
      <h3 className="soft">No fix found</h3>
      <ul>
        {(showsAll ? lines : lines.slice(0, SHOWN)).map(({ what, why }) => (
          <li key={why}>
            <div>
              <span>{what}</span>
              <span className="mute">{why}</span>
            </div>
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <button type="button" className="linkish" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `${rest} more`}
        </button>
      ) : null}
    </div>
  );
}

/** The least changes that make what is missed hold, each tried by the engine; one press puts it into the scenario. */
export function SmallestFixes({
  desk,
  result,
}: {
  readonly desk: Desk;
  readonly result: ImmediateResult | null;
}) {
  const search = useSmallestFixes(desk, result);
  if (search.state === 'none') return null;
  return (
    <section className="fix" aria-label="Smallest fixes" aria-busy={search.state === 'searching'}>
      <div className="fix-h">
        <h2>Smallest fixes</h2>
        {search.state === 'found' && search.answer.together === true ? (
          <AddAll fixes={search.answer.fixes} />
        ) : null}
      </div>
      {search.state === 'searching' ? <p className="mute">Trying hosts, nodes and sizes…</p> : null}
      {search.state === 'failed' ? <p className="mute">Not searched: {search.message}</p> : null}
      {search.state === 'found' ? (
        <>
          <Offers answer={search.answer} />
          <Unmended answer={search.answer} />
        </>
      ) : null}
    </section>
  );
}
