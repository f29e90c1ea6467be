import { derived, leaf, type ExplainNode } from '../explain/node.ts';
import type { ClusterSurvival, SurvivalVerdict } from '../placement/outcome.ts';
import { FORMULAS } from '../explain/formulas.ts';
import { clusterScopes } from './compute-capacity.ts';
import type { Constraint, Verdict } from './constraint.ts';
import { scopeId, type ConstraintRow, type Context } from './row.ts';

const WORST_FIRST: readonly SurvivalVerdict[] = ['fails', 'undecided', 'survives-repacked', 'survives'];

const survivalOf = (context: Context, scope: string): ClusterSurvival | null =>
  context.survival?.(context.model, context.policy).get(scopeId(scope)) ?? null;

/**
 * Nothing tried (a cluster without hosts to lose) or only a sample without a failure proves nothing: not measured. A policy
 * that asks to survive no loss is met by every cluster.
 */
function verdictOf(survival: ClusterSurvival | null): Verdict {
  if (survival === null) return 'not-measured';
  if (survival.losses === 0) return 'ok';
  if (survival.counts.fails > 0) return 'breach';
  const whole = survival.tried > 0 && survival.tried === survival.combinations;
  return whole && survival.counts.undecided === 0 ? 'ok' : 'not-measured';
}

function notesOf(survival: ClusterSurvival | null): readonly string[] {
  if (survival === null) return ['survival was not computed'];
  if (survival.losses === 0) return ['the policy asks to survive no loss'];
  if (survival.tried === 0) return ['no combination of hosts to lose'];
  const notes: string[] = [];
  if (survival.tried < survival.combinations) {
    notes.push(`a sample: ${survival.tried} of ${survival.combinations} combinations tried`);
  }
  const repacked = survival.counts['survives-repacked'];
  const moves = extraMoves(survival);
  if (repacked > 0 && survival.counts.fails === 0) {
    notes.push(`survives only with moves of running microVMs: ${repacked} losses, up to ${moves} moves`);
  }
  return notes;
}

function extraMoves(survival: ClusterSurvival): number {
  return survival.worst.reduce((most, loss) => Math.max(most, loss.extraMoves), 0);
}

/** `compute.survival@cluster:C` (MODEL.md section 5): the worst of every combination of losses the policy asks to survive. */
export const survivalRow: ConstraintRow = {
  domain: 'compute',
  resource: 'survival',
  scopes: (context) => (context.survival === null ? [] : clusterScopes(context)),
  compute(context, scope): Constraint {
    const survival = survivalOf(context, scope);
    return {
      id: `compute.survival@${scope}`,
      domain: 'compute',
      resource: 'survival',
      scope,
      unit: 'verdict',
      capacity: null,
      reserve: null,
      available: null,
      reserved: null,
      used: null,
      demand: null,
      utilization: null,
      headroom: null,
      target: { on: 'outcome', op: '=', value: 'survives' },
      margin: null,
      verdict: verdictOf(survival),
      notes: notesOf(survival),
      beside: besideOf(survival),
    };
  },
  explain: (context, scope) => explainSurvival(survivalOf(context, scope), scope),
};

function besideOf(survival: ClusterSurvival | null): Readonly<Record<string, number | string | null>> {
  if (survival === null) return { outcome: null };
  const { counts } = survival;
  return {
    outcome: worstOf(WORST_FIRST.map((verdict) => counts[verdict])),
    losses: survival.losses,
    tried: survival.tried,
    combinations: survival.combinations,
    fails: counts.fails,
    undecided: counts.undecided,
    survivesRepacked: counts['survives-repacked'],
    survives: counts.survives,
    extraMoves: extraMoves(survival),
    worstLoss: survival.worst[0]?.lost.join(', ') ?? null,
    worstUnplaced: survival.worst[0]?.unplaced ?? null,
  };
}

const WORST_COUNTED = 'worst verdict counted (fails, undecided, survives-repacked, survives)';

function worstOf(counts: readonly number[]): string | null {
  return FORMULAS[WORST_COUNTED](counts);
}

function explainSurvival(survival: ClusterSurvival | null, scope: string): ExplainNode {
  const of = `survival of every loss in ${scope}`;
  if (survival === null) return leaf('Worst loss', null, 'verdict', { origin: 'not measured', of });
  const counts = WORST_FIRST.map((verdict) =>
    leaf(`losses with verdict ${verdict}`, survival.counts[verdict], 'count', { origin: 'computed', of }),
  );
  const first = survival.worst[0];
  const label = first === undefined ? 'Worst loss' : `Worst loss: ${first.lost.join(', ')}`;
  return derived(label, 'verdict', WORST_COUNTED, counts);
}
