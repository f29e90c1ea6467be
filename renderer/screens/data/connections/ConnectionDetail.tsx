import { useState } from 'react';
import { queryNotes } from '../../../../shared/import/live/sync-report.ts';
import type { ConnectionState } from '../../../../shared/ipc/connection-channels.ts';
import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { Button } from '../../../components/Button.tsx';
import { EmptyState, ErrorNote } from '../../../components/EmptyState.tsx';
import { MenuButton } from '../../../components/MenuButton.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { Select } from '../../../components/Select.tsx';
import { Status } from '../../../components/Status.tsx';
import { VerdictHead } from '../../../components/VerdictHead.tsx';
import {
  cancelSync,
  discoverInventory,
  findQueries,
  removeConnection,
  scheduleConnection,
  syncNow,
  testConnection,
  useConnections,
} from '../../../state/connection-store.ts';
import { useProgress } from '../../../state/progress-store.ts';
import { bytesText, connectionVerdict, metricTitle } from './connection-words.ts';
import { QueryTable } from './QueryTable.tsx';
import { StageList } from './StageList.tsx';

const SCHEDULES = [
  { id: 'never', label: 'Only when asked' },
  { id: '15', label: 'Every 15 min' },
  { id: '60', label: 'Every hour' },
  { id: '360', label: 'Every 6 h' },
  { id: '1440', label: 'Every day' },
] as const;

function Running({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  const rest = progress?.remainingSeconds ?? null;
  return (
    <div className="import-run conn-run" role="status" aria-live="off">
      <div className="pg-t">
        <span className="ell">
          {progress?.detail == null ? 'Asking what there is' : metricTitle(progress.detail)}
        </span>
        {share === null ? null : <span className="mute">{Math.round(share * 100)}%</span>}
        <Button small onPress={() => void cancelSync(task)}>
          Cancel
        </Button>
      </div>
      <Progress label="Syncing" share={share} />
      <p className="mute">
        {progress?.ratePerSecond == null
          ? 'Each part is kept as soon as it is there.'
          : `${formatInteger(progress.ratePerSecond)} samples/s`}
        {rest === null
          ? ''
          : `, ${rest < 1 ? 'less than a second' : quantityText(Math.ceil(rest), 'seconds')} left. What is fetched is kept.`}
      </p>
    </div>
  );
}

function Warnings({ state }: { readonly state: ConnectionState }) {
  const { connection, secrets } = state;
  const needs = connection.auth.kind !== 'none' || connection.headers.some(({ value }) => value === null);
  return (
    <>
      {connection.tls.verify ? null : (
        <p className="conn-warning">
          <Status badge mark="watch">
            Certificates are not verified
          </Status>
          <span className="soft">
            Anybody on the way could answer in this server’s place, and read what is sent to it.
          </span>
        </p>
      )}
      {needs && secrets.kept === 'none' ? (
        <p className="conn-warning">
          <Status badge mark="unknown">
            Sign-in is not here
          </Status>
          <span className="soft">
            Password or token were entered on another machine or for one session. Edit the connection to enter
            them.
          </span>
        </p>
      ) : null}
    </>
  );
}

function Notes({ state }: { readonly state: ConnectionState }) {
  const report = state.lastReport;
  if (report === null) return null;
  const notes = report.queries.flatMap((query) =>
    queryNotes(query).map((note) => ({ metric: query.metric, note })),
  );
  const saved = report.queries.flatMap(({ metric, saving }) => (saving === null ? [] : [{ metric, saving }]));
  return (
    <div className="pane rule-top">
      <header>
        <h2>Last sync</h2>
        <span className="note">
          {counted(report.requests, 'request')}
          {report.retries > 0 ? `, ${formatInteger(report.retries)} of them again` : ''},{' '}
          {bytesText(report.bytes)}
          {report.halved > 0 ? `, ${counted(report.halved, 'window')} cut smaller` : ''}
        </span>
      </header>
      {saved.map(({ metric, saving }) => (
        <p key={metric} className="soft">
          <b className="med">{metricTitle(metric)}</b>: {formatInteger(saving.points)} points fetched instead
          of {formatInteger(saving.pointsInstead)}, about {bytesText(saving.bytes)} instead of{' '}
          {bytesText(saving.bytesInstead)}.
        </p>
      ))}
      {notes.length === 0 ? (
        <p className="soft">Nothing to remark.</p>
      ) : (
        <ul className="conn-notes">
          {notes.map(({ metric, note }) => (
            <li key={`${metric} ${note}`}>
              <b className="med">{metricTitle(metric)}</b> {note}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface DetailProps {
  readonly state: ConnectionState;
  readonly nowMs: number;
  readonly onEdit: () => void;
  readonly onQuery: (id: string | null) => void;
}

function Acts({ state, onEdit }: Pick<DetailProps, 'state' | 'onEdit'>) {
  const { connection } = state;
  const work = useConnections((store) => store.work);
  const busy = work !== null;
  const running = state.running !== null;
  const [days, setDays] = useState<string | null>(null);
  const asked = days ?? String(connection.days);
  const choices = [...new Set([7, 30, 90, 180, 365, connection.days])].sort((a, b) => a - b);
  return (
    <div className="conn-acts">
      <Button
        kind="primary"
        disabled={running || connection.queries.every(({ enabled }) => !enabled)}
        onPress={() => void syncNow(state, Number(asked))}
      >
        Sync now
      </Button>
      <Select
        label="Days"
        value={asked}
        options={choices.map((count) => ({ id: String(count), label: `${count} days` }))}
        onChange={setDays}
      />
      <Select
        label="Schedule while Headroom is open"
        value={state.everyMinutes === null ? 'never' : String(state.everyMinutes)}
        options={SCHEDULES}
        onChange={(id) => void scheduleConnection(connection.id, id === 'never' ? null : Number(id))}
      />
      <span className="grow" />
      <Button disabled={busy} onPress={() => void testConnection(state)}>
        {work?.kind === 'test' ? 'Testing…' : 'Test'}
      </Button>
      <Button disabled={busy} onPress={() => void discoverInventory(state)}>
        {work?.kind === 'discover' ? 'Comparing…' : 'Compare inventory'}
      </Button>
      <Button onPress={onEdit}>Edit</Button>
      <MenuButton
        label={`More for ${connection.name}`}
        icon="more"
        iconOnly
        items={[{ id: 'remove', label: 'Remove connection', danger: true }]}
        onAction={() => void removeConnection(state)}
      />
    </div>
  );
}

/** One connection: how it is, what can be done, what it fetches, what the last sync said. */
export function ConnectionDetail({ state, nowMs, onEdit, onQuery }: DetailProps) {
  const { connection, lastReport } = state;
  const { diagnosis, failure, syncing, work } = useConnections();
  const verdict = connectionVerdict(state, nowMs);
  const task = syncing?.id === connection.id ? syncing.task : state.running;
  return (
    <div className="conn-detail">
      <section className="conn-head" aria-label={connection.name}>
        <VerdictHead
          mark={verdict.mark}
          className="conn-verdict"
          below={
            <p className="mute">
              {connection.name}, <span className="mono">{connection.url}</span>
            </p>
          }
        >
          <b>{verdict.head}</b> {verdict.rest}
        </VerdictHead>
        <Warnings state={state} />
        <Acts state={state} onEdit={onEdit} />
        {task === null ? null : <Running task={task} />}
        {failure?.id === connection.id ? (
          <ErrorNote title={failure.title}>{failure.message}</ErrorNote>
        ) : null}
        {diagnosis?.id === connection.id ? <StageList diagnosis={diagnosis.value} /> : null}
      </section>
      <div className="pane rule-top">
        <header>
          <h2>Queries</h2>
          <span className="note">answers hold one series per entity, in the metric’s unit</span>
          <span className="grow" />
          <Button small disabled={work !== null} onPress={() => void findQueries(state)}>
            {work?.kind === 'find' ? 'Looking…' : 'Find metrics'}
          </Button>
          <Button small icon="plus" onPress={() => onQuery(null)}>
            Add query
          </Button>
        </header>
        {connection.queries.length === 0 ? (
          <EmptyState
            icon="search"
            title="No query yet"
            action={
              <Button kind="primary" disabled={work !== null} onPress={() => void findQueries(state)}>
                {work?.kind === 'find' ? 'Looking…' : 'Find metrics of the catalogue'}
              </Button>
            }
          >
            Headroom asks the server which exporters it has and switches on what the catalogue knows of them.
          </EmptyState>
        ) : (
          <QueryTable connection={connection} reports={lastReport?.queries ?? []} onOpen={onQuery} />
        )}
      </div>
      <Notes state={state} />
    </div>
  );
}
