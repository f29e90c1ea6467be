import { Command } from 'cmdk';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Icon } from '../../components/Icon.tsx';
import { useInventory } from '../../state/inventory-store.ts';
import { useScenarios } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { tablesShown } from '../figure/tables-shown.ts';
import { ITEM_KEY, type PaletteItem } from './palette-item.ts';
import { paletteItems } from './palette-items.ts';
import { isCalled, paletteScore } from './palette-score.ts';
import { useModKey } from '../use-mod-key.ts';

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

function Row({ item, onDone }: { readonly item: PaletteItem; readonly onDone: () => void }) {
  const mod = useModKey();
  return (
    <Command.Item
      className="it"
      value={`${item.label}${ITEM_KEY}${item.key}`}
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

/**
 * While the palette is open whatever is typed goes to its field: a dialog that has just closed may hand focus back to where it
 * came from after the field was given it.
 */
function useFocusOnField(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    let frame = 0;
    const keep = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const palette = field.current?.closest('.palette');
        if (palette?.contains(document.activeElement) === false) field.current?.focus();
      });
    };
    keep();
    document.addEventListener('focusin', keep);
    document.addEventListener('focusout', keep);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('focusin', keep);
      document.removeEventListener('focusout', keep);
    };
  }, [field]);
}

function Palette({ onDone }: { readonly onDone: () => void }) {
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useFocusOnField(field);
  const choices = useInventory((state) => state.choices);
  const scenarios = useScenarios((state) => state.list);
  const [here] = useState(copyItems);
  const items = useMemo(
    () => [...paletteItems(choices, scenarios, query), ...(query === '' ? [] : here)],
    [choices, scenarios, query, here],
  );
  // Within a group the list sorts its entries itself; a group is moved only for what is called as typed.
  const called = items.find(({ label }) => isCalled(label, query))?.group;
  const groups = called === undefined ? GROUPS : [called, ...GROUPS.filter((group) => group !== called)];
  return (
    <Command className="palette" label="Find or run" filter={paletteScore} loop>
      <div className="q">
        <Icon name="search" />
        <Command.Input
          ref={field}
          autoFocus
          placeholder="Find or run"
          value={query}
          onValueChange={setQuery}
        />
      </div>
      <Command.List className="palette-list">
        <Command.Empty className="palette-none">Nothing by that name.</Command.Empty>
        {groups.map((group) => {
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
