import type { ReactNode } from 'react';
import type { ForecastSummary } from '../../../shared/timeline/forecast-result.ts';
import type { FigureExplained } from '../../../shared/view/figure-explain.ts';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { titleOf } from './forecast-title.ts';

interface ExplainedProps {
  readonly detail: ForecastSummary;
  readonly figure: FigureExplained | null;
  readonly children: ReactNode;
}

/** A figure whose derivation the forecast itself carries. */
export function Explained({ detail, figure, children }: ExplainedProps) {
  if (figure === null) return children;
  const title = `${titleOf(detail)}, ${figure.name}`;
  return (
    <ExplainNumber target={{ key: `${detail.id} ${figure.name}`, title, side: 'before', node: figure.node }}>
      {children}
    </ExplainNumber>
  );
}
