import { useState } from 'react';
import type { Fix, FixAnswer } from '../../../shared/timeline/fix-result.ts';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { fixWords, unmendedWords } from '../../../shared/view/fix-words.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { addFixes } from '../../state/event-edits.ts';
import type { Desk } from '../../state/scenario-store.ts';
import { useSmallestFixes } from './use-smallest-fixes.ts';

interface OffersProps {
  readonly desk: string;
  readonly answer: FixAnswer;
}

function Offers({ desk, answer }: OffersProps) {
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
              onPress={() => addFixes(desk, [fix.event], deed)}
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
function AddAll({ desk, fixes }: { readonly desk: string; readonly fixes: readonly Fix[] }) {
  const what = counted(fixes.length, 'fix', 'fixes');
  return (
    <button
      type="button"
      className="linkish"
      title="Tried together: each holds what it mends, nothing else breaks."
      onClick={() =>
        addFixes(
          desk,
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

/** What the end of the search is said with. */
function foundText({ fixes }: FixAnswer): string {
  return fixes.length === 0
    ? 'No fix found'
    : `${counted(fixes.length, 'smallest fix', 'smallest fixes')} found`;
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
          <AddAll desk={desk.key} fixes={search.answer.fixes} />
        ) : null}
      </div>
      <span className="vh" role="status">
        {search.state === 'found' ? foundText(search.answer) : ''}
      </span>
      {search.state === 'searching' ? <p className="mute">Trying hosts, nodes and sizes…</p> : null}
      {search.state === 'failed' ? (
        <ErrorNote title="They were not searched." again={search.again}>
          {search.message}
        </ErrorNote>
      ) : null}
      {search.state === 'found' ? (
        <>
          <Offers desk={desk.key} answer={search.answer} />
          <Unmended answer={search.answer} />
        </>
      ) : null}
    </section>
  );
}
