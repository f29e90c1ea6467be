import { useState } from 'react';
import { SURVIVAL_WORDS } from '../../../shared/view/survival-words.ts';
import { SURVIVAL_MARKS } from '../../components/state-marks.ts';
import { Button } from '../../components/Button.tsx';
import { CheckMenu } from '../../components/CheckMenu.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState, ErrorNote } from '../../components/EmptyState.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { SliderInput } from '../../components/form/SliderInput.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Select } from '../../components/Select.tsx';
import { Mark, Status } from '../../components/Status.tsx';
import { showDone, showFailure } from '../../state/toast-store.ts';
import { Shelf, Specimen } from './Specimen.tsx';

function Buttons() {
  return (
    <Specimen title="buttons">
      <p className="specimen-line">
        <Button kind="primary">Save version 8</Button>
        <Button icon="plus">Add event</Button>
        <Button kind="quiet" icon="export">
          Share
        </Button>
        <Button kind="danger">Delete</Button>
      </p>
      <p className="specimen-line">
        <Button kind="primary" disabled>
          Save version 8
        </Button>
        <Button disabled>Add event</Button>
        <Button small>Small</Button>
        <Button icon="undo" label="Undo" />
        <Button kind="quiet" icon="explain" pressed>
          Explain
        </Button>
      </p>
    </Specimen>
  );
}

function States() {
  const marks = ['ok', 'watch', 'breach', 'unknown', 'undecided', 'repacked'] as const;
  const words = ['Holds', 'Close', 'Missed', 'Not measured', 'Undecided', 'Needs moves'];
  return (
    <Specimen title="states: shape, word and colour">
      <div className="specimen-grid">
        {marks.map((mark, index) => (
          <p key={mark}>
            <Status mark={mark}>{words[index]}</Status>{' '}
            <Status badge mark={mark}>
              {words[index]}
            </Status>
          </p>
        ))}
      </div>
      <p className="specimen-line">
        {(['survives', 'survives-repacked', 'fails', 'undecided'] as const).map((verdict) => (
          <Status key={verdict} mark={SURVIVAL_MARKS[verdict]}>
            {SURVIVAL_WORDS[verdict]}
          </Status>
        ))}
      </p>
      <p className="specimen-line">
        <span>
          <Mark mark="base" /> baseline
        </span>
        <span className="scen">
          <Mark mark="scen" /> scenario
        </span>
      </p>
    </Specimen>
  );
}

function Inputs() {
  const [memory, setMemory] = useState<number | null>(8);
  const [losses, setLosses] = useState(2);
  const [cluster, setCluster] = useState('euw-d');
  const [columns, setColumns] = useState<ReadonlySet<string>>(new Set(['Host', 'State']));
  return (
    <>
      <Specimen title="inputs with units; a wrong value stays as typed">
        <div className="specimen-grid">
          <NumberInput label="Memory" unit="GiB" value={memory} onChange={setMemory} />
          <NumberInput
            label="Hosts"
            unit="of 48"
            value={49}
            onChange={() => undefined}
            problem="euw-c has 48 hosts"
          />
          <TextInput label="Name" value="larkspur" onChange={() => undefined} />
          <TextInput label="In service" type="date" value="2026-06-07" onChange={() => undefined} />
        </div>
        <SliderInput
          label="Lost"
          unit="hosts"
          value={losses}
          saved={1}
          min={0}
          max={6}
          step={1}
          onChange={setLosses}
          onHold={() => undefined}
          onRelease={() => undefined}
        />
      </Specimen>
      <Specimen title="choices">
        <Select
          showLabel
          label="Cluster"
          value={cluster}
          onChange={setCluster}
          options={[
            { id: 'euw-b', label: 'euw-b', beside: '23.2%' },
            { id: 'euw-d', label: 'euw-d', beside: '31.8%' },
          ]}
        />
        <p className="specimen-line">
          <MenuButton
            label="What if"
            icon="hostloss"
            items={[{ id: 'a', label: 'Lose the largest host of euw-a' }]}
            onAction={() => undefined}
          />
          <CheckMenu
            label="Columns"
            options={['Host', 'State', 'Memory'].map((id) => ({ id, label: id }))}
            chosen={columns}
            onChange={setColumns}
          />
        </p>
        <div className="seg" role="group" aria-label="An example of a choice">
          <button type="button" className="on" aria-pressed>
            Memory
          </button>
          <button type="button" aria-pressed={false}>
            CPU
          </button>
        </div>
      </Specimen>
    </>
  );
}

function Messages() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Specimen title="empty: says what is missing and offers the one way to get it">
        <EmptyState
          icon="forecast"
          title="No forecast for the snapshot store of pool-2"
          action={<Button>Import a metric file</Button>}
        >
          It needs 7 complete days; there are 3, the last on 12 March.
        </EmptyState>
      </Specimen>
      <Specimen title="error: what happened, what was left alone, what to do">
        <ErrorNote title="The samples were not read." again={() => undefined}>
          emea-review.headroom is on a drive that is not there any more. Nothing was changed.
        </ErrorNote>
      </Specimen>
      <Specimen title="loading: known and not known">
        <Progress label="Trying pairs" share={0.68} />
        <p className="mute specimen-line">4,100 pairs/s, less than a second left</p>
        <Progress label="Reading" share={null} />
        <p className="specimen-line">
          <Button small onPress={() => showDone('18 files imported, 2,114,332 samples.')}>
            Good news
          </Button>
          <Button
            small
            onPress={() =>
              showFailure('hosts.csv was not imported.', {
                message: 'Line 41: memory_gib is “512G”, expected a number. Nothing was changed.',
              })
            }
          >
            An error
          </Button>
          <Button small onPress={() => setIsOpen(true)}>
            A dialog
          </Button>
        </p>
        <Dialog
          title="Accept larkspur?"
          isOpen={isOpen}
          onClose={() => setIsOpen(false)}
          footer={
            <Button kind="primary" onPress={() => setIsOpen(false)}>
              Accept larkspur
            </Button>
          }
        >
          It becomes part of the baseline from 20 April.
        </Dialog>
      </Specimen>
    </>
  );
}

/** Every component in every state. */
export function ComponentShelf() {
  return (
    <Shelf title="Components">
      <Buttons />
      <States />
      <Inputs />
      <Messages />
    </Shelf>
  );
}
