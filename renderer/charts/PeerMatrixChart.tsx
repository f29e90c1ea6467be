import { useRef, useState, type KeyboardEvent } from 'react';
import type { PeerCell, PeerMatrix } from '../../shared/view/peer-matrix.ts';

interface PeerMatrixChartProps {
  readonly label: string;
  readonly matrix: PeerMatrix;
  readonly text: (value: number) => string;
  /** Values above it are marked by a frame. */
  readonly limit: number | null;
}

const SIZE = 11;
const NAMES = 76;

/** From host (rows) to host (columns): one cell per measured tunnel. Arrow keys go from tunnel to tunnel. */
export function PeerMatrixChart({ label, matrix, text, limit }: PeerMatrixChartProps) {
  const { hosts, cells } = matrix;
  const [at, setAt] = useState(0);
  const svg = useRef<SVGSVGElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(cells.length - 1, Math.max(0, at + step));
    setAt(next);
    svg.current?.querySelectorAll<SVGElement>('.cell')[next]?.focus();
  };
  const words = (cell: PeerCell): string => `${cell.from} to ${cell.to}: ${text(cell.value)}`;
  const side = hosts.length * SIZE;
  const shown = cells[at];
  return (
    <div className="chart">
      <svg
        ref={svg}
        className="p-matrix"
        role="group"
        aria-label={label}
        width={NAMES + side + 2}
        height={side + 2}
        onKeyDown={move}
      >
        <rect className="none" x={NAMES} y={0} width={side} height={side} />
        {hosts.map((host, row) => (
          <text key={host} x={NAMES - 5} y={row * SIZE + SIZE - 2} textAnchor="end">
            {host}
          </text>
        ))}
        {cells.map((cell, index) => (
          <rect
            key={`${cell.from} ${cell.to}`}
            className="cell"
            role="img"
            aria-label={words(cell)}
            tabIndex={index === at ? 0 : -1}
            onFocus={() => setAt(index)}
            onPointerEnter={() => setAt(index)}
            x={NAMES + cell.column * SIZE + 1}
            y={cell.row * SIZE + 1}
            width={SIZE - 2}
            height={SIZE - 2}
            style={{
              fill: `var(--seq-${cell.step + 1})`,
              ...(limit !== null && cell.value > limit ? { stroke: 'var(--breach)', strokeWidth: 2 } : {}),
            }}
          >
            <title>{words(cell)}</title>
          </rect>
        ))}
      </svg>
      <p className="mute sv-missing">{shown === undefined ? '' : words(shown)}</p>
    </div>
  );
}
