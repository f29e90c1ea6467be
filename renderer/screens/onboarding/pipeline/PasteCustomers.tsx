import { useMemo, useRef, useState } from 'react';
import type { Prospect } from '../../../../shared/ipc/pipeline-channels.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import { PIPELINE_COLUMNS, readPipeline } from '../../../../shared/view/pipeline-text.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { TextAreaInput } from '../../../components/form/TextAreaInput.tsx';
import { freshProspectId, savePipeline } from '../../../state/pipeline-store.ts';
import { useView } from '../../../state/view-store.ts';

interface PasteCustomersProps {
  readonly isOpen: boolean;
  readonly prospects: readonly Prospect[];
  readonly onClose: () => void;
}

const SHOWN = 8;

/** Customers from a spreadsheet's clipboard or a CSV file: read while typed, every bad cell located, nothing done before the press. */
export function PasteCustomers({ isOpen, prospects, onClose }: PasteCustomersProps) {
  const region = useView((state) => state.region);
  const [text, setText] = useState('');
  const [isAdding, setIsAdding] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const { rows, problems } = useMemo(() => readPipeline(text, region), [text, region]);
  const add = async (): Promise<void> => {
    const taken = new Set(prospects.map(({ id }) => id));
    const added = rows.map((fields): Prospect => {
      const id = freshProspectId(taken);
      taken.add(id);
      return { customer: '', ...fields, id, type: 'onboardCustomer' };
    });
    const what = `Add ${counted(added.length, 'customer')} to the pipeline`;
    setIsAdding(true);
    const isKept = await savePipeline([...prospects, ...added], what);
    setIsAdding(false);
    if (!isKept) return;
    setText('');
    onClose();
  };
  return (
    <Dialog
      wide
      title="Add customers from a table"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button kind="quiet" icon="file" onPress={() => file.current?.click()}>
            Read a CSV file
          </Button>
          <span className="grow" />
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" disabled={rows.length === 0 || isAdding} onPress={() => void add()}>
            Add {counted(rows.length, 'customer')}
          </Button>
        </>
      }
    >
      <TextAreaInput
        label="Cells, from a spreadsheet or a CSV"
        rows={9}
        autoFocus
        value={text}
        onChange={setText}
        placeholder={'customer\ton\tprobability\tmicrovms\tconnections\tramp'}
        hint={`Columns by name: ${PIPELINE_COLUMNS.map(({ name }) => name).join(', ')}. Without a header: customer, on, probability, microvms, connections, ramp. Uncertain amounts as low..likely..high, like 20000..30000..45000.`}
      />
      <input
        ref={file}
        type="file"
        accept=".csv,.tsv,.txt"
        hidden
        aria-label="CSV file of customers"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          void chosen?.text().then(setText);
        }}
      />
      {text.trim() === '' ? null : (
        <div role="status">
          <p className="soft">
            {counted(rows.length, 'customer')} read
            {problems.length === 0
              ? '.'
              : `, ${counted(problems.length, 'cell')} cannot be; their rows are left out.`}
          </p>
          <ul className="problems">
            {problems.slice(0, SHOWN).map(({ line, column, message }) => (
              <li key={`${line} ${column} ${message}`}>
                line {line}, {column}: {message}
              </li>
            ))}
            {problems.length > SHOWN ? <li>{problems.length - SHOWN} more</li> : null}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
