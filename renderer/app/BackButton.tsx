import { Button } from '../components/Button.tsx';
import { useView } from '../state/view-store.ts';
import { goBack, useWayBack, type Place } from '../state/way-back.ts';
import { useWorkspace } from '../state/workspace-store.ts';
import { NAVIGATION } from './NavBar.tsx';

const titleOf = ({ screen, host }: Place): string =>
  host ?? NAVIGATION.flatMap(({ items }) => items).find((item) => item.screen === screen)?.title ?? screen;

function Back({ to, onPress }: { readonly to: string; readonly onPress: () => void }) {
  return (
    <span className="back">
      <Button
        kind="quiet"
        icon="left"
        label={`Back to ${to}`}
        hint={`Back to ${to} (Alt ←)`}
        onPress={onPress}
      />
    </span>
  );
}

/** Back to where one came from, by name: nothing where there is no such place, and without a workspace the start screen. */
export function BackButton() {
  const last = useWayBack((state) => state.behind.at(-1));
  const isOpen = useWorkspace((state) => state.info !== null);
  const goTo = useView((state) => state.goTo);
  if (!isOpen) return <Back to="Start" onPress={() => goTo('overview')} />;
  if (last === undefined) return null;
  return <Back to={titleOf(last)} onPress={goBack} />;
}
