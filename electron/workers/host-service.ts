import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { HostAnswers } from '../workspace/host-answers.ts';

/** The part of the workspace's service about its hosts, one by one. */
export function createHostService(hosts: () => HostAnswers) {
  return {
    hostFigures: (selection: ScenarioSelection) => hosts().figures(selection),
    hostPage: (request: RequestOf<'hosts:page'>) => hosts().page(request),
  };
}
