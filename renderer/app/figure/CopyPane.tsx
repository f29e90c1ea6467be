import { useRef } from 'react';
import { csvText, type ChartTable } from '../../../shared/view/chart-table.ts';
import { chartPicture, picturePng } from '../../charts/chart-picture.ts';
import { MenuButton } from '../../components/MenuButton.tsx';
import { copyPicture, copyText } from '../../state/clipboard.ts';
import { showFailure } from '../../state/toast-store.ts';
import { paneOf } from './pane-of.ts';
import { shownTable } from './shown-table.ts';

interface CopyPaneProps {
  /** What is copied, as the message afterwards says it: `Capacity`. */
  readonly what: string;
  /** Made only when it is asked for, numbers in full; without it the rows are read off the pane as they are shown. */
  readonly table?: () => ChartTable;
  /** Selector of the pane, where the button does not stand in its head. */
  readonly within?: string;
  /** What the drawings in the rows are made of, day by day. */
  readonly lines?: () => ChartTable;
}

const ITEMS = [
  { id: 'png', label: 'Copy as PNG' },
  { id: 'svg', label: 'Copy as SVG' },
  { id: 'csv', label: 'Copy as CSV' },
];

/** At the right of the head of a pane whose rows hold small drawings: the pane as a picture, its rows as CSV. */
export function CopyPane({ what, table, lines, within }: CopyPaneProps) {
  const place = useRef<HTMLSpanElement>(null);
  const copy = async (kind: string): Promise<void> => {
    const pane = paneOf(place.current, within);
    if (pane === null) return;
    if (kind === 'lines' && lines !== undefined) {
      await copyText(`${what}, lines as CSV`, csvText(lines()));
    } else if (kind === 'csv') await copyText(`${what} as CSV`, csvText(table?.() ?? shownTable(pane)));
    else if (kind === 'svg') await copyText(`${what} as SVG`, chartPicture(pane).svg);
    else await copyPicture(`${what} as PNG`, picturePng(chartPicture(pane)));
  };
  return (
    <>
      <span className="grow" ref={place} />
      <span className={table === undefined && within === undefined ? 'copy-at copy-shown' : 'copy-at'}>
        <MenuButton
          small
          iconOnly
          icon="copy"
          label={`Copy ${what}`}
          items={lines === undefined ? ITEMS : [...ITEMS, { id: 'lines', label: 'Copy lines as CSV' }]}
          onAction={(kind) =>
            void copy(kind).catch((error: unknown) =>
              showFailure(`${what} was not copied.`, { message: String(error) }),
            )
          }
        />
      </span>
    </>
  );
}
