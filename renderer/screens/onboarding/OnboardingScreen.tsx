import { useEffect } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { UnreadModel } from '../../app/UnreadModel.tsx';
import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { customerEvent, showTab, useOnboarding, type OnboardingTab } from '../../state/onboarding-store.ts';
import { warmEngine } from '../../state/result-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { CustomerEditor } from './CustomerEditor.tsx';
import { LiveTab } from './live/LiveTab.tsx';
import { NewCustomer } from './NewCustomer.tsx';
import { PipelineTab } from './pipeline/PipelineTab.tsx';

const TABS: readonly (ScreenTab & { readonly id: OnboardingTab })[] = [
  { id: 'new', title: 'New customer', Panel: NewCustomer },
  { id: 'pipeline', title: 'Pipeline', Panel: PipelineTab },
  { id: 'live', title: 'After they came', Panel: LiveTab },
];

/** A customer that comes: the one on the desk, or where to begin. */
export function OnboardingScreen() {
  const desk = useScenarios(activeDesk);
  const lists = useOnboarding((state) => state.lists);
  const tab = useOnboarding((state) => state.tab);
  const revision = useInventory((state) => state.choices?.revision);
  useEffect(() => void useInventory.getState().loadModel(), [revision]);
  const event = desk === null ? null : customerEvent(desk.document);
  const isIdle = event === null;
  useEffect(() => {
    if (isIdle) void warmEngine();
  }, [revision, isIdle]);
  return (
    <>
      <UnreadModel />
      {desk !== null && event !== null && !lists ? (
        <CustomerEditor desk={desk} event={event} />
      ) : (
        <ScreenTabs
          title="Onboarding"
          beside={<GuideButton />}
          tabs={TABS}
          selected={tab}
          onSelect={(id) => {
            const chosen = TABS.find((candidate) => candidate.id === id);
            if (chosen !== undefined) showTab(chosen.id);
          }}
        />
      )}
    </>
  );
}
