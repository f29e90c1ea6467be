import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Session } from './session.ts';

/** Customers that come. */
export function onboardingHandlers(session: Session): Pick<Handlers, 'onboarding:details'> {
  const { simulations, tasks } = session;
  return {
    'onboarding:details': (request) =>
      tasks.run(request.task, (signal) => simulations.onboardingDetails(request, signal)),
  };
}
