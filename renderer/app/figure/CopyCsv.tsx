import { csvText, type ChartTable } from '../../../shared/view/chart-table.ts';
import { Button } from '../../components/Button.tsx';
import { copyText } from '../../state/clipboard.ts';

interface CopyCsvProps {
  /** What is copied, as the message afterwards says it: `Triggers`. */
  readonly what: string;
  /** Made only when it is asked for. */
  readonly table: () => ChartTable;
}

/** At the right of a table's head: the rows shown, as CSV with numbers in full. */
export function CopyCsv({ what, table }: CopyCsvProps) {
  return (
    <>
      <span className="grow" />
      <Button
        kind="quiet"
        small
        icon="copy"
        label={`Copy ${what} as CSV`}
        onPress={() => void copyText(`${what} as CSV`, csvText(table()))}
      />
    </>
  );
}
