import { app, Menu } from 'electron';
import type { MenuCommand } from '../shared/ipc/menu-commands.ts';
import { menuTemplate } from './menu-template.ts';

/** The application's menu. Commands travel to the page as `menu-command` notices, where the palette runs the same ones. */
export function installMenu(send: (command: MenuCommand) => void, isDevelopment: boolean): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(send, { isMac, isDevelopment, name: app.name })),
  );
}
