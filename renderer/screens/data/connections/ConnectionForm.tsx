import { useRef, useState } from 'react';
import type { Diagnosis } from '../../../../shared/import/live/diagnosis.ts';
import type { ConnectionState, SecretStorage } from '../../../../shared/ipc/connection-channels.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNote } from '../../../components/EmptyState.tsx';
import { NumberInput } from '../../../components/form/NumberInput.tsx';
import { TextInput } from '../../../components/form/TextInput.tsx';
import { Select } from '../../../components/Select.tsx';
import { bridge } from '../../../state/bridge.ts';
import { connectionTask, saveConnection } from '../../../state/connection-store.ts';
import { stepText } from './connection-words.ts';
import { connectionOfDraft, draftOf, NEW_DRAFT, secretsOfDraft, type Draft } from './draft-connection.ts';
import { EncryptionFields } from './EncryptionFields.tsx';
import { SecretsNote, SignInFields } from './SignInFields.tsx';
import { StageList } from './StageList.tsx';

const STEPS = [60, 300, 600, 900, 3600];
const NO_SECRETS = { names: [], kept: 'none' } as const;

interface ConnectionFormProps {
  /** `null`: a new one. */
  readonly state: ConnectionState | null;
  readonly storage: SecretStorage;
  readonly onClose: () => void;
}

/** A connection's address and sign-in on the left, how far it gets on the right. */
export function ConnectionForm({ state, storage, onClose }: ConnectionFormProps) {
  const [draft, setDraft] = useState<Draft>(() =>
    state === null
      ? { ...NEW_DRAFT, id: crypto.randomUUID(), keep: storage === 'protected' ? 'disk' : 'session' }
      : draftOf(state),
  );
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const secrets = state?.secrets ?? NO_SECRETS;
  const turn = useRef(0);
  const change = (changed: Partial<Draft>): void => {
    turn.current += 1;
    setDraft({ ...draft, ...changed });
    setDiagnosis(null);
    setFailure(null);
  };
  const connection = connectionOfDraft(draft, state?.connection.queries ?? []);
  const complete = draft.url.trim() !== '';

  const test = async (): Promise<void> => {
    const mine = turn.current;
    setBusy(true);
    setFailure(null);
    const reply = await bridge().invoke('connection:test', {
      connection,
      secrets: secretsOfDraft(draft),
      task: connectionTask('test'),
    });
    setBusy(false);
    // An answer about what stood there before says nothing of what stands there now.
    if (mine !== turn.current) return;
    if (reply.ok) setDiagnosis(reply.value);
    else setFailure(reply.message);
  };
  const save = async (): Promise<void> => {
    const refused = await saveConnection(connection, secretsOfDraft(draft), draft.keep);
    if (refused === null) onClose();
    else setFailure(refused);
  };

  const better = diagnosis?.betterUrl ?? null;
  return (
    <Dialog
      wide
      isOpen
      title={state === null ? 'Add a connection' : `Edit ${state.connection.name}`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button disabled={!complete || busy} onPress={() => void test()}>
            {busy ? 'Testing…' : 'Test'}
          </Button>
          <Button kind="primary" disabled={!complete} onPress={() => void save()}>
            Save connection
          </Button>
        </>
      }
    >
      <div className="conn-form">
        <div className="form-fields">
          <TextInput
            autoFocus={state === null}
            label="Address"
            value={draft.url}
            placeholder="https://prometheus.example.org:9090"
            onChange={(url) => change({ url })}
          />
          <div className="form-row">
            <TextInput
              label="Name"
              value={draft.name}
              placeholder={connection.name}
              onChange={(name) => change({ name })}
            />
            <Select
              showLabel
              small
              label="Step"
              value={String(draft.stepSeconds)}
              options={[...new Set([...STEPS, draft.stepSeconds])]
                .sort((a, b) => a - b)
                .map((seconds) => ({ id: String(seconds), label: stepText(seconds) }))}
              onChange={(seconds) => change({ stepSeconds: Number(seconds) })}
            />
            <NumberInput
              label="First sync"
              value={draft.days}
              min={1}
              max={3660}
              step={1}
              unit="days"
              onChange={(days) => change({ days: days ?? NEW_DRAFT.days })}
            />
          </div>
          <SignInFields draft={draft} secrets={secrets} onChange={change} />
          <EncryptionFields draft={draft} secrets={secrets} onChange={change} />
          <fieldset className="form-group">
            <legend>Part of the server</legend>
            <TextInput
              label="Label matchers"
              value={draft.matchers}
              placeholder='region="eu-west",job=~"node.*"'
              hint="Put into every selector. Empty: everything."
              onChange={(matchers) => change({ matchers })}
            />
          </fieldset>
          <SecretsNote storage={storage} draft={draft} onChange={change} />
        </div>
        <div className="form-effect">
          {failure === null ? null : <ErrorNote title="Not as it stands.">{failure}</ErrorNote>}
          {diagnosis === null ? (
            failure === null ? (
              <p className="soft">
                <b className="med">Test</b> tries name, connection, encryption, sign-in, interface and data,
                and says where it ends. Nothing is contacted before that.
              </p>
            ) : null
          ) : (
            <StageList diagnosis={diagnosis} />
          )}
          {better === null ? null : (
            <Button small onPress={() => change({ url: better })}>
              Use {better}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
