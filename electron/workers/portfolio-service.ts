import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { PortfolioSummary, SavedPortfolio } from '../../shared/ipc/portfolio-channels.ts';
import {
  exportPortfolio,
  importPortfolio,
  removePortfolio,
  savePortfolio,
} from '../workspace/portfolio-actions.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service about saved portfolios. */
export function createPortfolioService(workspace: () => Workspace) {
  return {
    listPortfolios: (): readonly PortfolioSummary[] => workspace().portfolios.list(),
    getPortfolio: ({ id }: { readonly id: string }): SavedPortfolio => workspace().portfolios.get(id),
    savePortfolio: (request: RequestOf<'portfolio:save'>): SavedPortfolio =>
      savePortfolio(workspace(), request),
    removePortfolio: ({ id }: { readonly id: string }): null => removePortfolio(workspace(), id),
    importPortfolio: ({ text, file }: { readonly text: string; readonly file: string }): SavedPortfolio =>
      importPortfolio(workspace(), text, file),
    exportPortfolio: ({ id }: { readonly id: string }): { readonly name: string; readonly text: string } =>
      exportPortfolio(workspace(), id),
  };
}
