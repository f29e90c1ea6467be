import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type ForecastChannels = Pick<
  Handlers,
  | 'forecast:list'
  | 'forecast:sparks'
  | 'forecast:get'
  | 'forecast:backtest-at'
  | 'forecast:explain'
  | 'forecast:save'
  | 'triggers:list'
  | 'timeline:odds'
  | 'overhead:estimate'
  | 'overhead:preview'
  | 'overhead:accept'
>;

/** When do we run out, and how sure are we. */
export function forecastHandlers(session: Session): ForecastChannels {
  const { workspace, simulations, tasks, notify } = session;
  return {
    'forecast:list': ({ scenario }) => workspace.call('forecastList', scenario),
    'forecast:sparks': (request) => workspace.call('forecastSparks', request),
    'forecast:get': (request) => workspace.call('forecastGet', request),
    'forecast:backtest-at': (request) => workspace.call('forecastPast', request),
    'forecast:explain': (request) => workspace.call('forecastExplain', request),
    async 'forecast:save'() {
      const saved = await workspace.call('forecastSave', null);
      if (saved.saved > 0) await announce(session, 'edited');
      return saved;
    },
    'triggers:list': ({ scenario }) => workspace.call('triggers', scenario),
    'timeline:odds': (request) =>
      tasks.run(request.task, (signal) =>
        simulations.odds(
          request,
          (progress) => notify('progress', { task: request.task, kind: 'odds', ...progress }),
          signal,
        ),
      ),
    'overhead:estimate': () => workspace.call('overhead', null),
    'overhead:preview': (request) => workspace.call('previewOverhead', request),
    async 'overhead:accept'(request) {
      const answer = await workspace.call('acceptOverhead', request);
      await announce(session, 'edited');
      return answer;
    },
  };
}
