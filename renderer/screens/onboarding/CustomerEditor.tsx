import { useState } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { onlyOnboarding } from '../../../shared/view/placement-view.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { copyText } from '../../state/clipboard.ts';
import { exportOnboarding } from '../../state/document-export.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { addToPipeline, customerName, listCustomers } from '../../state/onboarding-store.ts';
import { useResults } from '../../state/result-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';
import { isEdited, putAway, saveActive, type Desk } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { onboardingSummary } from '../../../shared/view/onboarding-summary.ts';
import { useView } from '../../state/view-store.ts';
import { acceptCustomer } from './accept-customer.ts';
import { CustomerForm } from './CustomerForm.tsx';
import { ImpactPane } from './ImpactPane.tsx';
import { TemplateDialog } from './TemplateDialog.tsx';

function stateOf(desk: Desk): string {
  if (desk.version === null) return 'draft';
  return `version ${desk.version}${isEdited(desk) ? ', edited' : ''}`;
}

function CopySummary({ desk }: { readonly desk: Desk }) {
  const result = useResults((state) => (state.resultOf === desk.key ? state.result : null));
  const dates = useResults((state) => state.dates);
  const isComputing = useResults((state) => state.isComputing);
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const regionName = useInventory((state) => state.regionName);
  const outcome = result === null ? null : onlyOnboarding(result);
  const copy = (): void => {
    if (result === null || outcome === null || dates === null) return;
    void copyText('Summary', onboardingSummary({ ...result, timeline: dates }, outcome, asOf, regionName));
  };
  return (
    <Button
      kind="quiet"
      icon="copy"
      disabled={outcome === null || dates === null || isComputing}
      onPress={copy}
    >
      Copy summary
    </Button>
  );
}

const PAGES = [
  { id: 'pdf', label: 'One page, PDF' },
  { id: 'html', label: 'One page, HTML' },
  { id: 'xlsx', label: 'Spreadsheet', beside: 'live formulas' },
] as const;

/** The answer as a page that a customer's contact can read without the application. */
function Share() {
  return (
    <MenuButton
      icon="export"
      label="Share"
      items={PAGES}
      onAction={(id) => void exportOnboarding(PAGES.find((page) => page.id === id)?.id ?? 'pdf')}
    />
  );
}

/** Everything else that can be done with the customer on the desk. */
function More({ desk, event }: { readonly desk: Desk; readonly event: EventDocument }) {
  const [names, setNames] = useState(false);
  const act = (id: string): void => {
    if (id === 'template') setNames(true);
    else if (id === 'pipeline') void addToPipeline(event);
    else if (id === 'scenario') useView.getState().goTo('scenarios');
    else if (id === 'discard') {
      listCustomers();
      putAway(desk.key);
    }
  };
  return (
    <>
      <MenuButton
        iconOnly
        icon="more"
        label="More acts on this customer"
        items={[
          { id: 'pipeline', label: 'Add to the pipeline' },
          { id: 'template', label: 'Save the shape as a template' },
          { id: 'scenario', label: 'Open in Scenarios' },
          ...(desk.savedId === null ? [{ id: 'discard', label: 'Discard draft', danger: true }] : []),
        ]}
        onAction={act}
      />
      <TemplateDialog isOpen={names} event={event} onClose={() => setNames(false)} />
    </>
  );
}

/** A customer on the desk: the form left, what it does right. Nothing is saved before Save is pressed. */
export function CustomerEditor({ desk, event }: { readonly desk: Desk; readonly event: EventDocument }) {
  const name = customerName(event);
  const save = desk.version === null ? 'Save as scenario' : `Save version ${desk.version + 1}`;
  return (
    <>
      <div className="head">
        <button type="button" className="crumb mute" onClick={listCustomers}>
          Onboarding
        </button>
        <Icon name="right" size={12} />
        <h1 className="ell">{name === '' ? 'Customer without a name' : name}</h1>
        <GuideButton />
        <span className="badge plain">{stateOf(desk)}</span>
        <span className="grow" />
        <CopySummary desk={desk} />
        <Share />
        <More desk={desk} event={event} />
        <Button icon="decisions" disabled={name === ''} onPress={() => acceptCustomer(desk, event, name)}>
          Accept…
        </Button>
        <Button kind="primary" disabled={!isEdited(desk)} onPress={() => void saveActive()}>
          {save}
        </Button>
      </div>
      <div className="ob">
        <CustomerForm key={desk.key} desk={desk} event={event} />
        <ImpactPane desk={desk} customer={name} />
      </div>
    </>
  );
}
