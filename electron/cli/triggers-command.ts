import { sidesOf } from '../../shared/timeline/sides.ts';
import { triggersOf } from '../../shared/timeline/triggers.ts';
import type { Trigger } from '../../shared/timeline/trigger-result.ts';
import { counted, formatPercent } from '../../shared/view/number-format.ts';
import { badInput } from '../refusal.ts';
import { flagOption, noRest, textOption } from './arguments.ts';
import { EXIT, type Run } from './command.ts';
import { Elements, printJson } from './json-out.ts';
import { withSource } from './source.ts';
import { tableText } from './table.ts';
import { UsageError } from './usage-error.ts';

const ratio = (value: number | null | undefined, { target }: Trigger): string =>
  value === null || value === undefined
    ? ''
    : formatPercent(value, 1, typeof target.value === 'number' ? [target.value] : []);

function dateText({ date, daysLeft, reason, streakDays, sustainedDays }: Trigger): string {
  if (reason !== null) return reason;
  if (streakDays !== null && date === null) return `${streakDays} of ${counted(sustainedDays ?? 0, 'day')}`;
  if (date === null) return 'not in sight';
  return daysLeft === 0 ? `${date}, now` : `${date}, in ${counted(daysLeft ?? 0, 'day')}`;
}

/** `triggers`: the triggers of MODEL.md section 9 of a workspace. */
export const triggersCommand: Run = (given, terminal) => {
  noRest(given);
  if (textOption(given, 'workspace') === null)
    throw new UsageError('triggers needs a workspace: headroom triggers --workspace W.headroom');
  return withSource(given, async ({ model, policy, history }) => {
    const sides = sidesOf(model, policy, null, history);
    if (!sides.ok) throw badInput(sides.problems);
    const triggers = triggersOf(sides.value.baseline);
    if (flagOption(given, 'json'))
      await printJson(terminal, { asOf: model.asOf, triggers: new Elements(triggers) });
    else
      await terminal.out(
        tableText(
          [
            { title: 'trigger' },
            { title: 'state' },
            { title: 'date' },
            { title: 'now', align: 'right' },
            { title: 'at horizon', align: 'right' },
            { title: 'action' },
          ],
          triggers.map((trigger) => [
            trigger.id,
            trigger.state,
            dateText(trigger),
            ratio(trigger.now?.shown, trigger),
            ratio(trigger.atHorizon?.shown, trigger),
            trigger.action?.text ?? '',
          ]),
        ),
      );
    const fires = triggers.some((trigger) => trigger.state === 'firing');
    return flagOption(given, 'check') && fires ? EXIT.targetMissed : EXIT.done;
  });
};
