import type { PolicyKey } from '../../model/policy.ts';
import { formatChosenShare, formatPlain } from '../../view/number-format.ts';
import type { RuleSet } from '../alerts/rule-set.ts';
import { modelOf, policyOf, type RuleSource } from '../alerts/rule-context.ts';
import type { FailureModeId } from '../failure-modes/failure-mode.ts';
import { nothingOf, scopesOf } from '../failure-modes/mode-scopes.ts';
import { presetOf } from '../failure-modes/preset.ts';
import { scopeSentence } from './scope-sentence.ts';

/** A runbook with its places filled in from the workspace. */
export interface FilledRunbook {
  readonly text: string;
  /** Places nothing is known for, as they stand: `{{polcy.x}}`. */
  readonly unknown: readonly string[];
}

const PLACE = /\{\{\s*([A-Za-z.]+)\s*\}\}/g;

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function policyText(source: RuleSource, key: string): string | null {
  const policy = policyOf(source);
  if (!Object.hasOwn(policy, key)) return null;
  const value = policy[key as PolicyKey];
  if (value === null) return 'not measured';
  if (typeof value === 'string') return value;
  return key.endsWith('Ratio') || key.endsWith('Level') ? formatChosenShare(value) : formatPlain(value, 6);
}

/** One line for each alert, with the scopes it says the same about. */
function alertLines(rules: RuleSet, mode: FailureModeId): readonly string[] {
  const scopes = new Map<string, string[]>();
  const add = (line: string, scope: string | null): void => {
    scopes.set(line, [...(scopes.get(line) ?? []), ...(scope === null ? [] : [scope])]);
  };
  for (const { alert, scope, says, severity } of rules.alerts.get(mode) ?? [])
    add(`**${alert}** (${severity}): ${says}`, scope);
  for (const { mode: of, alert, scope, reason } of rules.gaps)
    if (of === mode) add(`${alert}: no alert, ${reason}.`, scope);
  return [...scopes].map(([line, of]) =>
    of.length === 0 ? line : `${line} For ${[...new Set(of)].join(', ')}.`,
  );
}

function simulationLines(source: RuleSource, mode: FailureModeId): readonly string[] {
  return scopesOf(modelOf(source), mode).map(({ scope }) => {
    const made = presetOf({ side: source.side, mode, scope });
    return made.ok ? made.scenario.name : `${scope}: no simulation, ${made.reason}`;
  });
}

/**
 * The runbook of a mode as a person reads it: `{{asOf}}` the inventory's day, `{{scopes}}` what it can happen to with its
 * figures, `{{alerts}}` what fires, `{{simulations}}` the scenarios of its presets, `{{policy.KEY}}` a value of the policy. A
 * place nothing is known for stays as it is and is reported.
 */
export function fillRunbook(
  template: string,
  source: RuleSource,
  rules: RuleSet,
  mode: FailureModeId,
): FilledRunbook {
  const unknown: string[] = [];
  const listed = (lines: readonly string[]): string =>
    bullets(lines.length === 0 ? [`nothing: ${nothingOf(mode)}`] : lines);
  const valueOf = (name: string): string | null => {
    if (name.startsWith('policy.')) return policyText(source, name.slice('policy.'.length));
    switch (name) {
      case 'asOf':
        return modelOf(source).asOf.slice(0, 10);
      case 'scopes':
        return listed(scopesOf(modelOf(source), mode).map(({ scope }) => scopeSentence(source, mode, scope)));
      case 'alerts':
        return listed(alertLines(rules, mode));
      case 'simulations':
        return listed(simulationLines(source, mode));
      default:
        return null;
    }
  };
  const text = template.replaceAll(PLACE, (whole, name: string) => {
    const value = valueOf(name);
    if (value === null) unknown.push(whole);
    return value ?? whole;
  });
  return { text, unknown };
}
