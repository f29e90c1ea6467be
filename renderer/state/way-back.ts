import { create } from 'zustand';
import { closeHost, openHost, setFilter, setShows, useHosts } from './host-store.ts';
import { useView, type FleetTabName, type ScreenName } from './view-store.ts';

/** Where somebody was: the screen, the part of the fleet, and the host that was open there. */
export interface Place {
  readonly screen: ScreenName;
  readonly fleetTab: FleetTabName;
  readonly host: string | null;
  readonly filter: string;
  readonly shows: 'map' | 'table';
}

interface WayBack {
  /** The place left last stands at the end. */
  readonly behind: readonly Place[];
  readonly ahead: readonly Place[];
}

/** More steps than anybody goes back. */
const KEPT = 50;

/** The places somebody came through, as a browser keeps its pages. */
export const useWayBack = create<WayBack>()(() => ({ behind: [], ahead: [] }));

const { getState: get, setState: set } = useWayBack;
let isReturning = false;

const onHosts = ({ screen, fleetTab }: Pick<Place, 'screen' | 'fleetTab'>): boolean =>
  screen === 'fleet' && fleetTab === 'hosts';

function place(view = useView.getState(), hosts = useHosts.getState()): Place {
  const { screen, fleetTab } = view;
  const { selected, filter, shows } = hosts;
  return { screen, fleetTab, host: onHosts(view) ? selected : null, filter, shows };
}

function left(from: Place): void {
  if (!isReturning) set({ behind: [...get().behind, from].slice(-KEPT), ahead: [] });
}

/** Notes every step from here on; returns how to stop. A host opened or closed is a step only where it is seen. */
export function followPlaces(): () => void {
  const stops = [
    useView.subscribe((now, before) => {
      const isSame =
        now.screen === before.screen && (now.screen !== 'fleet' || now.fleetTab === before.fleetTab);
      if (!isSame) left(place(before));
    }),
    useHosts.subscribe((now, before) => {
      if (now.selected !== before.selected && onHosts(useView.getState()))
        left(place(useView.getState(), before));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function take({ screen, fleetTab, host, filter, shows }: Place): void {
  isReturning = true;
  try {
    setFilter(filter);
    setShows(shows);
    if (host === null) closeHost();
    else openHost(host);
    useView.setState({
      screen,
      fleetTab,
      listsScenarios: false,
      comparesScenarios: false,
      showsPortfolios: false,
    });
  } finally {
    isReturning = false;
  }
}

/** One step back; nothing where there is none. */
export function goBack(): void {
  const last = get().behind.at(-1);
  if (last === undefined) return;
  set({ behind: get().behind.slice(0, -1), ahead: [...get().ahead, place()] });
  take(last);
}

/** And forward again. */
export function goForward(): void {
  const next = get().ahead.at(-1);
  if (next === undefined) return;
  set({ ahead: get().ahead.slice(0, -1), behind: [...get().behind, place()] });
  take(next);
}

export function forgetPlaces(): void {
  set({ behind: [], ahead: [] });
}
