import { useEffect, useMemo, useState } from 'react';
import type { Assessment } from '../../../shared/assess/constraint.ts';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import type { Tornado } from '../../../shared/timeline/tornado.ts';
import { constraintNameOf } from '../../../shared/view/constraint-name.ts';
import { byHarm, constraintRow, pairConstraints } from '../../../shared/view/constraint-rows.ts';
import { counted, formatInteger, formatPlain } from '../../../shared/view/number-format.ts';
import { tornadoView, type TornadoRow, type TornadoView } from '../../../shared/view/tornado-rows.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { Button } from '../../components/Button.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Select } from '../../components/Select.tsx';
import { Status } from '../../components/Status.tsx';
import { bridge } from '../../state/bridge.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useProgress } from '../../state/progress-store.ts';
import { useResults } from '../../state/result-store.ts';
import { activeDesk, selectionOf, useScenarios } from '../../state/scenario-store.ts';

const SHOWN = 12;
const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
let tasks = 0;

interface Asked {
  readonly task: string | null;
  readonly answer: Tornado | null;
  readonly elapsedMs: number;
  readonly failure: string | null;
  /** The result it was asked about; of another one nothing is shown. */
  readonly of: Assessment | null;
}

const nothing: Asked = { task: null, answer: null, elapsedMs: 0, failure: null, of: null };

function Bar({ row, view }: { readonly row: TornadoRow; readonly view: TornadoView }) {
  if (row.from === null || row.to === null) return null;
  return (
    <div className="tor" role="img" aria-label={`${row.name}: margin ${row.low} to ${row.high}`}>
      {view.limitAt === null ? null : (
        <>
          <i className="over" style={{ width: percent(view.limitAt) }} />
          <i className="limit" style={{ left: percent(view.limitAt) }} />
        </>
      )}
      <i className="span" style={{ left: percent(row.from), width: percent(row.to - row.from) }} />
      {view.midAt === null ? null : <i className="mid" style={{ left: percent(view.midAt) }} />}
    </div>
  );
}

function Bars({ view }: { readonly view: TornadoView }) {
  return (
    <table aria-label="What moves it most" className="tbl tornado">
      <thead>
        <tr>
          <th>Assumption</th>
          <th>Low – high</th>
          <th className="r">at low</th>
          <th>
            <span className="vh">Margin to the target</span>
          </th>
          <th className="r">at high</th>
          <th>Verdict</th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <span className="med">{row.name}</span> <span className="mute">{row.where}</span>
            </th>
            <td className="soft">{row.inputs}</td>
            <td className="r">{row.low}</td>
            <td className="tor-cell">
              <Bar row={row} view={view} />
            </td>
            <td className="r">{row.high}</td>
            <td>
              {row.flip === '' ? (
                <span className="mute">stays</span>
              ) : (
                <Status mark="watch">{row.flip}</Status>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How far it is, with the way to stop it. */
function Running({ task }: { readonly task: string }) {
  const progress = useProgress((state) => state.byTask.get(task));
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <div className="odds-run" role="status" aria-live="off">
      <Progress label="Trying each assumption" share={share} />
      <span className="mute nw">
        {progress === undefined
          ? 'getting ready'
          : `${formatInteger(progress.done)} of ${counted(progress.total, 'assumption')}`}
      </span>
      <Button small onPress={() => void bridge().invoke('task:cancel', { task })}>
        Cancel
      </Button>
    </div>
  );
}

/** Which assumption moves the verdict most: each alone at its low and its high end, on the constraint chosen. */
export function TornadoPane({ result }: { readonly result: ImmediateResult }) {
  const regionName = useInventory((state) => state.regionName);
  const [picked, setPicked] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked>(nothing);
  // Under a moving slider the list keeps its order; only names are read from it.
  const listed = useResults((state) => state.held) ?? result;
  const choices = useMemo(() => {
    const rows = pairConstraints(listed.before.constraints, listed.after.constraints).flatMap(
      (pair) => constraintRow(pair, regionName) ?? [],
    );
    const sorted = byHarm(rows);
    return [...sorted.rows, ...sorted.little].filter(
      ({ state }) => state !== 'no-target' && state !== 'not-measured',
    );
  }, [listed, regionName]);
  const chosen = choices.find(({ id }) => id === picked) ?? choices[0];
  const { task } = asked;
  useEffect(
    () => () => {
      if (task !== null) void bridge().invoke('task:cancel', { task });
    },
    [task, result.after],
  );
  if (chosen === undefined) return null;
  const ask = async () => {
    const desk = activeDesk(useScenarios.getState());
    if (desk === null) return;
    tasks += 1;
    const mine = `tornado-${tasks}`;
    setAsked({ ...nothing, task: mine, of: result.after });
    const scenario = selectionOf(desk);
    const reply = await bridge().invoke('simulate:tornado', {
      scenario,
      constraintId: chosen.id,
      task: mine,
    });
    useProgress.getState().finish(mine);
    setAsked((current) => {
      if (current.task !== mine) return current;
      if (!reply.ok)
        return { ...nothing, failure: reply.code === 'cancelled' ? null : reply.message, of: result.after };
      const { tornado, elapsedMs } = reply.value;
      return { task: null, answer: tornado, elapsedMs, failure: null, of: result.after };
    });
  };
  const answer = asked.of === result.after && asked.answer?.constraintId === chosen.id ? asked.answer : null;
  const isRunning = asked.of === result.after && task !== null;
  const view =
    answer === null
      ? null
      : tornadoView(
          answer,
          result.events.map(({ event }) => event),
          SHOWN,
        );
  return (
    <div className="pane tornado-pane rule-top">
      <header>
        <h2>What moves it most?</h2>
        <span className="note">
          {answer === null
            ? 'each assumption alone at its low and its high end; without a range of its own, a tenth to either side'
            : `margin to the target, as a share of what is available; ${formatPlain(asked.elapsedMs, 0)} ms`}
        </span>
        <CopyPane what="What moves it most" />
      </header>
      <div className="tornado-ask">
        <Select
          showLabel
          small
          label="Constraint"
          value={chosen.id}
          options={choices.slice(0, 40).map(({ id }) => {
            const { name, where } = constraintNameOf(id, regionName);
            return { id, label: `${name} ${where}` };
          })}
          onChange={setPicked}
        />
        {isRunning && task !== null ? (
          <Running task={task} />
        ) : answer === null ? (
          <Button small onPress={() => void ask()}>
            Try each assumption
          </Button>
        ) : null}
      </div>
      {asked.failure === null || asked.of !== result.after ? null : <p className="soft">{asked.failure}</p>}
      {view === null || answer === null ? null : view.rows.length === 0 ? (
        <p className="soft">None of {counted(answer.unmoved, 'assumption')} moves it.</p>
      ) : (
        <>
          <Bars view={view} />
          <p className="more mute">
            {answer.bars.length > SHOWN ? `${answer.bars.length - SHOWN} more move it less; ` : ''}
            {counted(answer.unmoved, 'assumption')} {answer.unmoved === 1 ? 'moves' : 'move'} nothing
          </p>
        </>
      )}
    </div>
  );
}
