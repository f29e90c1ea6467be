import { useEffect } from 'react';
import { UnreadModel } from '../../app/UnreadModel.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { warmEngine } from '../../state/result-store.ts';
import { activeDesk, useScenarios } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { CompareScreen } from './CompareScreen.tsx';
import { PortfolioScreen } from './portfolio/PortfolioScreen.tsx';
import { ScenarioEditor } from './ScenarioEditor.tsx';
import { ScenarioList } from './ScenarioList.tsx';

/** The list of scenarios, or the one on the desk with what it does. */
export function ScenariosScreen() {
  const desk = useScenarios(activeDesk);
  const isListing = useView((state) => state.listsScenarios);
  const revision = useInventory((state) => state.choices?.revision);
  useEffect(() => void useInventory.getState().loadModel(), [revision]);
  const isComparing = useView((state) => state.comparesScenarios);
  const showsPortfolios = useView((state) => state.showsPortfolios);
  const isEmpty = desk === null;
  useEffect(() => {
    if (isEmpty) void warmEngine();
  }, [revision, isEmpty]);
  if (isComparing && !showsPortfolios) return <CompareScreen />;
  const isList = desk === null || isListing;
  return (
    <>
      <UnreadModel />
      {showsPortfolios ? <PortfolioScreen /> : isList ? <ScenarioList /> : <ScenarioEditor desk={desk} />}
    </>
  );
}
