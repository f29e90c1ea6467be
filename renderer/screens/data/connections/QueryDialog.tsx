import { useRef, useState } from 'react';
import type { Connection, LiveQuery } from '../../../../shared/import/live/connection.ts';
import type { QueryPreview } from '../../../../shared/import/live/query-preview.ts';
import { METRIC_CATALOGUE } from '../../../../shared/import/metric-catalogue.ts';
import { EXPORTERS } from '../../../../shared/import/catalogue/exporters.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNote } from '../../../components/EmptyState.tsx';
import { EntityInput } from '../../../components/form/EntityInput.tsx';
import { TextAreaInput } from '../../../components/form/TextAreaInput.tsx';
import { TextInput } from '../../../components/form/TextInput.tsx';
import { Select } from '../../../components/Select.tsx';
import { bridge } from '../../../state/bridge.ts';
import { changeQuery, connectionTask, removeQuery } from '../../../state/connection-store.ts';
import { KIND_WORDS, metricTitle, stepText } from './connection-words.ts';
import { PreviewPane } from './PreviewPane.tsx';

const KINDS = Object.entries(KIND_WORDS).map(([id, { many }]) => ({ id, label: many }));

/** The first query of the catalogue for a metric, ready to be changed. */
function startOf(metricId: string): LiveQuery {
  const metric = METRIC_CATALOGUE.find(({ id }) => id === metricId);
  const first = metric?.queries[0];
  return {
    id: crypto.randomUUID(),
    metric: metricId,
    kind: first?.kind ?? metric?.kinds[0] ?? 'host',
    query: first?.query ?? '',
    entityLabel: first?.entityLabel ?? 'instance',
    entityPattern: null,
    keep: 'samples',
    per: 'entity',
    enabled: true,
  };
}

type Keeping = 'samples' | 'entity' | 'sums';
const keepingOf = ({ keep, per }: LiveQuery): Keeping => (keep === 'samples' ? 'samples' : per);

interface QueryDialogProps {
  readonly connection: Connection;
  /** `null`: a new one. */
  readonly query: LiveQuery | null;
  readonly onClose: () => void;
}

/** A query on the left, what it finds now on the right. */
export function QueryDialog({ connection, query, onClose }: QueryDialogProps) {
  const [draft, setDraft] = useState<LiveQuery>(() => query ?? startOf('memory_used_bytes'));
  const [preview, setPreview] = useState<QueryPreview | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);
  const change = (changed: Partial<LiveQuery>): void => {
    turn.current += 1;
    setDraft({ ...draft, ...changed });
    setPreview(null);
    setFailure(null);
  };
  const offered = METRIC_CATALOGUE.find(({ id }) => id === draft.metric)?.queries ?? [];
  const complete = draft.query.trim() !== '' && draft.entityLabel.trim() !== '';

  const look = async (): Promise<void> => {
    const mine = turn.current;
    setBusy(true);
    setFailure(null);
    const reply = await bridge().invoke('connection:preview', {
      connection: { ...connection, queries: [draft] },
      query: draft.id,
      task: connectionTask('preview'),
    });
    setBusy(false);
    // An answer about what stood there before says nothing of what stands there now.
    if (mine !== turn.current) return;
    if (reply.ok) setPreview(reply.value);
    else setFailure(reply.message);
  };
  const save = async (): Promise<void> => {
    if (await changeQuery(connection.id, draft)) onClose();
  };
  const remove = (): void => {
    void removeQuery(connection.id, draft.id);
    onClose();
  };
  const summable = draft.kind === 'host' || draft.kind === 'edgeNode';
  const keeping = [
    {
      id: 'samples',
      label: `Every ${stepText(connection.stepSeconds)} of each ${KIND_WORDS[draft.kind].one}`,
    },
    { id: 'entity', label: `Daily peak of each ${KIND_WORDS[draft.kind].one}` },
    ...(summable ? [{ id: 'sums', label: 'Daily peak of sums per cluster and region' }] : []),
  ];
  return (
    <Dialog
      wide
      isOpen
      title={query === null ? 'Add a query' : metricTitle(query.metric)}
      onClose={onClose}
      footer={
        <>
          {query === null ? null : (
            <span className="dialog-left">
              <Button kind="danger" onPress={remove}>
                Remove query
              </Button>
            </span>
          )}
          <Button onPress={onClose}>Cancel</Button>
          <Button disabled={!complete || busy} onPress={() => void look()}>
            {busy ? 'Asking…' : 'Preview'}
          </Button>
          <Button kind="primary" disabled={!complete} onPress={() => void save()}>
            {query === null ? 'Add query' : 'Save query'}
          </Button>
        </>
      }
    >
      <div className="conn-form">
        <div className="form-fields">
          <div className="form-row">
            <EntityInput
              label="Metric"
              placeholder="Search the catalogue"
              value={draft.metric}
              options={METRIC_CATALOGUE.map(({ id, title }) => ({ id, label: title }))}
              onChange={(metric) => {
                if (metric !== null) change({ ...startOf(metric), id: draft.id });
              }}
            />
            <Select
              showLabel
              small
              label="Of"
              value={draft.kind}
              options={KINDS}
              onChange={(kind) => {
                const known = Object.keys(KIND_WORDS).find((one) => one === kind) as
                  LiveQuery['kind'] | undefined;
                if (known !== undefined) change({ kind: known });
              }}
            />
          </div>
          {offered.length > 1 ? (
            <Select
              showLabel
              small
              label="From the catalogue"
              placeholder="Own query"
              value={String(offered.findIndex((one) => one.query === draft.query))}
              options={offered.map((one, index) => ({
                id: String(index),
                label: EXPORTERS[one.exporter].title,
              }))}
              onChange={(index) => {
                const chosen = offered[Number(index)];
                if (chosen !== undefined)
                  change({ query: chosen.query, kind: chosen.kind, entityLabel: chosen.entityLabel });
              }}
            />
          ) : null}
          <TextAreaInput
            label="Query (PromQL)"
            rows={6}
            value={draft.query}
            hint="$window is the range of rates, $match the connection’s label matchers."
            onChange={(text) => change({ query: text })}
          />
          <div className="form-row">
            <TextInput
              label="Label that names the entity"
              value={draft.entityLabel}
              onChange={(entityLabel) => change({ entityLabel })}
            />
            <TextInput
              label="Pattern on it"
              value={draft.entityPattern ?? ''}
              placeholder="^(.+):9100$"
              hint="Empty: a port is cut off."
              onChange={(pattern) => change({ entityPattern: pattern === '' ? null : pattern })}
            />
          </div>
          <Select
            showLabel
            small
            label="Keep"
            value={keepingOf(draft)}
            options={keeping}
            onChange={(id) =>
              change(
                id === 'samples'
                  ? { keep: 'samples' }
                  : { keep: 'dailyPeaks', per: id === 'sums' ? 'sums' : 'entity' },
              )
            }
          />
          {draft.keep === 'dailyPeaks' ? (
            <p className="mute">
              The server computes the day’s 95th percentile; one number a day comes over the line, enough for
              forecasts.
            </p>
          ) : null}
        </div>
        <div className="form-effect">
          {failure === null ? null : <ErrorNote title="The server did not answer it.">{failure}</ErrorNote>}
          {preview === null ? (
            failure === null ? (
              <p className="soft">
                <b className="med">Preview</b> asks the query once, now: which series it finds, and which
                entity each belongs to. Nothing is kept.
              </p>
            ) : null
          ) : (
            <PreviewPane preview={preview} kind={draft.kind} days={connection.days} metric={draft.metric} />
          )}
        </div>
      </div>
    </Dialog>
  );
}
