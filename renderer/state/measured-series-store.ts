import { useMemo } from 'react';
import type { ShownSeries } from '../../shared/ipc/history-channels.ts';
import type { Reply } from '../../shared/ipc/reply.ts';
import { AnswerCache } from './answer-cache.ts';
import { useAsked } from './asked.ts';
import { bridge } from './bridge.ts';
import { useWorkspace } from './workspace-store.ts';

type SeriesOf = (entity: string) => ShownSeries | undefined;
type Answer = ReadonlyMap<string, ShownSeries>;

const kept = new AnswerCache<Answer>(64);

/** Every sample of one metric of some entities. */
export interface MeasuredSeries {
  /** `null` while they are read, and where they were not. */
  readonly seriesOf: SeriesOf | null;
  /** Why they were not read. */
  readonly failure: string | null;
  readonly again: () => void;
}

/** Read once per revision of the workspace. */
export function useMeasuredSeries(metric: string, entities: readonly string[]): MeasuredSeries {
  const revision = useWorkspace((state) => state.info?.revision ?? -1);
  const question = JSON.stringify([metric, entities]);
  const known = kept.get(revision, question);
  const read = async (): Promise<Reply<Answer>> => {
    const reply = await bridge().invoke('history:series', {
      series: entities.map((entity) => ({ entity, metric })),
      resolution: 'samples',
    });
    if (!reply.ok) return reply;
    const value = new Map(reply.value.series.map((one) => [one.entity, one]));
    kept.put(reply.value.revision, question, value);
    return { ok: true, value };
  };
  const { answer, failure, again } = useAsked(known === null ? question : null, revision, read);
  const series = known ?? answer;
  const seriesOf = useMemo(() => (series === null ? null : (entity: string) => series.get(entity)), [series]);
  return { seriesOf, failure, again };
}
