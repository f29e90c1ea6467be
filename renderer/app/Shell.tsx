import { useEffect } from 'react';
import { useExplain } from '../state/explain-store.ts';
import { useView, type ScreenName } from '../state/view-store.ts';
import { OverviewScreen } from '../screens/overview/OverviewScreen.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { NavBar } from './NavBar.tsx';
import { ExplainPanel, LATER_SCREENS, loadPartsAhead } from './parts.ts';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';

function Screen({ name }: { readonly name: ScreenName }) {
  if (name === 'overview') return <OverviewScreen />;
  const { View } = LATER_SCREENS[name];
  return <View />;
}

/** Navigation left, content, Explain right: input always stands left of its effect. */
export function Shell() {
  const screen = useView((state) => state.screen);
  const explains = useExplain((state) => state.isOpen);
  useEffect(() => void loadPartsAhead(), []);
  return (
    <div className="app" {...(explains ? { 'data-rail': 'narrow' } : {})}>
      <TopBar />
      <NavBar />
      <main className="main" id="main">
        <CrashBoundary resetKey={screen}>
          <Screen name={screen} />
        </CrashBoundary>
      </main>
      {explains ? (
        <CrashBoundary resetKey={screen}>
          <ExplainPanel.View />
        </CrashBoundary>
      ) : null}
      <StatusBar />
    </div>
  );
}
