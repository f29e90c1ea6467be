import { definitionOf } from '../events/event-registry.ts';
import type { ExplainNode } from '../explain/node.ts';
import type { EventOutcome, ImmediateResult } from '../timeline/result.ts';
import { NOT_MEASURED } from './number-format.ts';
import { quantityText } from './quantity-format.ts';

/** One figure of an event's outcome as it is shown; `node` is what Explain opens. */
export interface OutcomeFigureRow {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  readonly node: ExplainNode;
}

export interface EventFigures {
  readonly event: string;
  readonly title: string;
  readonly figures: readonly OutcomeFigureRow[];
}

/** The figures of every event that has some; of a survivor of many only the resource that binds it. */
export function eventFigures(result: ImmediateResult): EventFigures[] {
  return result.events.flatMap((entry) => {
    const figures = entry.figures.filter(({ field }) => isTold(entry, field));
    if (figures.length === 0) return [];
    const rows = figures.map(({ field, node }) => ({
      field,
      label: sentenceCase(node.label),
      text: textOf(entry, field, node),
      node,
    }));
    const title = definitionOf(entry.event.type)?.title ?? entry.event.type;
    return [{ event: entry.event.id, title, figures: rows }];
  });
}

/** Labels stand inside derivations too, where they go on in a sentence; here each begins its line. */
const sentenceCase = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

/** Told by the step of the operation that they belong to. */
const IN_STEPS = new Set(['cost', 'drainSeconds']);

function isTold({ outcome }: EventOutcome, field: string): boolean {
  if (IN_STEPS.has(field) && 'steps' in outcome) return false;
  // A limit stands with the step's figure in its checklist.
  if (field.startsWith('steps[') && field.endsWith('.limit')) return false;
  const survivor = /^survivors\[(\d+)\]\.utilization\.(\w+)$/.exec(field);
  if (survivor === null) return true;
  const survivors = 'survivors' in outcome && Array.isArray(outcome.survivors) ? outcome.survivors : [];
  const state: unknown = survivors[Number(survivor[1])];
  return typeof state === 'object' && state !== null && 'binding' in state && state.binding === survivor[2];
}

/** A recovery that never ends has no number, and is not unknown either. */
function textOf({ outcome }: EventOutcome, field: string, { value, unit }: ExplainNode): string {
  const recovery: unknown = 'recovery' in outcome ? outcome.recovery : null;
  const never =
    typeof recovery === 'object' && recovery !== null && 'never' in recovery && recovery.never === true;
  if (value === null && never && field.startsWith('recovery.')) return 'never';
  if (value === Infinity) return 'no limit left';
  return value === null ? NOT_MEASURED : quantityText(value, unit);
}
