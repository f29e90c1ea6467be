import type { Handlers } from '../../shared/ipc/contract.ts';
import { appHandlers } from './app-handlers.ts';
import { connectionHandlers } from './connection-handlers.ts';
import { dataExportHandlers } from './data-export-handlers.ts';
import { diagnosticsHandlers } from './diagnostics-handlers.ts';
import { documentHandlers } from './document-handlers.ts';
import { cadenceHandlers } from './cadence-handlers.ts';
import { checklistHandlers } from './checklist-handlers.ts';
import { decisionHandlers } from './decision-handlers.ts';
import { engineHandlers } from './engine-handlers.ts';
import { failureHandlers } from './failure-handlers.ts';
import { forecastHandlers } from './forecast-handlers.ts';
import { hostHandlers } from './host-handlers.ts';
import { importHandlers } from './import-handlers.ts';
import { inventoryHandlers } from './inventory-handlers.ts';
import { pipelineHandlers } from './pipeline-handlers.ts';
import { policyHandlers } from './policy-handlers.ts';
import { planHandlers } from './plan-handlers.ts';
import { portfolioHandlers } from './portfolio-handlers.ts';
import { onboardingHandlers } from './onboarding-handlers.ts';
import { recoveryHandlers } from './recovery-handlers.ts';
import { reviewHandlers } from './review-handlers.ts';
import { scenarioHandlers } from './scenario-handlers.ts';
import { mappingHandlers } from './mapping-handlers.ts';
import { searchHandlers } from './search-handlers.ts';
import { seriesHandlers } from './series-handlers.ts';
import type { Session } from './session.ts';
import { updateHandlers } from './update-handlers.ts';
import { workspaceHandlers } from './workspace-handlers.ts';

/** Every verb of the contract. A missing one does not compile. */
export function createHandlers(session: Session): Handlers {
  return {
    ...appHandlers(session),
    ...workspaceHandlers(session),
    ...recoveryHandlers(session),
    ...engineHandlers(session),
    ...hostHandlers(session),
    ...forecastHandlers(session),
    ...failureHandlers(session),
    ...onboardingHandlers(session),
    ...pipelineHandlers(session),
    ...reviewHandlers(session),
    ...decisionHandlers(session),
    ...checklistHandlers(session),
    ...cadenceHandlers(session),
    ...inventoryHandlers(session),
    ...seriesHandlers(session),
    ...scenarioHandlers(session),
    ...policyHandlers(session),
    ...portfolioHandlers(session),
    ...planHandlers(session),
    ...searchHandlers(session),
    ...importHandlers(session),
    ...mappingHandlers(session),
    ...connectionHandlers(session),
    ...dataExportHandlers(session),
    ...documentHandlers(session),
    ...diagnosticsHandlers(session),
    ...updateHandlers(session),
  };
}
