import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/ipc/notice.ts';

type Send = (command: MenuCommand) => void;

const separator: MenuItemConstructorOptions = { type: 'separator' };

function command(
  send: Send,
  label: string,
  name: MenuCommand,
  accelerator?: string,
): MenuItemConstructorOptions {
  return { label, click: () => send(name), ...(accelerator === undefined ? {} : { accelerator }) };
}

function fileMenu(send: Send, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      command(send, 'New Workspace…', 'new-workspace', 'CmdOrCtrl+N'),
      command(send, 'Open…', 'open-workspace', 'CmdOrCtrl+O'),
      command(send, 'Open Sample Region', 'open-sample'),
      separator,
      command(send, 'Import Data…', 'import', 'CmdOrCtrl+I'),
      command(send, 'Export…', 'export', 'CmdOrCtrl+E'),
      separator,
      command(send, 'Save Scenario', 'save-scenario', 'CmdOrCtrl+S'),
      command(send, 'Save a Copy…', 'save-copy', 'CmdOrCtrl+Shift+S'),
      separator,
      command(send, 'Close Workspace', 'close-workspace'),
      ...(isMac ? [] : [separator, { role: 'quit' } as const]),
    ],
  };
}

/**
 * Undo and redo go to the page, which knows whether a text field or the workspace is meant; cut, copy and paste are the
 * system's own.
 */
function editMenu(send: Send): MenuItemConstructorOptions {
  return {
    label: '&Edit',
    submenu: [
      command(send, 'Undo', 'undo', 'CmdOrCtrl+Z'),
      command(send, 'Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  };
}

function viewMenu(send: Send, isDevelopment: boolean): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      command(send, 'Command Palette…', 'palette', 'CmdOrCtrl+K'),
      separator,
      {
        label: 'Appearance',
        submenu: [
          command(send, 'Like the System', 'theme-system'),
          command(send, 'Light', 'theme-light'),
          command(send, 'Dark', 'theme-dark'),
        ],
      },
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(isDevelopment ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
}

/** The application's menu. Commands travel to the page as `menu-command` notices; there is one list of actions, there. */
export function installMenu(send: Send, isDevelopment: boolean): void {
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    fileMenu(send, isMac),
    editMenu(send),
    viewMenu(send, isDevelopment),
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        command(send, 'Keyboard Shortcuts', 'shortcuts'),
        ...(isMac ? [] : [{ label: `About ${app.name}`, role: 'about' } as const]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
