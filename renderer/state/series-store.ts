import { create } from 'zustand';
import type { SeriesName, SeriesQuality, SeriesRow } from '../../shared/history/stored-series.ts';
import { seriesKey } from '../../shared/view/series-rows.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';
import { onOtherWorkspace, undo } from './workspace-store.ts';

interface SeriesState {
  /** `null` until they were read. */
  readonly rows: readonly SeriesRow[] | null;
  readonly qualities: ReadonlyMap<string, SeriesQuality>;
  readonly failure: string | null;
  /** Key of the series looked at. */
  readonly chosen: string | null;
}

const nothing: SeriesState = { rows: null, qualities: new Map(), failure: null, chosen: null };

/** The stored series; their quality comes in parts, since it takes reading every sample. */
export const useSeries = create<SeriesState>()(() => nothing);

const { getState: get, setState: set } = useSeries;
let asked = 0;
const PART = 60;

onOtherWorkspace(() => {
  asked += 1;
  set(nothing);
});

export async function loadSeries(): Promise<void> {
  const mine = ++asked;
  set({ failure: null });
  const reply = await bridge().invoke('series:list');
  if (mine !== asked) return;
  if (!reply.ok) {
    set({ failure: reply.message });
    return;
  }
  const { rows } = reply.value;
  const known = new Set(rows.map(({ entity, metric }) => seriesKey(entity, metric)));
  const { chosen } = get();
  set({ rows, failure: null, chosen: chosen !== null && known.has(chosen) ? chosen : null });
  const found = new Map<string, SeriesQuality>();
  for (let from = 0; from < rows.length; from += PART) {
    const series = rows.slice(from, from + PART).map(({ entity, metric }) => ({ entity, metric }));
    const part = await bridge().invoke('series:quality', { series });
    if (mine !== asked) return;
    if (!part.ok) {
      set({ failure: part.message });
      return;
    }
    for (const quality of part.value) found.set(seriesKey(quality.entity, quality.metric), quality);
    // Earlier answers stay on screen until their own new ones are here.
    set({ qualities: new Map([...get().qualities, ...found]) });
  }
  set({ qualities: found });
}

export function chooseSeries(key: string | null): void {
  set({ chosen: key });
}

const withUndo = { label: 'Undo', run: () => void undo() };

export async function removeSeries(series: readonly SeriesName[]): Promise<void> {
  const reply = await bridge().invoke('series:remove', {
    series: series.map(({ entity, metric }) => ({ entity, metric })),
  });
  if (reply.ok) showDone(`${reply.value.label}.`, withUndo);
  else showFailure('Nothing was deleted.', reply);
}

/** `true` when it was done. */
export async function renameSeries(
  series: readonly { readonly from: SeriesName; readonly to: SeriesName }[],
): Promise<boolean> {
  const reply = await bridge().invoke('series:rename', {
    series: series.map(({ from, to }) => ({ from: { ...from }, to: { ...to } })),
  });
  if (reply.ok) showDone(`${reply.value.label}.`, withUndo);
  else showFailure('Nothing was renamed.', reply);
  return reply.ok;
}
