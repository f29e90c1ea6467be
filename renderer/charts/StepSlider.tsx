import type { ReactNode } from 'react';
import { snap, type Scale } from './path.ts';
import type { PlotArea } from './plot-area.ts';
import { PlotSlider } from './PlotSlider.tsx';
import { stepHandlers, type StepReading } from './step-reading.ts';

interface StepSliderProps {
  readonly area: PlotArea;
  readonly reading: StepReading;
  /** From a step to its pixel: where the line stands that says what is read. */
  readonly x: Scale;
  /** Said to screen readers: what is read off. */
  readonly label: string;
  /** What is read there, in words. */
  readonly spoken: string;
  /** Marks of the reading beside its line, such as dots on what is read. */
  readonly children?: ReactNode;
}

/** Reads a chart off in whole steps: a line where it is read, under the slider that moves it. Comes last in its drawing. */
export function StepSlider({ area, reading, x, label, spoken, children }: StepSliderProps) {
  const at = snap(x(reading.at));
  return (
    <>
      <g className="chart-only-here">
        <line x1={at} x2={at} y1={area.top} y2={area.bottom} className="c-cursor" />
        {children}
      </g>
      <PlotSlider
        area={area}
        label={label}
        least={reading.least}
        most={reading.most}
        at={reading.at}
        spoken={spoken}
        handlers={stepHandlers(reading)}
      />
    </>
  );
}
