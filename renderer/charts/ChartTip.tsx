interface ChartTipProps {
  /** Where the crosshair stands, in pixels of the chart. */
  readonly x: number;
  readonly y: number;
  /** Width of the chart: the tip stays inside. */
  readonly width: number;
  readonly title: string;
  readonly rows: readonly {
    readonly key: string;
    readonly name: string;
    readonly text: string;
    readonly colour: string | null;
  }[];
}

/** What the crosshair reads, beside it. Screen readers hear the same from what has the focus. */
export function ChartTip({ x, y, width, title, rows }: ChartTipProps) {
  const isLeft = x > width / 2;
  return (
    <div
      className="chart-tip"
      aria-hidden="true"
      style={{ top: y, ...(isLeft ? { right: width - x + 10 } : { left: x + 10 }) }}
    >
      <b>{title}</b>
      {rows.map(({ key, name, text, colour }) => (
        <span key={key} className="row">
          {colour === null ? <i /> : <i style={{ background: `var(${colour})` }} />}
          <span>{name}</span>
          <span className="v">{text}</span>
        </span>
      ))}
    </div>
  );
}
