import type { SpanReading } from './use-span-reading.ts';

/** The way back out of a zoom; nothing while all is shown. `className` places it where a chart's left edge is elsewhere. */
export function ShowAll({
  reading,
  className = '',
}: {
  readonly reading: SpanReading;
  readonly className?: string;
}) {
  if (!reading.isZoomed) return null;
  return (
    <button type="button" className={`chart-reset ${className}`.trim()} onClick={reading.reset}>
      Show all
    </button>
  );
}
