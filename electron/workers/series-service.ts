import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { SeriesCatalogue } from '../workspace/series-catalogue.ts';
import type { EngineAnswers } from '../workspace/engine-answers.ts';
import { qualityOverview } from '../workspace/quality-answers.ts';
import { importChanges, revertImport } from '../workspace/import-history.ts';
import { removeSeries, renameSeries } from '../workspace/series-edits.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The catalogue of stored series and the imports they came by, on the thread that owns the database. */
export function createSeriesService(
  workspace: () => Workspace,
  catalogue: () => SeriesCatalogue,
  engine: () => EngineAnswers,
) {
  return {
    seriesList: () => catalogue().list(),
    seriesQuality: ({ series }: RequestOf<'series:quality'>) => catalogue().qualities(series),
    seriesDetail: (name: RequestOf<'series:detail'>) => catalogue().detail(name),
    seriesRemove: ({ series }: RequestOf<'series:remove'>) => removeSeries(workspace(), series),
    importChanges: ({ id }: RequestOf<'imported:changes'>) => importChanges(workspace(), id),
    importRevert: ({ id }: RequestOf<'imported:revert'>) => revertImport(workspace(), id),
    qualityOverview: () => qualityOverview(workspace(), engine()),
    seriesRename: ({ series }: RequestOf<'series:rename'>) => renameSeries(workspace(), series),
  };
}
