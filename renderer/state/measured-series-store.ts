import { useEffect, useState } from 'react';
import type { ShownSeries } from '../../shared/ipc/history-channels.ts';
import { AnswerCache } from './answer-cache.ts';
import { bridge } from './bridge.ts';
import { useWorkspace } from './workspace-store.ts';

type SeriesOf = (entity: string) => ShownSeries | undefined;
type Answer = ReadonlyMap<string, ShownSeries>;

const kept = new AnswerCache<Answer>(64);

/** Every sample of one metric of some entities; `null` while it is read. Read once per revision of the workspace. */
export function useMeasuredSeries(metric: string, entities: readonly string[]): SeriesOf | null {
  const revision = useWorkspace((state) => state.info?.revision ?? -1);
  const question = JSON.stringify([metric, entities]);
  const [answer, setAnswer] = useState<{ readonly of: string; readonly series: Answer } | null>(null);
  const of = `${revision} ${question}`;
  const known = answer?.of === of ? answer.series : kept.get(revision, question);
  useEffect(() => {
    if (kept.get(revision, question) !== null) return;
    const read = async (): Promise<void> => {
      const [name, ids] = JSON.parse(question) as [string, string[]];
      const reply = await bridge().invoke('history:series', {
        series: ids.map((entity) => ({ entity, metric: name })),
        resolution: 'samples',
      });
      if (!reply.ok) return;
      const series = new Map(reply.value.series.map((one) => [one.entity, one]));
      kept.put(reply.value.revision, question, series);
      setAnswer({ of, series });
    };
    void read();
  }, [revision, question, of]);
  return known === null ? null : (entity) => known.get(entity);
}
