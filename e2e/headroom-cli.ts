import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const CLI = resolve(import.meta.dirname, '..', 'out', 'cli', 'headroom.js');
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in a process of its own, as a person would; never throws for its exit code. */
export const headroomCli = (...args: readonly string[]): Promise<CliRun> =>
  headroomCliIn(process.env, ...args);

/** The same in an environment. */
export function headroomCliIn(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<CliRun> {
  return new Promise((done, fail) => {
    const child = execFile(
      process.execPath,
      [CLI, ...args],
      { maxBuffer: MOST_OUTPUT_BYTES, env },
      (error, stdout, stderr) => {
        if (error !== null && child.exitCode === null) fail(error);
        else done({ exitCode: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}

async function jsonOf<Answer>(...args: readonly string[]): Promise<Answer> {
  const { exitCode, stdout, stderr } = await headroomCli(...args, '--json');
  if (exitCode !== 0) throw new Error(`headroom ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
  return JSON.parse(stdout) as Answer;
}

/** The parts of `assess --json` the journeys compare with the screen. */
export interface AssessedConstraint {
  readonly id: string;
  readonly scope: string;
  readonly headroom: number | null;
  readonly verdict: 'ok' | 'breach' | 'not-measured' | 'no-target';
}

export interface Assessed {
  readonly constraints: readonly AssessedConstraint[];
}

/** `assess` of a workspace that no window has open. */
export const assessedByCli = (workspace: string): Promise<Assessed> =>
  jsonOf<Assessed>('assess', '--workspace', workspace, '--explain', 'none');

export interface SimulatedByCli {
  readonly events: readonly {
    readonly outcome: {
      readonly lost: readonly string[];
      readonly displaced: number;
      readonly placed: number;
      readonly verdict: string;
    };
  }[];
  readonly after: Assessed;
}

/** `simulate` of a saved scenario, by its name. */
export const simulatedByCli = (workspace: string, scenario: string): Promise<SimulatedByCli> =>
  jsonOf<SimulatedByCli>('simulate', '--workspace', workspace, '--scenario', scenario);

export interface ForecastByCli {
  readonly id: string;
  readonly scope: string;
  readonly state: string;
  readonly slopePerDay: number | null;
  readonly crossing: {
    readonly date: string | null;
    readonly early: string | null;
    readonly late: string | null;
    readonly already: boolean;
  } | null;
}

export interface ForecastsByCli {
  readonly asOf: string;
  readonly forecasts: readonly ForecastByCli[];
}

/** `forecast` of every constraint of a workspace that no window has open. */
export const forecastsByCli = (workspace: string): Promise<ForecastsByCli> =>
  jsonOf<ForecastsByCli>('forecast', '--workspace', workspace);

/** The constraint of an assessment by its id; a missing one fails the test. */
export function constraintIn({ constraints }: Assessed, id: string): AssessedConstraint {
  const found = constraints.find((constraint) => constraint.id === id);
  if (found === undefined) throw new Error(`no constraint ${id}`);
  return found;
}

/** A ratio as the tables show it: percent with one decimal. */
export const percent = (ratio: number | null): string =>
  ratio === null ? 'not measured' : `${(ratio * 100).toFixed(1).replace('-', '−')}%`;
