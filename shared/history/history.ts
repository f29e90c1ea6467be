/** What the assessment may ask of measured history; `null` answers mean "no complete day of that series". */
export interface DailyPeak {
  /** Calendar day in the workspace's time zone, `2026-03-29`. */
  readonly day: string;
  /** 0.95 quantile of the day's samples of the summed series (MODEL.md section 8), in the metric's own unit. */
  readonly peak: number;
}

export interface History {
  /** Latest complete day's peak of the series summed over the scope (`region:…`, `cluster:…`, or one entity). */
  latestDailyPeak(metric: string, scope: string): DailyPeak | null;
}
