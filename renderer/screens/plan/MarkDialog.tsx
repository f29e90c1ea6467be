import { useState } from 'react';
import { expectedArrival, type PurchaseRecord } from '../../../shared/plan/purchase-record.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { money } from '../../../shared/view/money.ts';
import { NOT_MEASURED } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NumberInput } from '../../components/form/NumberInput.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { markPurchase } from '../../state/plan-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';

interface MarkProps {
  readonly record: PurchaseRecord;
  /** `4 × std-64 for euw-b` */
  readonly name: string;
  readonly onClose: () => void;
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What an order, or a delivery, came to: its price and its days, beside what was expected of it. */
export function MarkDialog({ record, name, onClose }: MarkProps) {
  const { line } = record.decision;
  const isOrder = record.status === 'accepted';
  const asOf = useWorkspace((state) => state.info?.asOf ?? '');
  const currency = useInventory(
    (state) => state.choices?.skus.find(({ id }) => id === line.sku)?.currency ?? null,
  );
  const today = asOf.slice(0, 10);
  const [unitCost, setUnitCost] = useState(record.orderedUnitCost ?? line.unitCost);
  const [orderedOn, setOrderedOn] = useState(today);
  const [comesOn, setComesOn] = useState(isOrder ? expectedArrival(asOf, line) : (record.arrivesOn ?? today));
  const said = (day: string): string | null => (isDay(day) ? day : null);
  const save = async (): Promise<void> => {
    const done = isOrder
      ? await markPurchase({
          id: record.id,
          status: 'ordered',
          unitCost,
          orderedOn: said(orderedOn),
          arrivesOn: comesOn,
        })
      : await markPurchase({ id: record.id, status: 'delivered', unitCost, deliveredOn: said(comesOn) });
    if (done) onClose();
  };
  const price = line.unitCost === null ? NOT_MEASURED : money(line.unitCost, currency);
  return (
    <Dialog
      title={isOrder ? `Order ${name}` : `Take delivery of ${name}`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" disabled={isOrder && !isDay(comesOn)} onPress={() => void save()}>
            {isOrder ? 'Mark as ordered' : 'Mark as delivered'}
          </Button>
        </>
      }
    >
      <div className="dec-form">
        <NumberInput
          label={isOrder ? 'Price of one as ordered' : 'Price of one as billed'}
          value={unitCost}
          onChange={setUnitCost}
          min={0}
          unit={currency ?? ''}
          placeholder="not known"
        />
        {isOrder ? (
          <TextInput
            label="Ordered on"
            type="date"
            value={orderedOn}
            onChange={setOrderedOn}
            hint={
              line.orderBy === null ? 'No lead time is known' : `Expected by ${formatDay(line.orderBy, asOf)}`
            }
          />
        ) : null}
        <TextInput
          label={isOrder ? 'Promised to be in service on' : 'In service since'}
          type="date"
          value={comesOn}
          onChange={setComesOn}
          hint={`Expected by ${formatDay(line.inServiceBy, asOf)}`}
        />
        <p className="mute">
          Expected {price} each.{' '}
          {isOrder
            ? 'The order counts everywhere from that day on. '
            : 'The hosts stand in the inventory from now on. '}
          The decision keeps what was expected beside what came.
        </p>
      </div>
    </Dialog>
  );
}
