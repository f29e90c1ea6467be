import type { FileReport } from '../../shared/import/outcome.ts';
import type { Terminal } from './terminal.ts';

const SHOWN_REJECTED = 20;

/** Rejected rows are always said on standard error, whether the result is a table or JSON. */
export function sayRejected(terminal: Terminal, files: readonly FileReport[]): void {
  for (const file of files) {
    for (const { line, column, value, reason } of file.rejected.slice(0, SHOWN_REJECTED)) {
      const place = [file.file, line === null ? null : `line ${line}`, column].filter(
        (part) => part !== null && part !== undefined,
      );
      terminal.say(
        `${place.join(', ')}: ${reason}${value === undefined ? '' : ` (is ${JSON.stringify(value)})`}`,
      );
    }
    if (file.rejectedCount > SHOWN_REJECTED) {
      terminal.say(`${file.file}: ${file.rejectedCount - SHOWN_REJECTED} more rows rejected`);
    }
    for (const note of file.notes) terminal.say(`${file.file}: ${note}`);
  }
}
