import type { SavedPortfolio } from '../../shared/ipc/portfolio-channels.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import { parseJsonText } from '../../shared/model/json-text.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Model } from '../../shared/model/document.ts';
import { parsePortfolio } from '../../shared/timeline/parse-portfolio.ts';
import { serializePortfolio, type Portfolio } from '../../shared/timeline/portfolio.ts';
import { badInput } from '../refusal.ts';
import type { Workspace } from './workspace.ts';

function parsed(document: unknown, model: Model | null, file?: string): Portfolio {
  const portfolio = parsePortfolio(document, model);
  if (portfolio.ok) return portfolio.value;
  throw badInput(
    portfolio.problems.map((problem): Problem => (file === undefined ? problem : { file, ...problem })),
  );
}

/** A new portfolio, or a changed one; each change is a step that can be undone. @throws Refusal `bad-input`, `not-found`. */
export function savePortfolio(
  workspace: Workspace,
  { id, portfolio: document, what }: RequestOf<'portfolio:save'>,
): SavedPortfolio {
  const portfolio = parsed(document, null);
  if (id === undefined)
    return workspace.act(`Save portfolio “${portfolio.name}”`, (atMs) =>
      workspace.portfolios.add(portfolio, atMs),
    );
  return workspace.act(what ?? `Change portfolio “${portfolio.name}”`, (atMs) =>
    workspace.portfolios.set(id, portfolio, atMs),
  );
}

/** @throws Refusal `not-found`. */
export function removePortfolio(workspace: Workspace, id: string): null {
  const { name } = workspace.portfolios.get(id);
  workspace.act(`Delete portfolio “${name}”`, () => workspace.portfolios.remove(id));
  return null;
}

/** @throws Refusal `bad-input` with problems located in the file, also of what its events name. */
export function importPortfolio(workspace: Workspace, text: string, file: string): SavedPortfolio {
  const json = parseJsonText(text, file);
  if (!json.ok) throw badInput(json.problems);
  const portfolio = parsed(json.value, workspace.model(), file);
  return workspace.act(`Import portfolio “${portfolio.name}”`, (atMs) =>
    workspace.portfolios.add(portfolio, atMs),
  );
}

/** @throws Refusal `not-found`. */
export function exportPortfolio(workspace: Workspace, id: string): { name: string; text: string } {
  const { name, portfolio } = workspace.portfolios.get(id);
  return { name, text: serializePortfolio(portfolio) };
}
