import { textOption, type Given } from './arguments.ts';
import { UsageError } from './usage-error.ts';

/** The zone of `--time-zone` in its canonical spelling; `null` when absent. @throws UsageError for a zone nobody knows. */
export function zoneOption(given: Given): string | null {
  const zone = textOption(given, 'time-zone');
  if (zone === null) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new UsageError(
      `--time-zone is ${JSON.stringify(zone)}, expected a zone such as UTC or Europe/Berlin.`,
    );
  }
}
