import { Command } from 'cmdk';
import { useMemo, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Icon } from '../components/Icon.tsx';
import { useInventory } from '../state/inventory-store.ts';
import { useScenarios } from '../state/scenario-store.ts';
import { useView } from '../state/view-store.ts';
import { tablesShown } from './figure/tables-shown.ts';
import { paletteItems, type PaletteItem } from './palette-items.ts';
import { useModKey } from './use-mod-key.ts';

const GROUPS = [
  'Actions',
  'On this screen',
  'Screens',
  'Scenarios',
  'Forecasts',
  'Failure modes',
  'Regions',
  'Clusters',
  'Hosts',
  'Other entities',
] as const;

/** Every word typed must stand in the label; matches at the start of a word come first. */
function score(value: string, search: string): number {
  const text = value.toLowerCase();
  let total = 1;
  for (const word of search.toLowerCase().split(/\s+/)) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    if (at > 0 && !/[\s:·-]/.test(text.charAt(at - 1))) total -= 0.2;
  }
  return Math.max(0.1, total);
}

function Row({ item, onDone }: { readonly item: PaletteItem; readonly onDone: () => void }) {
  const mod = useModKey();
  return (
    <Command.Item
      className="it"
      value={`${item.label} · ${item.key}`}
      onSelect={() => {
        onDone();
        item.run();
      }}
    >
      <Icon name={item.icon} />
      <span className="ell">{item.label}</span>
      {item.beside === undefined ? null : <span className="k">{item.beside.replace('Mod', mod)}</span>}
    </Command.Item>
  );
}

/** Copying what the screen behind the palette shows; found once something is typed. */
function copyItems(): readonly PaletteItem[] {
  return tablesShown().map(({ name, copy }, at) => ({
    key: `copy ${at}`,
    group: 'On this screen',
    label: `Copy ${name} as CSV`,
    icon: 'copy',
    run: copy,
  }));
}

function Palette({ onDone }: { readonly onDone: () => void }) {
  const [query, setQuery] = useState('');
  const choices = useInventory((state) => state.choices);
  const scenarios = useScenarios((state) => state.list);
  const [here] = useState(copyItems);
  const items = useMemo(
    () => [...paletteItems(choices, scenarios, query), ...(query === '' ? [] : here)],
    [choices, scenarios, query, here],
  );
  return (
    <Command className="palette" label="Find or run" filter={score} loop>
      <div className="q">
        <Icon name="search" />
        <Command.Input autoFocus placeholder="Find or run" value={query} onValueChange={setQuery} />
      </div>
      <Command.List className="palette-list">
        <Command.Empty className="palette-none">Nothing by that name.</Command.Empty>
        {GROUPS.map((group) => {
          const rows = items.filter((item) => item.group === group);
          return rows.length === 0 ? null : (
            <Command.Group key={group} heading={<div className="grp">{group}</div>}>
              {rows.map((item) => (
                <Row key={item.key} item={item} onDone={onDone} />
              ))}
            </Command.Group>
          );
        })}
      </Command.List>
    </Command>
  );
}

/** Every action, every entity, every scenario, by name. */
export function CommandPalette() {
  const isOpen = useView((state) => state.overlay === 'palette');
  const show = useView((state) => state.show);
  return (
    <ModalOverlay
      className="scrim scrim-top"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) show(null);
      }}
    >
      <Modal className="modal palette-modal">
        <Dialog aria-label="Find or run" className="palette-dialog">
          <Palette onDone={() => show(null)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
