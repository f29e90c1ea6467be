import { reviewReport } from '../../shared/documents/reports/review-report.ts';
import type { Report } from '../../shared/documents/reports/report-page.ts';
import { calendarOf, dayName } from '../../shared/history/calendar.ts';
import { formatDay } from '../../shared/view/date-format.ts';
import { reviewChanges } from '../../shared/view/review-changes.ts';
import { regionOfScope } from '../../shared/view/scope-index.ts';
import { presentOf, type Reviewed } from '../workers/review-service.ts';
import { contentHash } from './procurement-of.ts';

/** The weekly review of a workspace’s baseline, from the same answers as the Overview. @throws Refusal `bad-input`. */
export function reviewOf(reviewed: Reviewed): Report {
  const { workspace, engine, forecasts } = reviewed;
  const model = workspace.model();
  const assessment = engine.baseline();
  const list = forecasts.list({ kind: 'baseline' });
  const { triggers } = forecasts.triggers({ kind: 'baseline' });
  const last = workspace.reviews.kept(null);
  const calendar = calendarOf(workspace.timeZone);
  const hash = contentHash([model, workspace.policy(), assessment.constraints, list.rows, triggers]);
  return reviewReport({
    origin: {
      workspace: workspace.name,
      scenario: 'Baseline',
      asOf: model.asOf,
      contentHash: hash,
    },
    regions: model.regions.map(({ id }) => id).sort(),
    regionOf: regionOfScope(model),
    assessment,
    losses: workspace.policy().hostLossesPerCluster,
    forecasts: list.rows,
    details: (constraintId) => forecasts.get({ scenario: { kind: 'baseline' }, constraintId }).baseline,
    triggers,
    frame: list,
    lastReview: last === null ? null : formatDay(dayName(calendar.dayOf(last.atMs)), model.asOf),
    changes: last === null ? [] : reviewChanges(last.snapshot, presentOf(reviewed)),
  });
}
