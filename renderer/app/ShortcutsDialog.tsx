import { Dialog } from '../components/Dialog.tsx';
import { useView } from '../state/view-store.ts';
import { useModKey } from './use-mod-key.ts';

const SHORTCUTS: readonly (readonly [keys: string, act: string])[] = [
  ['Mod K', 'Find or run anything'],
  ['Mod Z', 'Undo, across the whole workspace'],
  ['Mod Shift Z', 'Redo'],
  ['Mod S', 'Save the scenario as a new version'],
  ['Mod Shift S', 'Save a copy of the workspace'],
  ['Mod E', 'Export the scenario'],
  ['Mod O', 'Open a workspace'],
  ['Mod N', 'New workspace'],
  ['Mod I', 'Import files'],
  ['Mod .', 'Show or hide Explain'],
  ['Enter', 'Explain the focused number'],
  ['Alt ← →', 'Back to where you were, and forward again'],
  ['Alt ↑ ↓', 'Move the focused event card'],
  ['← →', 'On a forecast: the day read off, or the end of its window; Page keys a week'],
  ['Escape', 'Close what is on top'],
  ['F1', 'Guide to this screen, glossary, formulas'],
  ['?', 'This sheet'],
];

export function ShortcutsDialog() {
  const isOpen = useView((state) => state.overlay === 'shortcuts');
  const show = useView((state) => state.show);
  const mod = useModKey();
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={() => show(null)}>
      <dl className="keys">
        {SHORTCUTS.map(([keys, act]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key} className="kbd">
                  {key === 'Mod' ? mod : key}
                </kbd>
              ))}
            </dt>
            <dd>{act}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
