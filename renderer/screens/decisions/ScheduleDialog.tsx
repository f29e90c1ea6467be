import { useState } from 'react';
import type { ReviewCadence } from '../../../shared/view/review-cadence.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Select } from '../../components/Select.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { setCadence } from '../../state/cadence-store.ts';
import { WEEKDAYS } from './weekday-names.ts';

const DAYS = [
  { id: 'none', label: 'No weekly review' },
  ...WEEKDAYS.map((label, index) => ({ id: String(index + 1), label })),
];

/** When this workspace is reviewed. */
export function ScheduleDialog({
  cadence,
  onClose,
}: {
  readonly cadence: ReviewCadence;
  readonly onClose: () => void;
}) {
  const [weekday, setWeekday] = useState(cadence.weekday);
  const [monthDay, setMonthDay] = useState(cadence.monthDay);
  const [after, setAfter] = useState(cadence.afterOnboardingDays);
  const save = async () => {
    if (await setCadence({ weekday, monthDay, afterOnboardingDays: after })) onClose();
  };
  return (
    <Dialog
      title="When reviews are due"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" onPress={() => void save()}>
            Save schedule
          </Button>
        </>
      }
    >
      <div className="dec-form">
        <Select
          showLabel
          small
          label="Every week on"
          value={weekday === null ? 'none' : String(weekday)}
          options={DAYS}
          onChange={(id) => setWeekday(id === 'none' ? null : Number(id))}
        />
        <NumberInput
          label="Every month on day"
          value={monthDay}
          onChange={setMonthDay}
          min={1}
          max={31}
          step={1}
          placeholder="none"
        />
        <NumberInput
          label="After a customer’s first day"
          value={after}
          onChange={setAfter}
          min={1}
          max={365}
          step={1}
          unit="days"
          placeholder="none"
        />
        <p className="mute">
          A reminder stands in the status bar of this window from the day on; nothing is sent anywhere. In a
          month that is too short its last day counts.
        </p>
      </div>
    </Dialog>
  );
}
