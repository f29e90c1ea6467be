import { createHash } from 'node:crypto';
import {
  procurementFacts,
  type ProcurementFacts,
} from '../../shared/documents/workbook/procurement-facts.ts';
import { buildPlan } from '../../shared/plan/build-plan.ts';
import { planBase, type PlanInput } from '../../shared/plan/plan-base.ts';
import type { PlanSettings } from '../../shared/plan/plan-settings.ts';
import { badInput } from '../refusal.ts';

/** What a procurement document is asked of. */
export interface ProcurementQuestion {
  readonly input: PlanInput;
  readonly settings: PlanSettings;
  /** Name of the workspace. */
  readonly workspace: string;
  /** Of the saved scenario; `null` for the baseline and for one that is not saved. */
  readonly scenarioVersion: number | null;
}

/** Sixteen hexadecimal digits of a SHA-256 over what a document is made of: the same digits, the same figures. */
function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

/** The plan and the figures of its document. @throws Refusal `bad-input` where the scenario cannot be applied. */
export function procurementOf(question: ProcurementQuestion): ProcurementFacts {
  const { input, settings, workspace, scenarioVersion } = question;
  const base = planBase(input);
  if (!base.ok) throw badInput(base.problems);
  const plan = buildPlan(input, settings, { alternatives: true });
  if (!plan.ok) throw badInput(plan.problems);
  const identity = {
    workspace,
    scenarioName: input.scenario?.name ?? null,
    scenarioVersion,
    application: 'Headroom',
  };
  const facts = procurementFacts(base.value, settings, plan.value, { ...identity, contentHash: '' });
  const { model, policy, scenario } = input;
  const figures = facts.rows.map(({ scope, day, demand, available }) => [scope, day, demand, available]);
  const hash = contentHash([model, policy, scenario, settings, plan.value, figures]);
  return { ...facts, identity: { ...identity, contentHash: hash } };
}
