import { TimeSeriesShelf } from './TimeSeriesShelf.tsx';

/**
 * Every chart and component in every state, with invented data: for those who work on Headroom, and for its pictures.
 * Shown by `--gallery`.
 */
export function GalleryPage() {
  return (
    <main className="gallery">
      <h1>Charts and components</h1>
      <p className="mute">Every one in every state; invented data.</p>
      <TimeSeriesShelf />
    </main>
  );
}
