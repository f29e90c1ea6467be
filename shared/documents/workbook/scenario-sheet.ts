import { describeEvent } from '../../events/describe-event.ts';
import { text } from './cell.ts';
import type { ProcurementFacts } from './procurement-facts.ts';
import type { Cell, Sheet } from './workbook.ts';

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The events of the scenario as they stand in its document, and the assumptions it changes. */
export function scenarioSheet({ scenario }: ProcurementFacts): Sheet {
  const rows: (readonly Cell[])[] = [[text('Scenario', 'title')]];
  if (scenario === null) {
    rows.push([text('The baseline: nothing is assumed to happen beyond the forecast.', 'note')]);
    rows.push([]);
    rows.push(heads());
  } else {
    rows.push([text(scenario.notes ?? scenario.name, 'note')]);
    rows.push([]);
    rows.push(heads());
    for (const event of scenario.events) {
      const { id, type, on, probability, disabled, ...fields } = event;
      rows.push([
        text(describeEvent(event), 'wrapped'),
        text(on ?? 'at once'),
        text(disabled === true ? 'no' : 'yes'),
        text(probability === undefined ? 'certain' : shown(probability)),
        text(
          Object.entries(fields)
            .map(([key, value]) => `${key}: ${shown(value)}`)
            .join('\n'),
          'wrapped',
        ),
        text(`${type} ${id}`, 'note'),
      ]);
    }
    for (const [key, value] of Object.entries(scenario.policy))
      rows.push([
        text(`Assumption ${key}`, 'wrapped'),
        text('throughout'),
        text('yes'),
        text('certain'),
        text(shown(value), 'wrapped'),
        text('policy', 'note'),
      ]);
  }
  return {
    name: 'Scenario',
    widths: [42, 13, 10, 14, 64, 26],
    rows,
    frozenRows: 4,
    frozenColumns: 0,
    headRow: 3,
    spans: [1],
    pageBreaks: [],
    landscape: true,
    printedColumns: 6,
    charts: [],
    checks: [],
    alarms: [],
  };
}

const heads = (): readonly Cell[] =>
  ['Event', 'On', 'Counted', 'Probability', 'Fields', 'Type and id'].map((title) => text(title, 'head'));
