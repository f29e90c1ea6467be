import { useState } from 'react';
import type { PurchaseRecord, PurchaseStatus } from '../../../shared/plan/purchase-record.ts';
import { formatDay } from '../../../shared/view/date-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Status } from '../../components/Status.tsx';
import { loadPurchases, usePlan } from '../../state/plan-store.ts';
import { activate, useScenarios } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { MarkDialog } from './MarkDialog.tsx';

const WORDS: Readonly<Record<PurchaseStatus, string>> = {
  accepted: 'Accepted',
  ordered: 'Ordered',
  delivered: 'Delivered',
};

function Next({ record, name }: { readonly record: PurchaseRecord; readonly name: string }) {
  const [isAsking, setIsAsking] = useState(false);
  if (record.status === 'delivered') return null;
  const word = record.status === 'accepted' ? 'Mark as ordered' : 'Mark as delivered';
  return (
    <>
      <Button small kind="quiet" label={`${word}: ${name}`} onPress={() => setIsAsking(true)}>
        {word}…
      </Button>
      {isAsking ? <MarkDialog record={record} name={name} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

function Row({ record }: { readonly record: PurchaseRecord }) {
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const scenario = useScenarios((state) => state.list.find(({ id }) => id === record.scenario) ?? null);
  const { line, reason } = record.decision;
  const name = `${line.count} × ${line.sku} for ${line.cluster}`;
  const open = (): void => {
    void activate(record.scenario);
    useView.getState().goTo('scenarios');
  };
  return (
    <tr>
      <th scope="row" className="med">
        {name}
      </th>
      <td>{line.orderBy === null ? 'not known' : formatDay(line.orderBy, asOf)}</td>
      <td>{formatDay(record.deliveredOn ?? record.arrivesOn ?? line.inServiceBy, asOf)}</td>
      <td>
        <Status mark={record.status === 'accepted' ? 'watch' : 'ok'}>{WORDS[record.status]}</Status>
      </td>
      <td className="wrap why" title={reason}>
        {reason}
      </td>
      <td>
        {scenario === null || record.status !== 'accepted' ? (
          <span className="mute">
            {record.status === 'accepted' ? 'its scenario is gone' : 'in the inventory'}
          </span>
        ) : (
          <button type="button" className="linkish" onClick={open}>
            {scenario.name}
          </button>
        )}
      </td>
      <td className="r">
        <Next record={record} name={name} />
      </td>
    </tr>
  );
}

/** Lines that were accepted, and how far each is: in a scenario, among the orders, in service. */
export function PurchasesPane() {
  const purchases = usePlan((state) => state.purchases);
  const failure = usePlan((state) => state.purchasesFailure);
  if (failure !== null)
    return (
      <section className="pane rule-top" aria-label="Accepted purchases">
        <ErrorNote title="Accepted purchases were not read." again={() => void loadPurchases()}>
          {failure}
        </ErrorNote>
      </section>
    );
  if (purchases.length === 0) return null;
  return (
    <section className="pane rule-top" aria-label="Accepted purchases">
      <header>
        <h2>Accepted</h2>
        <span className="note">
          ordered: an order of the inventory, counted everywhere; delivered: hosts of it
        </span>
        <CopyCsv what="Accepted purchases" />
      </header>
      <div className="pl-scroll" role="group" aria-label="Accepted purchases, table" tabIndex={0}>
        <table aria-label="Accepted purchases" className="tbl">
          <thead>
            <tr>
              <th>Purchase</th>
              <th>Order by</th>
              <th>In service</th>
              <th>State</th>
              <th className="why">Because</th>
              <th>Stands in</th>
              <th>
                <span className="vh">Next step</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {purchases.map((record) => (
              <Row key={record.id} record={record} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
