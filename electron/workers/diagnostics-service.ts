import type { Permitted } from '../diagnostics/permitted.ts';
import { workspaceFacts, type WorkspaceFacts } from '../diagnostics/workspace-facts.ts';
import type { EngineAnswers } from '../workspace/engine-answers.ts';
import type { Workspace } from '../workspace/workspace.ts';

interface Opened {
  readonly workspace: Workspace;
  readonly engine: EngineAnswers;
}

/** The part of the workspace's service a bug report asks. */
export function createDiagnosticsService(opened: () => Opened | null) {
  return {
    /** `null`: no workspace is open. */
    diagnostics: (permitted: Permitted): WorkspaceFacts | null => {
      const open = opened();
      return open === null ? null : workspaceFacts(open.workspace, permitted, () => open.engine.baseline());
    },
  };
}
