import { describe, expect, it } from 'vitest';
import { MENU_FACTS } from '../../shared/ipc/menu-commands.ts';
import { DATA_TABS } from '../screens/data/data-tabs.ts';
import { FLEET_TABS } from '../screens/fleet/fleet-tabs.ts';
import { NAVIGATION } from './NavBar.tsx';
import { paletteItems } from './palette-items.ts';

describe('what the palette reaches', () => {
  it('is the list the menu bar is made of', () => {
    const own = paletteItems(null, [], '').filter(({ group }) => group === 'Actions' || group === 'Screens');
    expect(own.map(({ key }) => key)).toEqual(MENU_FACTS.map(({ command }) => `command ${command}`));
  });
  it('holds every screen and every tab there is', () => {
    const listed = MENU_FACTS.filter(({ menu }) => menu === 'go')
      .map(({ command }) => command)
      .sort();
    const screens = NAVIGATION.flatMap(({ items }) => items.map(({ screen }) => `go-${screen}`));
    const tabs = [
      ...DATA_TABS.map(({ id }) => `data-${id}`),
      ...FLEET_TABS.map(({ name }) => `fleet-${name}`),
    ];
    expect(listed).toEqual([...screens, ...tabs].sort());
  });
});
