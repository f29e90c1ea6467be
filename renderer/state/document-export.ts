import type { InputOf } from '../../shared/ipc/contract.ts';
import { bridge } from './bridge.ts';
import { shownQuestion } from './plan-store.ts';
import { useProgress } from './progress-store.ts';
import { activeDesk, selectionOf, useScenarios } from './scenario-store.ts';
import { showDone, showFailure } from './toast-store.ts';

export type PlanForm = 'xlsx' | 'csv' | 'html' | 'pdf';
export type ReviewForm = 'html' | 'pdf';
export type OnboardingForm = 'xlsx' | ReviewForm;

let tasks = 0;

async function exported(request: InputOf<'document:export'>): Promise<void> {
  const reply = await bridge().invoke('document:export', request);
  useProgress.getState().finish(request.task);
  if (reply.ok) {
    if (reply.value !== null) showDone(`Written to ${reply.value.displayPath}.`);
  } else if (reply.code === 'cancelled') showDone('Cancelled; nothing was written.');
  else showFailure('Nothing was written.', reply);
}

/** Stops a document before it is written. */
export async function cancelDocument(task: string): Promise<void> {
  await bridge().invoke('task:cancel', { task });
}

/** The plan as it is shown, with the settings and what-ifs it is shown with; before it was ever shown, with the kept settings. */
export async function exportPlan(form: PlanForm): Promise<void> {
  let question = shownQuestion();
  if (question === null) {
    const scenario = selectionOf(activeDesk(useScenarios.getState()));
    const kept = await bridge().invoke('plan:settings');
    if (!kept.ok) {
      showFailure('Nothing was written: the limits of the plan cannot be read.', kept);
      return;
    }
    question = { scenario, settings: kept.value, horizonDays: null };
  }
  tasks += 1;
  await exported({ what: 'procurement', form, ...question, task: `document-${tasks}` });
}

/** The one-pager of the customer on the desk, as it is edited now. */
export async function exportOnboarding(form: OnboardingForm): Promise<void> {
  tasks += 1;
  const scenario = selectionOf(activeDesk(useScenarios.getState()));
  await exported({ what: 'onboarding', form, scenario, task: `document-${tasks}` });
}

/** The review of every region, with the scenario on the desk beside the baseline. */
export async function exportReview(form: ReviewForm): Promise<void> {
  tasks += 1;
  const scenario = selectionOf(activeDesk(useScenarios.getState()));
  await exported({ what: 'review', form, scenario, task: `document-${tasks}` });
}
