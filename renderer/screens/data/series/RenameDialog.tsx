import { useState } from 'react';
import { METRIC_CATALOGUE } from '../../../../shared/import/metric-catalogue.ts';
import { counted } from '../../../../shared/view/number-format.ts';
import type { ListedSeries } from '../../../../shared/view/series-rows.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { TextInput } from '../../../components/form/TextInput.tsx';
import { Select } from '../../../components/Select.tsx';
import { renameSeries } from '../../../state/series-store.ts';

const OTHER = 'another name';

interface RenameDialogProps {
  readonly row: ListedSeries;
  /** Every series of the same metric. */
  readonly alike: readonly ListedSeries[];
  readonly onClose: () => void;
}

/** Another entity or metric for a series, or one metric for all that share it; values go along in the metric's unit. */
export function RenameDialog({ row, alike, onClose }: RenameDialogProps) {
  const [entity, setEntity] = useState(row.entity);
  const [metric, setMetric] = useState(row.metric);
  const [picks, setPicks] = useState(row.isCanonical);
  const [all, setAll] = useState(false);
  const renamed = all
    ? alike.map(({ entity: from }) => ({
        from: { entity: from, metric: row.metric },
        to: { entity: from, metric },
      }))
    : [{ from: { entity: row.entity, metric: row.metric }, to: { entity: entity.trim(), metric } }];
  const changes = renamed.filter(({ from, to }) => from.entity !== to.entity || from.metric !== to.metric);
  const isWhole = metric.trim() !== '' && (all || entity.trim() !== '');
  const canonical = METRIC_CATALOGUE.find(({ id }) => id === metric);
  return (
    <Dialog
      isOpen
      title={`Rename ${row.metric} of ${row.entity}`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabled={!isWhole || changes.length === 0}
            onPress={() => {
              void renameSeries(changes).then((done) => {
                if (done) onClose();
              });
            }}
          >
            Rename {counted(Math.max(1, changes.length), 'series', 'series')}
          </Button>
        </>
      }
    >
      <div className="ser-rename">
        {all ? null : <TextInput label="Entity" value={entity} onChange={setEntity} />}
        <Select
          showLabel
          small
          label="Metric"
          value={picks && canonical !== undefined ? metric : OTHER}
          options={[
            { id: OTHER, label: 'A name of your own' },
            ...METRIC_CATALOGUE.map(({ id, title, unit }) => ({ id, label: title, beside: unit })),
          ]}
          onChange={(id) => {
            setPicks(id !== OTHER);
            if (id !== OTHER) setMetric(id);
          }}
        />
        {picks ? null : <TextInput label="Name of the metric" value={metric} onChange={setMetric} />}
        {alike.length > 1 ? (
          <label className="tick">
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
            Every series of {row.metric} ({alike.length})
          </label>
        ) : null}
        <p className="mute">
          {canonical === undefined || metric === row.metric
            ? 'The samples stay as they are.'
            : row.unit === null
              ? `The series has no unit: its values are taken for ${canonical.unit} as they are.`
              : row.unit === canonical.unit
                ? 'The samples stay as they are.'
                : `Values are converted from ${row.unit} to ${canonical.unit}.`}{' '}
          One step of undo.
        </p>
      </div>
    </Dialog>
  );
}
