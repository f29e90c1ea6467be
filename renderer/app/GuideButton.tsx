import { Button } from '../components/Button.tsx';
import { helpHere } from '../state/help-store.ts';

/** In the head of every screen: its guide, one press away. */
export function GuideButton() {
  return (
    <Button
      kind="quiet"
      small
      icon="info"
      label="Guide to this screen"
      hint="Guide to this screen, F1"
      onPress={helpHere}
    />
  );
}
