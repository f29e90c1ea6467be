/** What a connection gets through on its way to data, in this order. */
export const STAGES = ['name', 'connection', 'encryption', 'sign-in', 'interface', 'data'] as const;
export type Stage = (typeof STAGES)[number];

export interface StageResult {
  readonly stage: Stage;
  /** `skipped`: not reached, or not needed (no encryption). */
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly text: string;
}

export type Flavor = 'Prometheus' | 'Thanos' | 'Mimir' | 'VictoriaMetrics';

/** What *Test* found out about a connection. */
export interface Diagnosis {
  readonly ok: boolean;
  /** One sentence: what answers, or what is wrong and what to do. */
  readonly verdict: string;
  readonly stages: readonly StageResult[];
  readonly flavor: Flavor | null;
  readonly version: string | null;
  /** An address of the same server where a Prometheus does answer. */
  readonly betterUrl: string | null;
  /** Series the server has now; `null` where it does not say. */
  readonly series: number | null;
  /** Certificates are not verified. */
  readonly unverified: boolean;
}

export const STAGE_TITLES: Readonly<Record<Stage, string>> = {
  name: 'Name',
  connection: 'Connection',
  encryption: 'Encryption',
  'sign-in': 'Sign-in',
  interface: 'Interface',
  data: 'Data',
};
