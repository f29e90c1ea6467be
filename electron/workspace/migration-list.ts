import type { Migration } from './migration.ts';
import { firstMigration } from './migrations/0001-first.ts';
import { savedForecastsMigration } from './migrations/0002-saved-forecasts.ts';
import { runbooksMigration } from './migrations/0003-runbooks.ts';
import { mappingsMigration } from './migrations/0004-mappings.ts';
import { connectionsMigration } from './migrations/0005-connections.ts';
import { reviewsMigration } from './migrations/0006-reviews.ts';
import { portfoliosMigration } from './migrations/0007-portfolios.ts';
import { pipelineMigration } from './migrations/0008-pipeline.ts';
import { decisionsMigration } from './migrations/0009-decisions.ts';
import { purchasesMigration } from './migrations/0010-purchases.ts';
import { checklistsMigration } from './migrations/0011-checklists.ts';
import { reviewSheetsMigration } from './migrations/0012-review-sheets.ts';
import { seriesTotalsMigration } from './migrations/0013-series-totals.ts';

/** Every migration there is, rising. A new one is a new file and a new line; none is ever changed or renumbered. */
export const MIGRATIONS: readonly Migration[] = [
  firstMigration,
  savedForecastsMigration,
  runbooksMigration,
  mappingsMigration,
  connectionsMigration,
  reviewsMigration,
  portfoliosMigration,
  pipelineMigration,
  decisionsMigration,
  purchasesMigration,
  checklistsMigration,
  reviewSheetsMigration,
  seriesTotalsMigration,
];
