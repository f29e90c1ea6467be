import { useRef } from 'react';
import { csvText, type ChartTable } from '../../../shared/view/chart-table.ts';
import { Button } from '../../components/Button.tsx';
import { copyText } from '../../state/clipboard.ts';
import { paneOf } from './pane-of.ts';
import { shownTable } from './shown-table.ts';

interface CopyCsvProps {
  /** What is copied, as the message afterwards says it: `Triggers`. */
  readonly what: string;
  /** Made only when it is asked for, numbers in full; without it the rows are read off the pane as they are shown. */
  readonly table?: () => ChartTable;
  /** Selector of the pane, where the button does not stand in its head. */
  readonly within?: string;
}

/** At the right of a table's head: its rows as CSV. */
export function CopyCsv({ what, table, within }: CopyCsvProps) {
  const place = useRef<HTMLSpanElement>(null);
  const copy = (): void => {
    const pane = paneOf(place.current, within);
    const rows = table === undefined ? (pane === null ? null : shownTable(pane)) : table();
    if (rows !== null) void copyText(`${what} as CSV`, csvText(rows));
  };
  return (
    <>
      <span className="grow" ref={place} />
      <span className={table === undefined && within === undefined ? 'copy-at copy-shown' : 'copy-at'}>
        <Button kind="quiet" small icon="copy" label={`Copy ${what} as CSV`} onPress={copy} />
      </span>
    </>
  );
}
