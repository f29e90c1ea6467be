import { useState } from 'react';
import { ComponentShelf } from './ComponentShelf.tsx';
import { DaysShelf } from './DaysShelf.tsx';
import { HeatShelf } from './HeatShelf.tsx';
import { LossShelf } from './LossShelf.tsx';
import { SmallChartsShelf } from './SmallChartsShelf.tsx';
import { SpreadShelf } from './SpreadShelf.tsx';
import { TimeSeriesShelf } from './TimeSeriesShelf.tsx';

/** Shelves by name: all below each other, or one alone. */
const SHELVES = {
  'time-series': TimeSeriesShelf,
  heat: HeatShelf,
  spread: SpreadShelf,
  small: SmallChartsShelf,
  days: DaysShelf,
  losses: LossShelf,
  components: ComponentShelf,
} as const;

/**
 * Every chart and component in every state, with invented data: for those who work on Headroom, and for its pictures.
 * Shown by `--gallery`; never part of the navigation.
 */
export function GalleryPage() {
  const [shown, setShown] = useState<keyof typeof SHELVES | null>(null);
  const names = Object.keys(SHELVES) as (keyof typeof SHELVES)[];
  return (
    <main className="gallery">
      <h1>Charts and components</h1>
      <p className="specimen-line">
        <span className="mute">Every one in every state; invented data.</span>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className="linkish"
            aria-pressed={shown === name}
            onClick={() => setShown(shown === name ? null : name)}
          >
            {name}
          </button>
        ))}
      </p>
      {names
        .filter((name) => shown === null || shown === name)
        .map((name) => {
          const One = SHELVES[name];
          return <One key={name} />;
        })}
    </main>
  );
}
