import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceInfo } from '../../../shared/ipc/workspace-channels.ts';
import { MENU_FACTS } from '../../../shared/ipc/menu-commands.ts';
import { DATA_TABS } from '../../screens/data/data-tabs.ts';
import { FLEET_TABS } from '../../screens/fleet/fleet-tabs.ts';
import { NAVIGATION } from '../NavBar.tsx';
import { useWorkspace } from '../../state/workspace-store.ts';
import { paletteItems } from './palette-items.ts';

const keys = (query: string): readonly string[] => paletteItems(null, [], query).map(({ key }) => key);

describe('what the palette reaches', () => {
  beforeEach(() => useWorkspace.setState({ info: {} as WorkspaceInfo }));
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

describe('before a workspace is open', () => {
  beforeEach(() => useWorkspace.setState({ info: null }));
  it('the palette offers what needs none, and nothing that would do nothing', () => {
    expect(keys('')).toEqual(
      expect.arrayContaining(['command help-glossary', 'command licences', 'command open-sample']),
    );
    expect(keys('')).not.toContain('command go-overview');
    expect(keys('host')).toEqual(keys(''));
  });
});
