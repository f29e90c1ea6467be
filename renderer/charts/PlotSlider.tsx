import type { PlotArea } from './plot-area.ts';

interface PlotSliderProps {
  readonly area: PlotArea;
  /** Said to screen readers: what is read off. */
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly at: number;
  /** What is read there, in words. */
  readonly spoken: string;
  readonly handlers: Pick<
    React.DOMAttributes<SVGRectElement>,
    | 'onPointerDown'
    | 'onPointerMove'
    | 'onPointerUp'
    | 'onPointerLeave'
    | 'onClick'
    | 'onDoubleClick'
    | 'onKeyDown'
    | 'onFocus'
    | 'onBlur'
  >;
}

/** The invisible slider over a chart's plot, by which pointer, keys and screen readers read it off. Comes last in its drawing. */
export function PlotSlider({ area, label, least, most, at, spoken, handlers }: PlotSliderProps) {
  return (
    <rect
      x={area.left}
      y={area.top}
      width={area.right - area.left}
      height={area.bottom - area.top}
      fill="transparent"
      className="c-plot"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={at}
      aria-valuetext={spoken}
      {...handlers}
    />
  );
}
