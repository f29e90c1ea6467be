import { useState } from 'react';
import { tableTitle } from '../../../../shared/view/inventory-words.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { NotYet } from '../../../components/EmptyState.tsx';
import { Status } from '../../../components/Status.tsx';
import { Select } from '../../../components/Select.tsx';
import { useInventoryTable } from '../../../state/inventory-table-store.ts';
import { pasteAct, pasteProblems, pasteSentence, type PasteCellAt } from './paste-problems.ts';
import { PasteTable } from './PasteTable.tsx';
import { usePaste, type PastedBlock } from './use-paste.ts';

const PROBLEMS_SHOWN = 6;

/** A block from a spreadsheet before it goes in: what each row does, what is wrong and where, and the way to put it right. */
export function PasteDialog({
  block,
  onClose,
}: {
  readonly block: PastedBlock;
  readonly onClose: () => void;
}) {
  const table = useInventoryTable((state) => state.table);
  const paste = usePaste(block);
  const { answer, failure } = paste;
  const [target, setTarget] = useState<PasteCellAt | null>(null);
  const problems = answer === null ? [] : pasteProblems(answer, PROBLEMS_SHOWN);
  const act = answer === null ? null : pasteAct(table, answer);
  const unsettled = answer?.columns.some(({ problem }) => problem !== null) ?? false;
  const apply = async (skipBad: boolean): Promise<void> => {
    if (await paste.apply(skipBad)) onClose();
  };
  return (
    <Dialog
      isOpen
      wide
      title={`Paste into ${tableTitle(table)}`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          {answer !== null && answer.problems > 0 && act !== null ? (
            <Button disabled={!answer.canApply} onPress={() => void apply(true)}>
              {act.rest}
            </Button>
          ) : null}
          <Button
            kind="primary"
            disabled={answer === null || answer.problems > 0 || !answer.canApply}
            onPress={() => void apply(false)}
          >
            {act?.whole ?? 'Paste'}
          </Button>
        </>
      }
    >
      {answer === null ? (
        <NotYet
          inside
          wait="Reading the block…"
          failed="The block was not read."
          failure={failure}
          again={paste.again}
        />
      ) : (
        <>
          <p className="paste-say" role="status">
            <b>{pasteSentence(table, answer)}</b>{' '}
            {answer.byName
              ? 'Rows are found by what names them.'
              : 'The block lies over the rows it was pasted on.'}
          </p>
          <div className="paste-how">
            <label className="tick">
              <input
                type="checkbox"
                checked={answer.hasHeader}
                onChange={(event) => paste.setHeader(event.target.checked)}
              />
              First row is a header
            </label>
            <Select
              small
              plain
              label="Decimal mark"
              value={paste.decimal}
              options={[
                { id: 'auto', label: 'Decimal mark: as found' },
                { id: '.', label: 'Decimal point: 1,234.5' },
                { id: ',', label: 'Decimal comma: 1.234,5' },
              ]}
              onChange={(decimal) => paste.setDecimal(decimal === '.' || decimal === ',' ? decimal : 'auto')}
            />
          </div>
          {unsettled ? (
            <Status mark="watch">Choose what the marked columns stand for, or leave them out.</Status>
          ) : null}
          {problems.length === 0 ? null : (
            <ul className="paste-problems" aria-label="What cannot go in">
              {problems.map((problem) => (
                <li key={`${problem.row} ${problem.column}`}>
                  <Status mark="breach">
                    <button
                      type="button"
                      className="linkish"
                      onClick={() => setTarget({ row: problem.row, column: problem.column })}
                    >
                      {problem.text}
                    </button>
                  </Status>
                </li>
              ))}
              {answer.problems > problems.length ? (
                <li className="mute">{answer.problems - problems.length} more below</li>
              ) : null}
            </ul>
          )}
          <PasteTable answer={answer} target={target} onChoose={paste.choose} onWrite={paste.write} />
        </>
      )}
    </Dialog>
  );
}
