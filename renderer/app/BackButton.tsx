import { Button } from '../components/Button.tsx';
import { goBack, useWayBack, type Place } from '../state/way-back.ts';
import { NAVIGATION } from './NavBar.tsx';

const titleOf = ({ screen, host }: Place): string =>
  host ?? NAVIGATION.flatMap(({ items }) => items).find((item) => item.screen === screen)?.title ?? screen;

/** Back to where one came from, by name; nothing where there is no such place. */
export function BackButton() {
  const last = useWayBack((state) => state.behind.at(-1));
  if (last === undefined) return null;
  return (
    <span className="back">
      <Button
        kind="quiet"
        icon="left"
        label={`Back to ${titleOf(last)}`}
        hint={`Back to ${titleOf(last)} (Alt ←)`}
        onPress={goBack}
      />
    </span>
  );
}
