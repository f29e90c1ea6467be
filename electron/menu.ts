import { app, Menu } from 'electron';
import { MENU_FACTS, WITHOUT_WORKSPACE, type MenuCommand } from '../shared/ipc/menu-commands.ts';
import { menuTemplate } from './menu-template.ts';

/** The application's menu. Commands travel to the page as `menu-command` notices, where the palette runs the same ones. */
export function installMenu(send: (command: MenuCommand) => void, isDevelopment: boolean): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(send, { isMac, isDevelopment, name: app.name })),
  );
}

/** Greys what needs a workspace while none is open, as the palette leaves it out. */
export function enableMenu(hasWorkspace: boolean): void {
  const menu = Menu.getApplicationMenu();
  for (const { command } of MENU_FACTS) {
    const item = menu?.getMenuItemById(command);
    if (item != null) item.enabled = hasWorkspace || WITHOUT_WORKSPACE.has(command);
  }
}
