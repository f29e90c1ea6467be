import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';

/** Customers that come. */
export function onboardingHandlers(
  session: Session,
): Pick<Handlers, Extract<ChannelName, `onboarding:${string}`>> {
  const { workspace, simulations, tasks, notify } = session;
  return {
    'onboarding:details': (request) =>
      tasks.run(request.task, (signal) => simulations.onboardingDetails(request, signal)),
    'onboarding:actions': (request) =>
      tasks.run(request.task, (signal) =>
        simulations.onboardingActions(
          request,
          (progress) => notify('progress', { task: request.task, kind: 'actions', ...progress }),
          signal,
        ),
      ),
    'onboarding:recorded': () => workspace.call('recordedOnboardings', null),
    'onboarding:actual': (request) =>
      tasks.run(request.task, (signal) => simulations.onboardingActual(request, signal)),
  };
}
