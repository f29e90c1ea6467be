import type { RunDetail, StepView } from '../../../shared/ipc/checklist-channels.ts';
import type { DoneStep } from '../../../shared/timeline/checklist.ts';
import type { ExplainedFigure } from '../../../shared/timeline/checklist-model.ts';
import type { Unit } from '../../../shared/units.ts';
import { constraintNameOf } from '../../../shared/view/constraint-name.ts';
import { formatMoment } from '../../../shared/view/date-format.ts';
import { decidedText } from '../../../shared/view/decision-words.ts';
import { counted, formatInteger } from '../../../shared/view/number-format.ts';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { Button } from '../../components/Button.tsx';
import { Mark, Status } from '../../components/Status.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { finishStep, typedNote, typeNote, useChecklists } from '../../state/checklist-store.ts';
import { explainConstraint } from '../../state/explain-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

const MARKS = { ok: 'ok', breach: 'breach', 'not-measured': 'unknown' } as const;
const FIRST = 6;

/** Units of step figures that are quantities of the engine; money and watts are not. */
const QUANTITIES: ReadonlySet<string> = new Set<Unit>([
  'bytes',
  'diskBytes',
  'count',
  'days',
  'seconds',
  'perSecond',
  'microvms',
  'hosts',
]);
const isUnit = (unit: string): unit is Unit => QUANTITIES.has(unit);

function figureText({ value, unit }: Pick<ExplainedFigure, 'value' | 'unit'>): string {
  if (isUnit(unit)) return quantityText(value, unit);
  if (value === null) return 'not measured';
  return typeof value === 'number' ? formatInteger(value) : value;
}

interface NumberProps {
  readonly run: number;
  readonly title: string;
  readonly node: ExplainedFigure['node'];
  readonly text: string;
}

/** One number of a step; it opens how it came about. */
function Explained({ run, title, node, text }: NumberProps) {
  if (node === null) return text;
  return (
    <ExplainNumber target={{ key: `checklist ${run} ${title}`, title, side: 'after', node }}>
      {text}
    </ExplainNumber>
  );
}

/** What a step meets in figures, with the limit beside it where there is one. */
function Figures({ run, step }: { readonly run: number; readonly step: StepView }) {
  if (step.figures.length === 0) return null;
  return (
    <dl className="dec-facts chk-figures">
      {step.figures.map((figure) => {
        const { label, unit, limit, node, limitNode } = figure;
        const title = `${label.charAt(0).toUpperCase()}${label.slice(1)}, ${step.text.toLowerCase()}`;
        return (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Explained run={run} title={title} node={node} text={figureText(figure)} />
              {limit === undefined || limit === null ? null : (
                <span className="mute">
                  {' '}
                  of at most{' '}
                  <Explained
                    run={run}
                    title={`Limit: ${title}`}
                    node={limitNode}
                    text={figureText({ value: limit, unit })}
                  />
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Limits({ limits, run }: { readonly limits: StepView['limits']; readonly run: number }) {
  if (limits.length === 0) return null;
  return (
    <table aria-label="Limits after the step" className="tbl dec-effect">
      <thead>
        <tr>
          <th>Constraint</th>
          <th className="r">Before this step</th>
          <th className="r">After</th>
        </tr>
      </thead>
      <tbody>
        {limits.slice(0, FIRST).map((figure) => {
          const { name, where } = constraintNameOf(figure.id);
          const after = decidedText(figure, figure.after);
          const before = decidedText(figure, figure.before);
          const explained = (
            <ExplainNumber
              target={{
                ...explainConstraint(figure.id, 'after'),
                checklist: run,
                title: `${name}, ${where}, after this step`,
              }}
            >
              {after}
            </ExplainNumber>
          );
          return (
            <tr key={figure.id}>
              <td>
                {name}, {where}
              </td>
              <td className="r">
                {figure.before === null ? (
                  before
                ) : (
                  <ExplainNumber target={explainConstraint(figure.id, 'before')}>{before}</ExplainNumber>
                )}
              </td>
              <td className="r">
                {figure.after === null ? (
                  after
                ) : figure.after.verdict === 'breach' ? (
                  <Status mark="breach">{explained}</Status>
                ) : (
                  explained
                )}
              </td>
            </tr>
          );
        })}
        {limits.length > FIRST ? (
          <tr>
            <td className="mute" colSpan={3}>
              {limits.length - FIRST} more
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

/** Where microVMs go, by the host they go to. */
function Moves({ moves }: { readonly moves: StepView['moves'] }) {
  if (moves.length === 0) return null;
  const byHost = new Map<string, number>();
  for (const { to } of moves) byHost.set(to, (byHost.get(to) ?? 0) + 1);
  return (
    <p className="soft">
      Goes to{' '}
      {[...byHost]
        .sort((a, b) => b[1] - a[1])
        .slice(0, FIRST)
        .map(([host, count]) => `${host} (${counted(count, 'microVM')})`)
        .join(', ')}
      {byHost.size > FIRST ? ` and ${byHost.size - FIRST} more hosts` : ''}
    </p>
  );
}

interface NextProps {
  readonly run: RunDetail['run'];
  readonly step: StepView;
}

/** The step that is next: what it would do, what must be so, and the button. */
function Next({ run, step }: NextProps) {
  const note = useChecklists((state) => typedNote(state, run.id, step.name));
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? true);
  const byHand = step.checks.some(({ state }) => state === 'not-measured');
  const isReady = step.blocked === null && !(byHand && note.trim() === '') && !readOnly;
  return (
    <div className="chk-next">
      {step.checks.map(({ text, state }) => (
        <p key={text}>
          <Status mark={MARKS[state]}>{state === 'not-measured' ? `${text}: not measured` : text}</Status>
        </p>
      ))}
      <Figures run={run.id} step={step} />
      <Moves moves={step.moves} />
      <Limits limits={step.limits} run={run.id} />
      {step.changesInventory ? null : <p className="mute">Changes nothing in the inventory.</p>}
      <TextInput
        label={byHand ? 'How it was confirmed' : 'Note'}
        value={note}
        onChange={(typed) => typeNote(run.id, step.name, typed)}
        hint={byHand ? 'Needed: no measurement says it' : 'Not needed'}
      />
      <div className="chk-act">
        {step.blocked === null ? null : (
          <span className="is-breach">
            <Mark mark="breach" /> Blocked: {step.blocked}
          </span>
        )}
        <Button
          kind="primary"
          disabled={!isReady}
          onPress={() => void finishStep(run.id, step.name, note.trim())}
        >
          {`Done: ${step.text.charAt(0).toLowerCase()}${step.text.slice(1)}`}
        </Button>
      </div>
    </div>
  );
}

function DoneLine({ done }: { readonly done: DoneStep }) {
  return (
    <p className="note">
      {done.by ?? 'nobody named'}, {formatMoment(done.atMs)}
      {done.note === null ? '' : `: ${done.note}`}
    </p>
  );
}

/** One step in the list: done with who and when, next in full, later with what it would meet. */
export function StepPane({ detail, index }: { readonly detail: RunDetail; readonly index: number }) {
  const { run, next, steps } = detail;
  const step = steps[index];
  if (step === undefined) return null;
  const done = run.done[index];
  const isNext = step.name === next;
  return (
    <li
      className={isNext ? 'chk-step on' : 'chk-step'}
      {...(isNext ? { 'aria-current': 'step' as const } : {})}
    >
      <span className="chk-no">{done === undefined ? index + 1 : <Mark mark="ok" label="done" />}</span>
      <div>
        <h3>{step.text}</h3>
        {done === undefined ? null : <DoneLine done={done} />}
        {step.effect === null ? null : <p className="soft">{step.effect}</p>}
        {done === undefined && !isNext && step.blocked !== null && next !== null ? (
          <p className="mute">As things stand: {step.blocked}</p>
        ) : null}
        {isNext ? <Next key={step.name} run={run} step={step} /> : null}
      </div>
    </li>
  );
}
