import { useEffect, useRef } from 'react';
import type { PasteAnswer } from '../../../../shared/ipc/inventory-edit-channels.ts';
import { columnTitle } from '../../../../shared/view/inventory-words.ts';
import { Select } from '../../../components/Select.tsx';
import { Status } from '../../../components/Status.tsx';
import { useRowWindow } from '../../../components/use-row-window.ts';
import type { PasteCellAt } from './paste-problems.ts';

const ROW = 28;
const HEAD = 52;
const COLUMN = 148;
const LEAVE_OUT = '(leave out)';

interface PasteTableProps {
  readonly answer: PasteAnswer;
  /** The cell to look at; its field takes the focus. */
  readonly target: PasteCellAt | null;
  readonly onChoose: (column: number, key: string | null) => void;
  readonly onWrite: (row: number, column: number, text: string) => void;
}

const ACTIONS = {
  add: ['ok', 'new'],
  change: ['repacked', 'changes'],
  same: ['base', 'same'],
  bad: ['breach', 'bad'],
} as const;

function BadCell(props: {
  readonly text: string;
  readonly label: string;
  readonly problem: string;
  readonly isTarget: boolean;
  readonly onWrite: (text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.isTarget) {
      input.current?.focus();
      input.current?.select();
    }
  }, [props.isTarget]);
  const take = (): void => {
    const text = input.current?.value ?? props.text;
    if (text !== props.text) props.onWrite(text);
  };
  return (
    <input
      ref={input}
      className="cell-input bad"
      defaultValue={props.text}
      aria-label={props.label}
      aria-invalid="true"
      title={props.problem}
      spellCheck={false}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}

/** The pasted block as it would go in. What is wrong is a field to be put right; all else is text. */
export function PasteTable({ answer, target, onChoose, onWrite }: PasteTableProps) {
  const { scroller, items, totalHeight, scrollTo } = useRowWindow({
    count: answer.rows.length,
    rowHeight: ROW,
    headHeight: HEAD,
  });
  const asked = target?.row ?? null;
  useEffect(() => {
    if (asked !== null) scrollTo(asked);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a cell asked for is scrolled to
  }, [asked]);
  const template = `76px repeat(${answer.columns.length}, minmax(${COLUMN}px, 1fr))`;
  const width = `max(100%, ${76 + answer.columns.length * (COLUMN + 1)}px)`;
  return (
    <div className="paste-table" ref={scroller} role="table" aria-label="Pasted cells" tabIndex={0}>
      <div role="rowgroup" style={{ height: totalHeight, position: 'relative' }}>
        <div role="row" className="paste-head" style={{ gridTemplateColumns: template, width, height: HEAD }}>
          <span role="columnheader" className="mute">
            Row
          </span>
          {answer.columns.map((column, at) => (
            // The columns of a block have no name of their own; their place is what identifies them.
            <span role="columnheader" key={at} className={column.problem === null ? '' : 'is-breach'}>
              <Select
                small
                label={`Column ${at + 1}${column.header === null ? '' : `, ${column.header}`}`}
                value={column.key ?? (column.problem === null ? LEAVE_OUT : null)}
                placeholder="choose"
                options={[
                  { id: LEAVE_OUT, label: 'leave out' },
                  ...answer.choices.map(({ key, unit }) => ({
                    id: key,
                    label: columnTitle(key),
                    ...(unit === null ? {} : { beside: unit.name }),
                  })),
                ]}
                onChange={(key) => onChoose(at, key === LEAVE_OUT ? null : key)}
              />
              <span className="ell paste-from" title={column.problem ?? column.header ?? ''}>
                {column.problem ?? [column.header, column.unit].filter(Boolean).join(', ')}
              </span>
            </span>
          ))}
        </div>
        {items.map(({ index, start }) => {
          const row = answer.rows[index];
          if (row === undefined) return null;
          const [mark, word] = ACTIONS[row.action];
          return (
            <div
              key={index}
              role="row"
              className="paste-row"
              style={{ top: start, gridTemplateColumns: template, width }}
            >
              <span role="cell" title={row.problem ?? undefined}>
                <Status mark={mark}>{word}</Status>
              </span>
              {answer.columns.map((column, at) => {
                const cell = row.cells[at];
                const name = column.key === null ? `column ${at + 1}` : columnTitle(column.key);
                return (
                  <span role="cell" key={at} className={column.key === null ? 'mute' : ''}>
                    {cell === undefined || cell.problem === null ? (
                      <span className="ell" title={cell?.text}>
                        {cell?.text}
                      </span>
                    ) : (
                      <BadCell
                        key={cell.text}
                        text={cell.text}
                        label={`${name}, row ${index + 1}`}
                        problem={cell.problem}
                        isTarget={target?.row === index && target.column === at}
                        onWrite={(text) => onWrite(index, at, text)}
                      />
                    )}
                  </span>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
