import type { Prospect } from '../../../../shared/ipc/pipeline-channels.ts';
import { pipelineCsv } from '../../../../shared/view/pipeline-text.ts';
import { Button } from '../../../components/Button.tsx';
import { NumberInput } from '../../../components/form/NumberInput.tsx';
import { MenuButton } from '../../../components/MenuButton.tsx';
import { Select } from '../../../components/Select.tsx';
import { copyText } from '../../../state/clipboard.ts';
import { choosePipeline, exportPipeline, usePipeline } from '../../../state/pipeline-store.ts';
import { addCustomer } from './add-customer.ts';

const HORIZONS = [90, 180, 365].map((days) => ({ id: String(days), label: `${days} days ahead` }));

/** What is done with the whole pipeline, and how its dice are thrown. */
export function PipelineTools({
  prospects,
  onPaste,
}: {
  readonly prospects: readonly Prospect[];
  readonly onPaste: () => void;
}) {
  const runs = usePipeline((state) => state.runs);
  const seed = usePipeline((state) => state.seed);
  const horizon = usePipeline((state) => state.horizonDays);
  return (
    <div className="pipeline-tools">
      <Button small icon="plus" onPress={() => addCustomer(prospects)}>
        Add customer
      </Button>
      <Button small icon="table" onPress={onPaste}>
        Paste or read a table
      </Button>
      <MenuButton
        small
        label="Export"
        icon="export"
        items={[
          { id: 'file', label: 'Pipeline as a CSV file' },
          { id: 'copy', label: 'Copy for a spreadsheet' },
        ]}
        onAction={(id) => {
          if (id === 'file') void exportPipeline(pipelineCsv(prospects));
          else void copyText('Pipeline', pipelineCsv(prospects, '\t'));
        }}
      />
      <span className="grow" />
      <Select
        small
        plain
        label="Horizon"
        value={String(horizon)}
        options={HORIZONS}
        onChange={(id) => choosePipeline({ horizonDays: Number(id) })}
      />
      <NumberInput
        label="Runs"
        min={100}
        max={20_000}
        step={100}
        value={runs}
        onChange={(value) => value !== null && choosePipeline({ runs: Math.round(value) })}
      />
      <NumberInput
        label="Seed"
        min={0}
        step={1}
        value={seed}
        onChange={(value) => value !== null && choosePipeline({ seed: Math.round(value) })}
      />
    </div>
  );
}
