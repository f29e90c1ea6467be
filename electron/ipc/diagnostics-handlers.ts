import type { Handlers } from '../../shared/ipc/contract.ts';
import { machineFacts } from '../diagnostics/machine.ts';
import { reportText } from '../diagnostics/report.ts';
import type { Session } from './session.ts';

type DiagnosticsChannels = Pick<Handlers, 'diagnostics:read' | 'diagnostics:note-error'>;

export function diagnosticsHandlers(session: Session): DiagnosticsChannels {
  const { workspace, desktop, errors, calls, clock } = session;
  return {
    async 'diagnostics:read'(permitted) {
      const parts = {
        atMs: clock(),
        versions: desktop.versions,
        machine: machineFacts(),
        window: desktop.windowFacts(),
        // A workspace that cannot be read is what a report may be about: the rest of it is still worth having.
        workspace: await workspace.call('diagnostics', permitted).catch((error: unknown) => {
          errors.add('diagnostics:read', error);
          return null;
        }),
        calls: calls.list(),
        errors: errors.list(),
      };
      return { text: reportText(parts, permitted) };
    },
    'diagnostics:note-error'({ name, message, stack }) {
      errors.add('page', { name, message, stack });
      return null;
    },
  };
}
