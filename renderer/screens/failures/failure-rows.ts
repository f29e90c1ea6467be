import type {
  FailureListAnswer,
  FailureModeRow,
  FailureScope,
} from '../../../shared/ipc/failure-channels.ts';
import { counted } from '../../../shared/view/number-format.ts';

/** A mode as a region sees it. */
export interface RegionMode {
  readonly mode: FailureModeRow;
  readonly scopes: readonly FailureScope[];
  /** What is missing, in words; empty: nothing is. */
  readonly gaps: readonly string[];
  readonly alerts: number;
  /** Scopes that have a preset. */
  readonly simulated: number;
}

const idOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);

function gapsOf(mode: FailureModeRow, scopes: readonly FailureScope[]): readonly string[] {
  if (scopes.length === 0) return [mode.nothing ?? 'nothing in this region'];
  return scopes.flatMap(({ scope, simulationGap, alerts, gaps }) => [
    ...(simulationGap === null ? [] : [`no simulation for ${idOf(scope)}: ${simulationGap}`]),
    ...(alerts.length === 0 && gaps.length === 0 ? [`no alert for ${idOf(scope)}`] : []),
    ...gaps.map(({ alert, reason }) => `no ${alert} for ${idOf(scope)}: ${reason}`),
  ]);
}

/** The modes of a region, in the order of the list; what stands in no region is shown in each. */
export function regionModes(list: FailureListAnswer, region: string | null): readonly RegionMode[] {
  return list.modes.map((mode) => {
    const scopes = mode.scopes.filter((scope) => scope.region === null || scope.region === region);
    return {
      mode,
      scopes,
      gaps: gapsOf(mode, scopes),
      alerts: scopes.reduce((sum, { alerts }) => sum + alerts.length, 0),
      simulated: scopes.filter(({ simulation }) => simulation !== null).length,
    };
  });
}

export interface FailureVerdict {
  readonly mark: 'ok' | 'watch';
  readonly strong: string;
  readonly rest: string;
}

/** That every mode is covered, or how many have gaps, the first ones named; what is missing stands with each mode. */
export function failureVerdict(modes: readonly RegionMode[], region: string): FailureVerdict {
  const alerts = modes.reduce((sum, mode) => sum + mode.alerts, 0);
  const edited = modes.filter(({ mode }) => mode.runbook.edited).length;
  const gappy = modes.filter(({ gaps }) => gaps.length > 0);
  const runbooks = edited === 0 ? '' : ` ${counted(edited, 'runbook')} edited here.`;
  if (gappy.length === 0)
    return {
      mark: 'ok',
      strong: `All ${modes.length} modes are covered.`,
      rest: `In ${region} each can be simulated, has an alert (${alerts} in all) and a runbook.${runbooks}`,
    };
  const names = gappy.slice(0, 3).map(({ mode }) => mode.title);
  const more = gappy.length > 3 ? ` and ${gappy.length - 3} more` : '';
  return {
    mark: 'watch',
    strong: `${gappy.length} of ${counted(modes.length, 'mode')} ${gappy.length === 1 ? 'has' : 'have'} gaps in ${region}:`,
    rest: `${names.join(', ')}${more}.`,
  };
}

/** `5 clusters`, `pg-euw`. */
export function scopesText(scopes: readonly FailureScope[]): string {
  const [only] = scopes;
  if (only === undefined) return 'none';
  if (scopes.length === 1) return idOf(only.scope);
  const kind = only.scope.slice(0, only.scope.indexOf(':'));
  const words: Readonly<Record<string, string>> = {
    cluster: 'cluster',
    region: 'region',
    postgres: 'database',
    controlPlane: 'control plane',
    pool: 'pool',
  };
  return counted(scopes.length, words[kind] ?? kind);
}

export const scopeLabel = idOf;

const UNITS: Readonly<Record<string, string>> = { s: 's', m: 'min', h: 'h', d: 'days' };

/** PromQL's `15m` as people read it: `15 min`. */
export function waitText(duration: string): string {
  const unit = duration.slice(-1);
  return `${duration.slice(0, -1)} ${UNITS[unit] ?? unit}`;
}
