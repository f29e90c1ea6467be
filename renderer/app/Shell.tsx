import { useEffect } from 'react';
import { useDecisions } from '../state/decision-store.ts';
import { useExplain } from '../state/explain-store.ts';
import { useView, type ScreenName } from '../state/view-store.ts';
import { OverviewScreen } from '../screens/overview/OverviewScreen.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { NavBar } from './NavBar.tsx';
import {
  CommandPalette,
  ExplainPanel,
  LATER_SCREENS,
  loadPartsAhead,
  RecordDecisionDialog,
  ShortcutsDialog,
} from './parts.ts';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useOnceWanted } from './use-once-wanted.ts';

/** Dialogs over every screen, each from the first time it is opened. */
function Dialogs() {
  const finds = useOnceWanted(useView(({ overlay }) => overlay === 'palette'));
  const lists = useOnceWanted(useView(({ overlay }) => overlay === 'shortcuts'));
  const decides = useOnceWanted(useDecisions(({ seed }) => seed !== null));
  return (
    <>
      {finds ? <CommandPalette.View /> : null}
      {lists ? <ShortcutsDialog.View /> : null}
      {decides ? <RecordDecisionDialog.View /> : null}
    </>
  );
}

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
      <Dialogs />
    </div>
  );
}
