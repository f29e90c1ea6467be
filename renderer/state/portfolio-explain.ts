import type { ExplainNode } from '../../shared/explain/node.ts';
import type { PortfolioRow } from '../../shared/timeline/portfolio-row.ts';
import type { ImmediateResult } from '../../shared/timeline/result.ts';
import { oddsNode } from '../../shared/view/odds-view.ts';
import type { PortfolioFigure } from '../../shared/view/portfolio-columns.ts';
import { breachesNode, marginNode } from '../../shared/view/portfolio-explain.ts';
import { bridge } from './bridge.ts';
import { useExplain } from './explain-store.ts';
import { showFailure } from './toast-store.ts';

let asked = 0;

const selectionOf = ({ scenario }: PortfolioRow) => ({ kind: 'draft', scenario: { ...scenario } }) as const;

type Derived = { readonly node: ExplainNode } | { readonly message: string };
const noneKept: Derived = { message: 'This figure has no derivation.' };
const kept = (node: ExplainNode | null | undefined): Derived => (node == null ? noneKept : { node });

async function simulated(row: PortfolioRow, read: (result: ImmediateResult) => Derived): Promise<Derived> {
  const reply = await bridge().invoke('simulate:run', {
    scenario: selectionOf(row),
    token: asked,
    lane: 'portfolio',
  });
  return reply.ok ? read(reply.value.result) : reply;
}

async function derivationOf(row: PortfolioRow, figure: PortfolioFigure, runs: number): Promise<Derived> {
  switch (figure.of) {
    case 'margin': {
      const reply = await bridge().invoke('assess:explain', {
        scenario: selectionOf(row),
        constraintId: figure.constraintId,
        side: 'after',
      });
      if (!reply.ok) return reply;
      return kept(marginNode(reply.value.constraint) ?? reply.value.constraint.explain);
    }
    case 'crossing': {
      const reply = await bridge().invoke('forecast:explain', {
        scenario: selectionOf(row),
        constraintId: figure.constraintId,
        side: 'scenario',
        day: figure.day,
        what: 'shown',
      });
      return reply.ok ? kept(reply.value) : reply;
    }
    case 'breaches':
      return simulated(row, (result) => kept(breachesNode(result)));
    case 'chance': {
      const { scenario, seed, probabilityAllHold } = row;
      return kept(
        oddsNode({ scenario: scenario.name, seed, runs }, probabilityAllHold ?? 0, 'all targets hold'),
      );
    }
    case 'howManyFit':
    case 'unplaced':
      return simulated(row, ({ events }) =>
        kept(
          events
            .flatMap(({ figures }) => figures)
            .find(({ field }) => field === figure.of || field === `${figure.of}.length`)?.node,
        ),
      );
  }
}

/** Derives a figure of a row, by asking for the row's scenario again: the table holds figures only. */
export async function explainRow(
  row: PortfolioRow,
  figure: PortfolioFigure,
  title: string,
  runs: number,
): Promise<void> {
  asked += 1;
  const mine = asked;
  const derivation = await derivationOf(row, figure, runs);
  if (mine !== asked) return;
  if ('message' in derivation) {
    showFailure('The figure was not explained.', derivation);
    return;
  }
  const key = `portfolio ${row.scenario.name} ${title}`;
  useExplain
    .getState()
    .open({ key, title: `${title}, ${row.scenario.name}`, side: 'after', node: derivation.node }, key);
}
