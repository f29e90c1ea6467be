import { useEffect, useState } from 'react';
import type { AdoptedEvent } from '../../../shared/timeline/adopt-scenario.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NotYet } from '../../components/EmptyState.tsx';
import { Select } from '../../components/Select.tsx';
import { TextAreaInput } from '../../components/form/TextAreaInput.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { useAsked } from '../../state/asked.ts';
import { bridge } from '../../state/bridge.ts';
import {
  leaveDecision,
  loadDecisions,
  recordDecision,
  useDecisions,
  type DecisionSeed,
} from '../../state/decision-store.ts';

const FATES: Readonly<Record<AdoptedEvent['fate'], string>> = {
  applied: 'changes the inventory now',
  ordered: 'becomes an order, counted on its day',
  'left-out': 'left out',
};

/** What making the scenario real would do, event by event. */
function AdoptPreview({ id, version }: { readonly id: string; readonly version: number | undefined }) {
  const { answer, failure, again } = useAsked(`${id} ${version}`, null, () =>
    bridge().invoke('decision:adopt-preview', version === undefined ? { id } : { id, version }),
  );
  if (answer === null)
    return (
      <NotYet
        inside
        wait="Looking at what can be made real…"
        failed="It is not known what can be made real."
        failure={failure}
        again={again}
      />
    );
  return (
    <table aria-label="What becomes of each event" className="tbl dec-adopt">
      <thead>
        <tr>
          <th>Event</th>
          <th>What becomes of it</th>
        </tr>
      </thead>
      <tbody>
        {answer.map(({ id: event, text, fate, why }) => (
          <tr key={event}>
            <td className="wrap">{text}</td>
            <td className={`wrap${fate === 'left-out' ? ' mute' : ''}`}>
              {FATES[fate]}
              {why === null ? '' : `: ${why}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const OWN_KINDS = [
  { id: 'note', label: 'Note' },
  { id: 'review-finding', label: 'Review finding' },
] as const;

/** What is done with a saved scenario: made real, or only pointed at. */
const SCENARIO_KINDS = [
  { id: 'adopt', label: 'Adopt: make it real in the inventory' },
  { id: 'note', label: 'Note: rests on it, changes nothing' },
  { id: 'onboarding', label: 'Onboarding accepted' },
  { id: 'plan-line', label: 'Purchase accepted' },
] as const;

function Form({ seed, author }: { readonly seed: DecisionSeed; readonly author: string | null }) {
  const rests = seed.scenario;
  const [kind, setKind] = useState<string>(rests === undefined ? seed.kind : 'adopt');
  const [title, setTitle] = useState(seed.title);
  const [reason, setReason] = useState('');
  const [by, setBy] = useState(author ?? '');
  const [liveOn, setLiveOn] = useState(seed.goLiveOn ?? '');
  const [isBusy, setIsBusy] = useState(false);
  const adopts = rests !== undefined && kind === 'adopt';
  const isReady = title.trim() !== '' && reason.trim() !== '' && !isBusy;
  const record = async () => {
    setIsBusy(true);
    await recordDecision({
      kind: adopts ? 'scenario' : (kind as typeof seed.kind),
      title: title.trim(),
      reason: reason.trim(),
      ...(by.trim() === '' ? {} : { by: by.trim() }),
      ...(rests === undefined || adopts ? {} : { scenario: rests }),
      ...(kind === 'onboarding' && liveOn !== '' ? { goLiveOn: liveOn } : {}),
      ...(adopts
        ? { change: { kind: 'adopt', ...rests } as const }
        : seed.change === undefined
          ? {}
          : { change: seed.change }),
    });
    setIsBusy(false);
  };
  return (
    <Dialog
      title="Record a decision"
      isOpen
      onClose={leaveDecision}
      wide
      footer={
        <>
          <Button onPress={leaveDecision}>Cancel</Button>
          <Button kind="primary" disabled={!isReady} onPress={() => void record()}>
            Record decision
          </Button>
        </>
      }
    >
      <div className="dec-form">
        {rests === undefined && seed.change === undefined ? (
          <Select showLabel small label="Kind" value={kind} options={OWN_KINDS} onChange={setKind} />
        ) : rests === undefined ? null : (
          <Select showLabel small label="Kind" value={kind} options={SCENARIO_KINDS} onChange={setKind} />
        )}
        <TextInput label="What was decided" value={title} onChange={setTitle} autoFocus />
        <TextAreaInput
          label="Why"
          value={reason}
          onChange={setReason}
          rows={3}
          hint="What somebody who reads this in a year needs to know"
        />
        <TextInput label="By" value={by} onChange={setBy} />
        {kind === 'onboarding' ? (
          <TextInput
            label="First day of the customer"
            type="date"
            value={liveOn}
            onChange={setLiveOn}
            hint="Starts the wait for the review after the onboarding"
          />
        ) : null}
        {adopts ? <AdoptPreview id={rests.id} version={rests.version} /> : null}
        <p className="mute">
          The log keeps the scenario’s version, the data and the effect the engine expects now. One step of
          undo; later it can be taken back.
        </p>
      </div>
    </Dialog>
  );
}

/** The form for a decision, wherever it was asked for. */
export function RecordDecisionDialog() {
  const seed = useDecisions((state) => state.seed);
  // Where the log cannot be read, the form opens without a name put before it.
  const author = useDecisions(({ list, failure }) =>
    list === null ? (failure === null ? undefined : null) : list.author,
  );
  useEffect(() => {
    if (seed !== null && author === undefined) void loadDecisions();
  }, [seed, author]);
  if (seed === null || author === undefined) return null;
  return <Form seed={seed} author={author} />;
}
