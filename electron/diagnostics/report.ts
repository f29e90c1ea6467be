import type { CallTime } from './call-times.ts';
import type { ErrorRecord } from './error-record.ts';
import type { machineFacts } from './machine.ts';
import type { Permitted } from './permitted.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface ReportParts {
  readonly atMs: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: ReturnType<typeof machineFacts>;
  /** Settings of the window: theme, place, displays; `null` on the command line. */
  readonly window: object | null;
  /** `null`: no workspace is open. */
  readonly workspace: WorkspaceFacts | null;
  readonly calls: readonly CallTime[];
  readonly errors: readonly ErrorRecord[];
}

const when = (ms: number): string => new Date(ms).toISOString();

function errorLines(errors: readonly ErrorRecord[], { names }: Permitted): readonly object[] {
  return errors.map(({ atMs, message, ...record }) => ({
    at: when(atMs),
    ...record,
    ...(names ? { message } : {}),
  }));
}

/**
 * `headroom.diagnostics/v1`: the report as it is shown and saved, one text. What is not permitted is not in it, rather than
 * masked; what looks like a secret is taken out last, wherever it came from.
 */
export function reportText(parts: ReportParts, permitted: Permitted): string {
  const report = {
    schema: 'headroom.diagnostics/v1',
    at: when(parts.atMs),
    contains: permitted,
    versions: parts.versions,
    machine: parts.machine,
    window: parts.window,
    workspace: parts.workspace,
    calls: parts.calls,
    errors: errorLines(parts.errors, permitted),
  };
  const safe = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? withoutSecrets(value) : value;
  return `${JSON.stringify(report, safe, 2)}\n`;
}
