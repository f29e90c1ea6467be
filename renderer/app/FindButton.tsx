import { Icon } from '../components/Icon.tsx';
import { useView } from '../state/view-store.ts';
import { useModKey } from './use-mod-key.ts';

/** The palette, for those who do not know its key yet. */
export function FindButton() {
  const show = useView((state) => state.show);
  const mod = useModKey();
  return (
    <button type="button" className="input cmd" onClick={() => show('palette')}>
      <Icon name="search" size={14} />
      <span className="mute">Find or run</span>
      <span className="kbd">{mod} K</span>
    </button>
  );
}
