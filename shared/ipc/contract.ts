import { appChannels } from './app-channels.ts';
import { assessChannels } from './assess-channels.ts';
import type {
  AnyChannel,
  ErrorOfChannel,
  InputOfChannel,
  RequestOfChannel,
  ResponseOfChannel,
} from './channel.ts';
import { failureChannels } from './failure-channels.ts';
import { connectionChannels } from './connection-channels.ts';
import { diagnosticsChannels } from './diagnostics-channels.ts';
import { dataExportChannels } from './data-export-channels.ts';
import { documentChannels } from './document-channels.ts';
import { cadenceChannels } from './cadence-channels.ts';
import { checklistChannels } from './checklist-channels.ts';
import { decisionChannels } from './decision-channels.ts';
import { forecastChannels } from './forecast-channels.ts';
import { historyChannels } from './history-channels.ts';
import { hostChannels } from './host-channels.ts';
import { importHistoryChannels } from './import-history-channels.ts';
import { importChannels } from './import-channels.ts';
import { inventoryChannels } from './inventory-channels.ts';
import { mappingChannels } from './mapping-channels.ts';
import { inventoryEditChannels } from './inventory-edit-channels.ts';
import { onboardingChannels } from './onboarding-channels.ts';
import { pipelineChannels } from './pipeline-channels.ts';
import { peerChannels } from './peer-channels.ts';
import { policyChannels } from './policy-channels.ts';
import { planChannels } from './plan-channels.ts';
import { portfolioChannels } from './portfolio-channels.ts';
import { qualityChannels } from './quality-channels.ts';
import { recoveryChannels } from './recovery-channels.ts';
import type { Reply } from './reply.ts';
import { reviewChannels } from './review-channels.ts';
import { scenarioChannels } from './scenario-channels.ts';
import { searchChannels } from './search-channels.ts';
import { servicesChannels } from './services-channels.ts';
import { seriesChannels } from './series-channels.ts';
import { simulateChannels } from './simulate-channels.ts';
import { updateChannels } from './update-channels.ts';
import { workspaceChannels } from './workspace-channels.ts';

/**
 * Every verb the window may ask of the main process: request schema, response type, error codes. The handlers map
 * (`Handlers`) and the window's client (`Bridge`) are both derived from it, so that a missing or mistyped one does not compile.
 */
export const CONTRACT = {
  ...appChannels,
  ...workspaceChannels,
  ...recoveryChannels,
  ...assessChannels,
  ...inventoryChannels,
  ...inventoryEditChannels,
  ...importHistoryChannels,
  ...seriesChannels,
  ...qualityChannels,
  ...scenarioChannels,
  ...portfolioChannels,
  ...planChannels,
  ...simulateChannels,
  ...searchChannels,
  ...hostChannels,
  ...forecastChannels,
  ...failureChannels,
  ...onboardingChannels,
  ...pipelineChannels,
  ...reviewChannels,
  ...decisionChannels,
  ...checklistChannels,
  ...cadenceChannels,
  ...historyChannels,
  ...servicesChannels,
  ...peerChannels,
  ...policyChannels,
  ...importChannels,
  ...mappingChannels,
  ...connectionChannels,
  ...dataExportChannels,
  ...documentChannels,
  ...diagnosticsChannels,
  ...updateChannels,
} satisfies Readonly<Record<string, AnyChannel>>;

export type Contract = typeof CONTRACT;
export type ChannelName = keyof Contract;
/** What a handler gets: checked, defaults filled in. */
export type RequestOf<Name extends ChannelName> = RequestOfChannel<Contract[Name]>;
/** What the window writes: values with a default may be left out. */
export type InputOf<Name extends ChannelName> = InputOfChannel<Contract[Name]>;
export type ResponseOf<Name extends ChannelName> = ResponseOfChannel<Contract[Name]>;
export type ErrorOf<Name extends ChannelName> = ErrorOfChannel<Contract[Name]>;
export type ReplyOf<Name extends ChannelName> = Reply<ResponseOf<Name>, ErrorOf<Name>>;

/** One function per verb. A handler returns the value; failures are thrown as `Refusal` and mapped at the edge. */
export type Handlers = {
  readonly [Name in ChannelName]: (request: RequestOf<Name>) => Promise<ResponseOf<Name>> | ResponseOf<Name>;
};

/** `true` for a verb of the contract; own keys only, so `toString` and `__proto__` are not verbs. */
export function isChannelName(name: unknown): name is ChannelName {
  return typeof name === 'string' && Object.hasOwn(CONTRACT, name);
}
