import type { ListedCommand } from '../../../shared/ipc/menu-commands.ts';
import { MENU_FACTS } from '../../../shared/ipc/menu-commands.ts';
import { canRun, runMenuCommand } from '../../app/run-menu-command.ts';

const nameOf = (command: ListedCommand): string =>
  MENU_FACTS.find((facts) => facts.command === command)?.label ?? command;

/** Screens on which something is seen, each one press away; names alone where no workspace is open. */
export function SeenOn({ commands }: { readonly commands: readonly ListedCommand[] }) {
  return (
    <span className="help-seen">
      {commands.map((command) =>
        canRun(command) ? (
          <button
            key={command}
            type="button"
            className="linkish"
            onClick={() => runMenuCommand(command, 'page')}
          >
            {nameOf(command)}
          </button>
        ) : (
          <span key={command}>{nameOf(command)}</span>
        ),
      )}
    </span>
  );
}
