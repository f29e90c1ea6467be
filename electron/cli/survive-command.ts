import { join } from 'node:path';
import { buildFleet } from '../../shared/placement/fleet.ts';
import type { LossResult, Survival } from '../../shared/placement/outcome.ts';
import { counted } from '../../shared/view/number-format.ts';
import { sharedSweep } from '../workers/shared-sweep.ts';
import { startSweepHelpers } from '../workers/sweep-helpers.ts';
import { flagOption, noRest, wholeOption } from './arguments.ts';
import { EXIT, type Run } from './command.ts';
import { printJson } from './json-out.ts';
import { withSource } from './source.ts';
import { tableText } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Beside the bundle this file ends up in. */
const SWEEP_WORKER = join(import.meta.dirname, 'workers', 'sweep-worker.js');
const MOST_LOSSES = 8;
const WORST_SHOWN = 3;

/** What became of a loss: how many could not be placed, or how many running microVMs had to make room. */
function lossLine({ verdict, lost, unplaced, extraMoves, certificate }: LossResult): string {
  const facts = [
    verdict === 'survives-repacked' ? `after ${counted(extraMoves, 'move')} of running microVMs` : null,
    verdict !== 'survives-repacked' && unplaced > 0 ? `${counted(unplaced, 'microVM')} without a host` : null,
    certificate === undefined ? null : certificate.text,
  ].filter((fact) => fact !== null);
  return `  ${verdict}: ${lost.join(', ')}${facts.length > 0 ? ` — ${facts.join('; ')}` : ''}`;
}

async function printTable(terminal: Terminal, survival: Survival): Promise<void> {
  const right = (title: string) => ({ title, align: 'right' }) as const;
  await terminal.out(
    tableText(
      [
        { title: 'cluster' },
        right('losses'),
        right('tried'),
        right('survives'),
        right('repacked'),
        right('fails'),
        right('undecided'),
      ],
      survival.clusters.map(({ cluster, losses, tried, counts }) => [
        cluster,
        ...[losses, tried, counts.survives, counts['survives-repacked'], counts.fails, counts.undecided].map(
          String,
        ),
      ]),
    ),
  );
  const bad = ({ verdict }: LossResult): boolean => verdict !== 'survives';
  for (const { cluster, tried, combinations, seed } of survival.clusters) {
    if (seed !== undefined)
      await terminal.out(
        `\n${cluster}: a sample of ${tried} of ${combinations} losses, drawn with seed ${seed}; others may be worse\n`,
      );
  }
  for (const { cluster, worst } of survival.clusters) {
    const shown = worst.filter(bad).slice(0, WORST_SHOWN);
    if (shown.length > 0)
      await terminal.out(`\nworst losses of ${cluster}\n${shown.map(lossLine).join('\n')}\n`);
  }
  const domains = survival.failureDomains.filter(bad);
  if (domains.length > 0) {
    const lines = domains.map((loss) => `  ${loss.failureDomain} of ${loss.cluster}:${lossLine(loss)}`);
    await terminal.out(`\nfailure domains\n${lines.join('\n')}\n`);
  }
}

/** A loss that is not shown to survive counts as not holding: also `undecided` (MODEL.md section 5). */
function holds(survival: Survival): boolean {
  return survival.clusters.every(({ counts }) => counts.fails === 0 && counts.undecided === 0);
}

/** `survive`: every loss of so many hosts, and every failure domain. */
export const surviveCommand: Run = (given, terminal) => {
  noRest(given);
  const losses = wholeOption(given, 'losses', 1, 1, MOST_LOSSES);
  return withSource(given, async ({ model, policy }) => {
    const fleet = buildFleet(model, policy);
    const survival = await sharedSweep(
      fleet,
      losses,
      {},
      {
        progress: (done, total) => terminal.progress(`${done} of ${total} losses tried`),
        helpers: () => startSweepHelpers(SWEEP_WORKER),
      },
    );
    terminal.progress('');
    if (flagOption(given, 'json')) await printJson(terminal, { ...survival });
    else await printTable(terminal, survival);
    return flagOption(given, 'check') && !holds(survival) ? EXIT.targetMissed : EXIT.done;
  });
};
