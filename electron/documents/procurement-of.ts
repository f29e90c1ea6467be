import { createHash } from 'node:crypto';
import {
  procurementFacts,
  type DocumentIdentity,
  type ProcurementFacts,
} from '../../shared/documents/workbook/procurement-facts.ts';
import type { PlanBase } from '../../shared/plan/plan-base.ts';
import type { PlanResult } from '../../shared/plan/plan-result.ts';
import type { PlanSettings } from '../../shared/plan/plan-settings.ts';

/** Sixteen hexadecimal digits of a SHA-256 over what a document is made of: the same digits, the same figures. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

/** The figures of a plan’s document, and the hash over all they are made of. */
export function procurementOf(
  base: PlanBase,
  settings: PlanSettings,
  plan: PlanResult,
  named: Pick<DocumentIdentity, 'workspace' | 'scenarioVersion'>,
): ProcurementFacts {
  const { model, policy, scenario } = base.input;
  const identity = { ...named, scenarioName: scenario?.name ?? null, application: 'Headroom' };
  const facts = procurementFacts(base, settings, plan, { ...identity, contentHash: '' });
  const figures = facts.rows.map(({ scope, day, demand, available }) => [scope, day, demand, available]);
  const hash = contentHash([model, policy, scenario, settings, plan, figures]);
  return { ...facts, identity: { ...identity, contentHash: hash } };
}
