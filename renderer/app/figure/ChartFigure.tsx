import { useRef, useState, type ReactNode } from 'react';
import { csvText, type ChartTable } from '../../../shared/view/chart-table.ts';
import { chartPicture, picturePng } from '../../charts/chart-picture.ts';
import { MenuButton } from '../../components/MenuButton.tsx';
import { copyPicture, copyText } from '../../state/clipboard.ts';
import { showFailure } from '../../state/toast-store.ts';
import { FigureTable } from './FigureTable.tsx';

interface ChartFigureProps {
  /** What is shown: the figure's name, and the beginning of what is said after copying. */
  readonly label: string;
  /** The drawing in a sentence, for those who do not see it. */
  readonly description: string;
  /** What is drawn, as a table; made only when asked for. */
  readonly table: () => ChartTable;
  readonly children: ReactNode;
  readonly className?: string;
}

/**
 * A chart with what every chart has: a sentence and a table for those who do not see it, and a menu that copies it as PNG,
 * SVG or CSV.
 */
export function ChartFigure({ label, description, table, children, className = '' }: ChartFigureProps) {
  const drawing = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const copy = async (kind: string): Promise<void> => {
    if (kind === 'table') setAsTable(!asTable);
    else if (kind === 'csv') await copyText(`${label} as CSV`, csvText(table()));
    else if (drawing.current !== null) {
      const picture = chartPicture(drawing.current);
      if (kind === 'svg') await copyText(`${label} as SVG`, picture.svg);
      else await copyPicture(`${label} as PNG`, picturePng(picture));
    }
  };
  return (
    <figure className={`chart-figure ${className}`} aria-label={label}>
      <figcaption className="vh">{description}</figcaption>
      {asTable ? (
        <FigureTable label={label} table={table()} />
      ) : (
        <div className="chart-drawing" ref={drawing}>
          {children}
        </div>
      )}
      <div className="chart-menu">
        <MenuButton
          small
          iconOnly
          label={`Copy ${label}`}
          icon="more"
          items={[
            ...(asTable
              ? []
              : [
                  { id: 'png', label: 'Copy as PNG' },
                  { id: 'svg', label: 'Copy as SVG' },
                ]),
            { id: 'csv', label: 'Copy as CSV' },
            { id: 'table', label: asTable ? 'Show as a drawing' : 'Show as a table' },
          ]}
          onAction={(kind) =>
            void copy(kind).catch((error: unknown) =>
              showFailure(`${label} was not copied.`, { message: String(error) }),
            )
          }
        />
      </div>
    </figure>
  );
}
