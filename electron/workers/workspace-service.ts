import type { AssessAnswer, ExplainAnswer } from '../../shared/ipc/assess-channels.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { ActionEntry, ActionHistory, WorkspaceInfo } from '../../shared/ipc/workspace-channels.ts';
import type { Model } from '../../shared/model/document.ts';
import { Refusal } from '../refusal.ts';
import { faultIn, type Steps } from '../workspace/backups.ts';
import { EngineAnswers } from '../workspace/engine-answers.ts';
import { InventoryTables } from '../workspace/inventory-tables.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { Workspace } from '../workspace/workspace.ts';
import { workspaceInfo } from '../workspace/workspace-info.ts';
import { ForecastAnswers } from '../workspace/forecast-answers.ts';
import { createEngineInputService } from './engine-input-service.ts';
import { createFailureService } from './failure-service.ts';
import { HostAnswers } from '../workspace/host-answers.ts';
import { createConnectionService } from './connection-service.ts';
import { createDataExportService } from './data-export-service.ts';
import { createCadenceService } from './cadence-service.ts';
import { createChecklistService } from './checklist-service.ts';
import { createDecisionService } from './decision-service.ts';
import { createDiagnosticsService } from './diagnostics-service.ts';
import { createForecastService } from './forecast-service.ts';
import { createHostService } from './host-service.ts';
import { createInventoryService } from './inventory-service.ts';
import { createRecoveryService } from './recovery-service.ts';
import { createReviewDocumentService } from './review-document-service.ts';
import { createReviewService } from './review-service.ts';
import { createPipelineService } from './pipeline-service.ts';
import { createPolicyService } from './policy-service.ts';
import { createShownService } from './shown-service.ts';
import { createImportRecordService } from './import-record-service.ts';
import { createMappingService } from './mapping-service.ts';
import { createSeriesService } from './series-service.ts';
import { SeriesCatalogue } from '../workspace/series-catalogue.ts';
import { createPurchaseService } from './purchase-service.ts';
import { createPortfolioService } from './portfolio-service.ts';
import { createScenarioService } from './scenario-service.ts';
import { createLeaveService } from './leave-service.ts';

export interface WorkspaceServiceOptions {
  readonly clock: () => number;
  /** Written beside edited policy values. */
  readonly author: string | null;
  /** Looks a backup over (`faultIn`), best in a thread of its own. */
  readonly checkCopy?: Steps['check'];
  /** Up to which size a backup is made at once when its workspace is closed. */
  readonly smallBytes?: number;
}

/**
 * Models of up to so many microVM rows are assessed as soon as they are open: that is done before the page, still loading,
 * can ask. Larger ones wait to be asked, so that nothing smaller has to wait behind them.
 */
const WARMED_ROWS = 20_000;

interface Open {
  readonly workspace: Workspace;
  readonly engine: EngineAnswers;
  readonly forecasts: ForecastAnswers;
  readonly hosts: HostAnswers;
  readonly tables: InventoryTables;
  readonly series: SeriesCatalogue;
}

function opened(workspace: Workspace): Open {
  return {
    workspace,
    engine: new EngineAnswers(workspace),
    forecasts: new ForecastAnswers(workspace),
    hosts: new HostAnswers(workspace),
    tables: new InventoryTables(workspace),
    series: new SeriesCatalogue(workspace),
  };
}

function infoOrClose(workspace: Workspace): WorkspaceInfo {
  try {
    return workspaceInfo(workspace);
  } catch (error) {
    workspace.close();
    throw error;
  }
}

/**
 * Everything that is asked of the open workspace, one function per question, for the thread that owns the database.
 * Holds at most one workspace; opening another closes it first, but only after the other could be opened.
 */
export function createWorkspaceService({
  clock,
  author,
  smallBytes,
  checkCopy = (path) => Promise.resolve(faultIn(path)),
}: WorkspaceServiceOptions) {
  let open: Open | null = null;

  const current = (): Open => {
    if (open === null) throw new Refusal('no-workspace', 'No workspace is open.');
    return open;
  };
  const workspace = (): Workspace => current().workspace;
  const leave = createLeaveService(checkCopy, () => {
    const left = open?.workspace ?? null;
    open = null;
    return left;
  });
  const hold = (next: Workspace): WorkspaceInfo => {
    const info = infoOrClose(next); // before the old one goes: a workspace whose model cannot be read is not opened
    leave.service.close();
    open = opened(next);
    const { engine } = open;
    if (info.counts.hosts > 0 && next.model().microvms.length <= WARMED_ROWS) {
      setImmediate(() => open?.engine === engine && engine.warmUp());
    }
    return info;
  };

  return {
    open({ path }: { readonly path: string }): WorkspaceInfo {
      // What is read of a damaged file is no reason not to ask again what to do about it.
      const here = open?.workspace.isAt(path) === true ? open.workspace : null;
      if (here !== null && !here.damaged) return workspaceInfo(here);
      if (here !== null && here.damageFound !== null) throw new Refusal('damaged', here.damageFound);
      return hold(leave.takeBack(path) ?? openWorkspace(path, clock, smallBytes));
    },
    create: ({ path, sample }: { readonly path: string; readonly sample: boolean }): WorkspaceInfo => {
      const next = new Workspace(path, clock, { create: true });
      if (sample) next.facts.setMeta('sample', 'yes');
      return hold(next);
    },
    ...leave.service,
    info: (): WorkspaceInfo | null => (open === null ? null : workspaceInfo(open.workspace)),
    undo: (): ActionEntry => workspace().undo(),
    redo: (): ActionEntry => workspace().redo(),
    actions: (): ActionHistory => workspace().actions(),
    /** @throws Refusal `busy` where the path, however it is spelt, leads to the open file itself. */
    saveCopy: ({ path }: { readonly path: string }): null => {
      if (workspace().isAt(path))
        throw new Refusal('busy', 'This is the open workspace itself. Choose another name.');
      leave.finish(path);
      workspace().copyTo(path);
      return null;
    },

    assess: (selection: ScenarioSelection): AssessAnswer => current().engine.assess(selection),
    explain: (request: RequestOf<'assess:explain'>): ExplainAnswer => current().engine.explain(request),
    ...createEngineInputService(workspace),
    ...createRecoveryService({
      clock,
      hold,
      close: leave.service.close,
      current: () => open?.workspace ?? null,
      finish: leave.finish,
    }),
    ...createScenarioService(workspace),
    ...createPortfolioService(workspace),
    ...createPurchaseService(current, author),
    ...createHostService(() => current().hosts),
    ...createPolicyService(workspace, author),
    ...createPipelineService(workspace),
    ...createShownService(workspace),
    ...createMappingService(workspace),
    ...createDataExportService(workspace),
    ...createImportRecordService(() => open?.workspace ?? null),
    ...createConnectionService(workspace),
    ...createInventoryService(workspace, () => current().tables),
    ...createSeriesService(
      workspace,
      () => current().series,
      () => current().engine,
    ),
    ...createForecastService(workspace, () => current().forecasts),
    ...createReviewService(current),
    ...createReviewDocumentService(current),
    ...createDecisionService(current, author),
    ...createChecklistService(current, author),
    ...createCadenceService(current, author),
    ...createFailureService(workspace),
    ...createDiagnosticsService(() => open),

    /** The model as it is, for what reads more than the window needs: the sample generator, the command line. */
    model: (): Model => workspace().model(),
  };
}

export type WorkspaceService = ReturnType<typeof createWorkspaceService>;
