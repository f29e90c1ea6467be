import type { Assessment } from '../../shared/assess/constraint.ts';
import type { WorkspaceCounts } from '../../shared/ipc/workspace-channels.ts';
import type { Model } from '../../shared/model/document.ts';
import { POLICY_DEFAULTS, type Policy } from '../../shared/model/policy.ts';
import { workspaceInfo } from '../workspace/workspace-info.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Permitted } from './permitted.ts';

/** Sizes and counts of a workspace file, with names and figures only where permitted. */
export interface WorkspaceFacts {
  readonly schemaVersion: number;
  readonly sqlite: string;
  readonly sizeBytes: number;
  readonly pages: number;
  readonly freePages: number;
  readonly readOnly: boolean;
  /** When the newest rolling backup was made, and why none can be made; `null`: opened for reading. */
  readonly backups: { readonly newest: string | null; readonly trouble: string | null } | null;
  readonly isSample: boolean;
  readonly timeZone: string;
  readonly counts: WorkspaceCounts;
  /** Rows of each table. */
  readonly tables: Readonly<Record<string, number>>;
  readonly undoSteps: number;
  readonly redoSteps: number;
  /** Keys of assumptions that are not the defaults; what they are set to only with `values`. */
  readonly editedAssumptions: readonly string[] | Readonly<Record<string, unknown>>;
  readonly names?: object;
  readonly constraints?: readonly object[];
}

function edited(policy: Policy, { values }: Permitted): WorkspaceFacts['editedAssumptions'] {
  const entries = Object.entries(policy).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(POLICY_DEFAULTS[key as keyof Policy]),
  );
  return values ? Object.fromEntries(entries) : entries.map(([key]) => key);
}

function namesOf(workspace: Workspace, model: Model): object {
  const ids = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);
  return {
    file: workspace.name,
    regions: ids(model.regions),
    clusters: ids(model.clusters),
    edgeNodes: ids(model.edgeNodes),
    postgres: ids(model.postgres),
    controlPlanes: ids(model.controlPlanes),
    storagePools: ids(model.storagePools),
    flavors: ids(model.flavors),
  };
}

/** Figures without the places they stand in, unless names are permitted too: `compute.memory@cluster`. */
function constraintsOf({ constraints }: Assessment, { names }: Permitted): readonly object[] {
  return constraints.map(({ id, verdict, demand, capacity, reserve, unit }) => ({
    id: names ? id : id.replace(/:.*/, ''),
    verdict,
    demand,
    capacity,
    reserve,
    unit,
  }));
}

const dayAndTime = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export function workspaceFacts(
  workspace: Workspace,
  permitted: Permitted,
  assess: () => Assessment,
): WorkspaceFacts {
  const { counts, sizeBytes, readOnly, backups, isSample, timeZone } = workspaceInfo(workspace);
  const { undo, redo } = workspace.actions();
  return {
    ...workspace.storage(),
    sizeBytes,
    readOnly,
    backups: backups === null ? null : { newest: dayAndTime(backups.lastAtMs), trouble: backups.trouble },
    isSample,
    timeZone,
    counts,
    undoSteps: undo.length,
    redoSteps: redo.length,
    editedAssumptions: edited(workspace.policy(), permitted),
    ...(permitted.names ? { names: namesOf(workspace, workspace.model()) } : {}),
    ...(permitted.values ? { constraints: constraintsOf(assess(), permitted) } : {}),
  };
}
