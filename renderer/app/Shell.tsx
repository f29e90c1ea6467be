import { lazy, Suspense } from 'react';
import { useExplain } from '../state/explain-store.ts';
import { useView, type ScreenName } from '../state/view-store.ts';
import { AssumptionsScreen } from '../screens/assumptions/AssumptionsScreen.tsx';
import { DataScreen } from '../screens/data/DataScreen.tsx';
import { DecisionsScreen } from '../screens/decisions/DecisionsScreen.tsx';
import { RecordDecisionDialog } from '../screens/decisions/RecordDecisionDialog.tsx';
import { FailuresScreen } from '../screens/failures/FailuresScreen.tsx';
import { FleetScreen } from '../screens/fleet/FleetScreen.tsx';
import { ForecastScreen } from '../screens/forecast/ForecastScreen.tsx';
import { OnboardingScreen } from '../screens/onboarding/OnboardingScreen.tsx';
import { OverviewScreen } from '../screens/overview/OverviewScreen.tsx';
import { PlanScreen } from '../screens/plan/PlanScreen.tsx';
import { ScenariosScreen } from '../screens/scenarios/ScenariosScreen.tsx';
import { SurvivalScreen } from '../screens/survival/SurvivalScreen.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ExplainPanel } from './explain/ExplainPanel.tsx';
import { NavBar } from './NavBar.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';

/** Its texts, terms and formulas are read when somebody opens it. */
const HelpScreen = lazy(async () => {
  const { HelpScreen: Screen } = await import('../screens/help/HelpScreen.tsx');
  return { default: Screen };
});

const SCREENS: Readonly<Record<ScreenName, React.ComponentType>> = {
  overview: OverviewScreen,
  fleet: FleetScreen,
  forecast: ForecastScreen,
  scenarios: ScenariosScreen,
  survival: SurvivalScreen,
  onboarding: OnboardingScreen,
  plan: PlanScreen,
  failures: FailuresScreen,
  decisions: DecisionsScreen,
  data: DataScreen,
  assumptions: AssumptionsScreen,
  help: HelpScreen,
};

/** Navigation left, content, Explain right: input always stands left of its effect. */
export function Shell() {
  const screen = useView((state) => state.screen);
  const explains = useExplain((state) => state.isOpen);
  const Screen = SCREENS[screen];
  return (
    <div className="app" {...(explains ? { 'data-rail': 'narrow' } : {})}>
      <TopBar />
      <NavBar />
      <main className="main" id="main">
        <CrashBoundary resetKey={screen}>
          <Suspense>
            <Screen />
          </Suspense>
        </CrashBoundary>
      </main>
      {explains ? (
        <CrashBoundary resetKey={screen}>
          <ExplainPanel />
        </CrashBoundary>
      ) : null}
      <StatusBar />
      <CommandPalette />
      <ShortcutsDialog />
      <RecordDecisionDialog />
    </div>
  );
}
