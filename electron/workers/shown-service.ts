import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import { peersAnswer } from '../workspace/peer-answers.ts';
import { seriesAnswer } from '../workspace/series-answers.ts';
import { servicesAnswer } from '../workspace/services-answers.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service that shows what is there: stored series, and everything that is no host. */
export function createShownService(workspace: () => Workspace) {
  return {
    series: (request: RequestOf<'history:series'>) => seriesAnswer(workspace(), request),
    peers: ({ region }: RequestOf<'overlay:peers'>) => peersAnswer(workspace(), region),
    services: (selection: ScenarioSelection) => servicesAnswer(workspace(), selection),
  };
}
