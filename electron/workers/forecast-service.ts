import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { ScenarioSelection } from '../../shared/ipc/requests.ts';
import type { ForecastAnswers } from '../workspace/forecast-answers.ts';
import { acceptOverhead, overheadAnswer, previewOverhead } from '../workspace/overhead-actions.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service about its future. */
export function createForecastService(workspace: () => Workspace, forecasts: () => ForecastAnswers) {
  return {
    forecastList: (selection: ScenarioSelection) => forecasts().list(selection),
    forecastSparks: (request: RequestOf<'forecast:sparks'>) => forecasts().sparks(request),
    forecastGet: (request: RequestOf<'forecast:get'>) => forecasts().get(request),
    forecastPast: (request: RequestOf<'forecast:backtest-at'>) => forecasts().past(request),
    forecastExplain: (request: RequestOf<'forecast:explain'>) => forecasts().explain(request),
    forecastSave: () => forecasts().save(),
    triggers: (selection: ScenarioSelection) => forecasts().triggers(selection),
    overhead: () => overheadAnswer(workspace()),
    previewOverhead: (request: RequestOf<'overhead:preview'>) => previewOverhead(workspace(), request),
    acceptOverhead: (request: RequestOf<'overhead:accept'>) => acceptOverhead(workspace(), request),
  };
}
