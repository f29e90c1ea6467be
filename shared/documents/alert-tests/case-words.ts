import { formatPlain } from '../../view/number-format.ts';
import type { AlertCase, Check } from './alert-case.ts';
import { DAY, HOUR } from './course.ts';

const timeText = (seconds: number): string =>
  seconds >= 2 * DAY ? `${formatPlain(seconds / DAY, 1)} days` : `${formatPlain(seconds / HOUR, 1)} h`;

function checkWords({ atSeconds, firing }: Check): string {
  const after = `after ${timeText(atSeconds)}`;
  if (firing.length === 0) return `${after} none fires`;
  const fired = firing.map(({ alert, count }) => (count === 1 ? alert : `${alert} for ${count}`));
  return `${after} ${fired.join(' and ')} ${firing.length === 1 ? 'fires' : 'fire'}`;
}

/** A unit test in words, for those who read what an alert was tried on. */
export function caseWords({ checks }: AlertCase): readonly string[] {
  return checks.map(checkWords);
}
