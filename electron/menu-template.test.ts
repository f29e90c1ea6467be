import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { MENU_FACTS, WITHOUT_WORKSPACE } from '../shared/ipc/menu-commands.ts';
import { menuTemplate } from './menu-template.ts';

function items(menu: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return menu.flatMap((item) => (Array.isArray(item.submenu) ? items(item.submenu) : [item]));
}

const onMac = { isMac: true, isDevelopment: false, name: 'Headroom' };
const elsewhere = { ...onMac, isMac: false };

/** What a click on every entry with an id sends. */
function sent(place: typeof onMac): readonly string[] {
  const commands: string[] = [];
  for (const item of items(menuTemplate((command) => commands.push(command), place)))
    if (item.id !== undefined) (item.click as () => void)();
  return commands;
}

describe('the menu bar', () => {
  it('sends every command of the list the palette is made of, each once, and opens the palette', () => {
    const wanted = [...MENU_FACTS.map(({ command }) => command), 'palette'].sort();
    expect([...sent(elsewhere)].sort()).toEqual(wanted);
    expect([...sent(onMac)].sort()).toEqual(wanted);
  });
  it('greys what needs a workspace until one is open, as the palette leaves it out', () => {
    const enabled = items(menuTemplate(() => {}, elsewhere)).flatMap((item) =>
      item.id !== undefined && item.enabled !== false ? [item.id] : [],
    );
    expect([...enabled].sort()).toEqual([...WITHOUT_WORKSPACE].sort());
  });
  it('has no two entries on one key, and only keys every system has', () => {
    const keys = items(menuTemplate(() => {}, elsewhere)).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^(CmdOrCtrl\+(Shift\+)?[A-Z.]|F1)$/);
  });
  it('leaves quit and about to the application’s own menu on a Mac', () => {
    const rolesOf = (place: typeof onMac) =>
      menuTemplate(() => {}, place)
        .flatMap((menu) => [menu, ...items([menu])])
        .map(({ role }) => role);
    expect(rolesOf(onMac)).toContain('appMenu');
    expect(rolesOf(onMac)).not.toContain('quit');
    expect(rolesOf(elsewhere)).toEqual(expect.arrayContaining(['quit', 'about']));
  });
});
