import { Brand } from '../../app/Brand.tsx';
import { CrashBoundary } from '../../app/CrashBoundary.tsx';
import { FindButton } from '../../app/FindButton.tsx';
import { LATER_SCREENS } from '../../app/parts.ts';

/** The help before a workspace is open: the screen itself, and no navigation to screens that have nothing to show yet. */
export function StartHelp() {
  return (
    <div className="app start-help">
      <header className="topbar">
        <Brand name="Headroom" />
        <span className="grow" />
        <FindButton />
      </header>
      <main className="main" id="main">
        <CrashBoundary resetKey="help">
          <LATER_SCREENS.help.View />
        </CrashBoundary>
      </main>
    </div>
  );
}
