import { useEffect } from 'react';
import { refreshExplain, useExplain } from '../state/explain-store.ts';
import { askAheadSoon, stopAskingAhead } from '../state/ahead.ts';
import { forgetCadence, loadCadence } from '../state/cadence-store.ts';
import { forgetChecklists } from '../state/checklist-store.ts';
import { forgetDecisions } from '../state/decision-store.ts';
import { forgetFailures } from '../state/failure-store.ts';
import { forgetForecasts } from '../state/forecast-store.ts';
import { forgetConnections, loadConnections } from '../state/connection-store.ts';
import { showData } from '../state/data-view-store.ts';
import { forgetOdds } from '../state/odds-store.ts';
import { forgetPipeline } from '../state/pipeline-store.ts';
import { forgetOnboarding } from '../state/onboarding-store.ts';
import { loadPastImports } from '../state/import-store.ts';
import { forgetHosts } from '../state/host-store.ts';
import { forgetPortfolios, loadPortfolios } from '../state/portfolio-store.ts';
import { forgetPlan, loadPurchases } from '../state/plan-store.ts';
import { forgetReview } from '../state/review-store.ts';
import { useInventory } from '../state/inventory-store.ts';
import { usePolicy } from '../state/policy-store.ts';
import { forgetResults, loadBaseline, runActive, useResults } from '../state/result-store.ts';
import { forgetServices } from '../state/services-store.ts';
import { activeDesk, forgetScenarios, loadScenarios, useScenarios } from '../state/scenario-store.ts';
import { forgetSurvival } from '../state/survival-store.ts';
import { forgetSteps } from '../state/toast-store.ts';
import { forgetPlaces } from '../state/way-back.ts';
import { useView } from '../state/view-store.ts';
import { useWorkspace } from '../state/workspace-store.ts';

function forgetWorkspace(): void {
  forgetScenarios();
  forgetResults();
  forgetSurvival();
  forgetForecasts();
  forgetHosts();
  forgetFailures();
  forgetDecisions();
  forgetChecklists();
  forgetCadence();
  forgetReview();
  forgetPortfolios();
  forgetOdds();
  forgetOnboarding();
  forgetPipeline();
  forgetPlan();
  forgetServices();
  forgetConnections();
  useInventory.getState().clear();
  useExplain.getState().close();
  showData({ tab: 'imports' });
  useView.setState({
    region: null,
    screen: 'overview',
    fleetTab: 'hosts',
    overlay: null,
  });
  forgetSteps();
  forgetPlaces();
}

function reload(): void {
  void useInventory.getState().load();
  void usePolicy.getState().load();
  void loadScenarios();
  void loadPortfolios();
  void loadBaseline();
  void loadPastImports();
  void loadCadence();
  void loadConnections();
  void loadPurchases();
  void runActive();
}

/** Asks ahead for the entries of the scenario switch whenever the window rests on something new. */
export function useAhead(): void {
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const screen = useView((state) => state.screen);
  const tab = useView((state) => state.fleetTab);
  const isAssessed = useResults((state) => state.baseline !== null);
  const list = useScenarios((state) => state.list);
  const desks = useScenarios((state) => state.desks);
  useEffect(() => {
    if (revision === null || !isAssessed) return undefined;
    askAheadSoon();
    return stopAskingAhead;
  }, [revision, screen, tab, isAssessed, list, desks]);
}

/** Keeps every store in step with the workspace: its revision, the file that is open, the scenario on the desk. */
export function useRevision(): void {
  const path = useWorkspace((state) => state.info?.displayPath ?? null);
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const regions = useWorkspace((state) => state.info?.regions);
  const desk = useScenarios(activeDesk);
  const result = useResults((state) => state.result);
  const baseline = useResults((state) => state.baseline);

  useEffect(() => forgetWorkspace, [path]);
  useEffect(() => {
    if (path !== null && revision !== null) reload();
  }, [path, revision]);
  useEffect(() => {
    const { region, setRegion } = useView.getState();
    if (regions !== undefined && !regions.some(({ id }) => id === region)) setRegion(regions[0]?.id ?? null);
  }, [regions]);
  useEffect(() => void runActive(), [desk?.key, desk?.document, desk?.saved]);
  useEffect(() => void refreshExplain(), [result, baseline]);
}
