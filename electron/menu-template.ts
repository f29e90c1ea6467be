import type { MenuItemConstructorOptions } from 'electron';
import {
  MENU_FACTS,
  WITHOUT_WORKSPACE,
  type MenuCommand,
  type MenuName,
} from '../shared/ipc/menu-commands.ts';

type Send = (command: MenuCommand) => void;
type Items = MenuItemConstructorOptions[];

export interface MenuPlace {
  readonly isMac: boolean;
  readonly isDevelopment: boolean;
  readonly name: string;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };
const SMALL: ReadonlySet<string> = new Set(['a', 'of', 'the', 'to', 'its', 'with']);

/** As menus write it: `Compare Scenario with the Baseline`. */
function capitals(label: string): string {
  return label.replaceAll(/[a-z]+/gi, (word, at: number) =>
    at > 0 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );
}

function itemsOf(send: Send, menu: MenuName): Items {
  return MENU_FACTS.filter((facts) => facts.menu === menu).map(({ command, label, keys, asks }) => ({
    id: command,
    label: capitals(label) + (asks === true ? '…' : ''),
    click: () => send(command),
    enabled: WITHOUT_WORKSPACE.has(command), // no workspace is open when the menu is made
    ...(keys === undefined ? {} : { accelerator: keys }),
  }));
}

/**
 * The menu bar: the list of commands by its menus, and what is the system's own — cut, copy and paste, zoom, windows, on a
 * Mac the application's menu. Undo and redo go to the page, which knows whether a text field or the workspace is meant.
 */
export function menuTemplate(send: Send, { isMac, isDevelopment, name }: MenuPlace): Items {
  const palette: MenuItemConstructorOptions = {
    id: 'palette',
    label: 'Find or Run…',
    accelerator: 'CmdOrCtrl+K',
    click: () => send('palette'),
  };
  const quit: Items = isMac ? [] : [separator, { role: 'quit' }];
  const edit: Items = [
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
  const zoom: Items = [
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  const tools: Items = isDevelopment ? [separator, { role: 'reload' }, { role: 'toggleDevTools' }] : [];
  const about: Items = isMac ? [] : [{ label: `About ${name}`, role: 'about' }];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [...itemsOf(send, 'file'), ...quit] },
    { label: '&Edit', submenu: [...itemsOf(send, 'edit'), ...edit] },
    { label: '&View', submenu: [palette, separator, ...itemsOf(send, 'view'), ...zoom, ...tools] },
    { label: '&Go', submenu: itemsOf(send, 'go') },
    { label: '&Scenario', submenu: itemsOf(send, 'scenario') },
    { role: 'windowMenu' },
    { role: 'help', submenu: [...itemsOf(send, 'help'), ...about] },
  ];
}
