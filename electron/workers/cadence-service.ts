import { calendarOf, dayName } from '../../shared/history/calendar.ts';
import type { CadenceAnswer, ReviewEntry, ReviewSheet } from '../../shared/ipc/cadence-channels.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import { revertedBy } from '../../shared/view/decision.ts';
import { dueReviews, type GoneLive, type ReviewCadence } from '../../shared/view/review-cadence.ts';
import { reviewChanges } from '../../shared/view/review-changes.ts';
import { reviewSnapshot } from '../../shared/view/review-snapshot.ts';
import { Refusal } from '../refusal.ts';
import { forecastsToKeep } from '../workspace/forecast-keeper.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { presentOf, type Reviewed } from './review-service.ts';

const today = (workspace: Workspace): string =>
  dayName(calendarOf(workspace.timeZone).dayOf(workspace.now()));

function cadenceOf(workspace: Workspace): ReviewCadence {
  const kept = workspace.facts.get('reviewCadence') as ReviewCadence | undefined;
  return kept ?? { weekday: null, monthDay: null, afterOnboardingDays: null, since: today(workspace) };
}

/** Customers whose acceptance stands. */
function goneLive(workspace: Workspace): readonly GoneLive[] {
  const decisions = workspace.decisions.list();
  const reverted = revertedBy(decisions);
  return decisions.flatMap(({ id, kind, title, goLiveOn }) =>
    kind !== 'onboarding' || goLiveOn === null || reverted.has(id)
      ? []
      : [{ decision: id, title, on: goLiveOn }],
  );
}

function entries(workspace: Workspace): readonly ReviewEntry[] {
  const sheets = workspace.reviewSheets.all();
  const calendar = calendarOf(workspace.timeZone);
  return workspace.reviews.list().map(({ id, atMs }) => {
    const sheet = sheets.get(id) ?? null;
    return { id, atMs, day: dayName(calendar.dayOf(atMs)), kind: sheet?.kind ?? 'unplanned', sheet };
  });
}

function answer(workspace: Workspace): CadenceAnswer {
  const cadence = cadenceOf(workspace);
  const reviews = entries(workspace);
  const dated = reviews.map(({ day, kind, sheet }) => ({ day, kind, subject: sheet?.subject ?? null }));
  return {
    revision: workspace.revision,
    today: today(workspace),
    cadence,
    due: dueReviews(cadence, today(workspace), dated, goneLive(workspace)),
    reviews,
  };
}

/** @throws Refusal `bad-input` for a customer that was not accepted, or where the region cannot be assessed. */
function takeReview(
  of: Reviewed,
  { kind, subject, note }: RequestOf<'cadence:review'>,
  by: string | null,
): CadenceAnswer {
  const { workspace } = of;
  if ((kind === 'onboarding') !== (subject !== null))
    throw new Refusal('bad-input', 'A review after an onboarding names its decision, others none.');
  if (subject !== null && !goneLive(workspace).some(({ decision }) => decision === subject))
    throw new Refusal('bad-input', `Decision ${subject} accepts no customer, or was taken back.`);
  const present = presentOf(of);
  const last = workspace.reviews.kept(null);
  const forecasts = forecastsToKeep(workspace.model(), workspace.policy(), workspace.history());
  const sheet: ReviewSheet = {
    schema: 'headroom.review-sheet/v1',
    kind,
    subject,
    note,
    by,
    signed: null,
    since: last?.id ?? null,
    changes: last === null ? [] : reviewChanges(last.snapshot, present),
  };
  workspace.act(`Review: ${kind}`, (atMs) => {
    workspace.reviews.add(reviewSnapshot(present), atMs);
    const [newest] = workspace.reviews.list();
    if (newest !== undefined) workspace.reviewSheets.set(newest.id, sheet);
    workspace.savedForecasts.add(forecasts, atMs);
  });
  return answer(workspace);
}

/** @throws Refusal `not-found`, `bad-input` once it is signed. */
function unsigned(workspace: Workspace, id: number): ReviewSheet {
  const sheet = workspace.reviewSheets.all().get(id);
  if (sheet === undefined) throw new Refusal('not-found', 'This review has no sheet in the workspace.');
  if (sheet.signed !== null)
    throw new Refusal('bad-input', 'This review is signed: it stays as it is. Nothing was changed.');
  return sheet;
}

/** The part of the workspace's service about when reviews are due, what was said at them, and who signed. */
export function createCadenceService(reviewed: () => Reviewed, author: string | null) {
  const workspace = (): Workspace => reviewed().workspace;
  return {
    cadence: (): CadenceAnswer => answer(workspace()),
    setCadence: (asked: RequestOf<'cadence:set'>): CadenceAnswer => {
      const of = workspace();
      const cadence: ReviewCadence = { ...asked, since: today(of) };
      of.act('Set when reviews are due', () => of.facts.set('reviewCadence', cadence));
      return answer(of);
    },
    takeReview: (request: RequestOf<'cadence:review'>): CadenceAnswer =>
      takeReview(reviewed(), request, author),
    noteReview: ({ id, note }: RequestOf<'cadence:note'>): CadenceAnswer => {
      const of = workspace();
      const sheet = unsigned(of, id);
      of.act('Notes of a review', () => of.reviewSheets.set(id, { ...sheet, note }));
      return answer(of);
    },
    signReview: ({ id, note }: RequestOf<'cadence:sign'>): CadenceAnswer => {
      const of = workspace();
      const sheet = unsigned(of, id);
      of.act('Sign a review', (atMs) =>
        of.reviewSheets.set(id, { ...sheet, note, signed: { by: author, atMs } }),
      );
      return answer(of);
    },
  };
}
