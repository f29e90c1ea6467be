import { useRef, useState } from 'react';
import type { TimeSpan } from '../../shared/view/time-lines.ts';

/** Pixels the pointer may move before a press becomes a brush. */
const SLACK = 4;

interface Options {
  /** All there is to see. */
  readonly whole: TimeSpan;
  /** Pixels → value and the plot's edges. */
  readonly left: number;
  readonly right: number;
  /** The nearest place something stands at: what the crosshair snaps to. */
  readonly snap: (at: number) => number;
  /** The neighbour in a direction at least one pixel on. */
  readonly step: (at: number, direction: 1 | -1) => number;
}

export interface SpanReading {
  /** What is shown now. */
  readonly span: TimeSpan;
  readonly isZoomed: boolean;
  readonly cursor: number | null;
  /** What the brush has covered so far. */
  readonly brush: TimeSpan | null;
  readonly reset: () => void;
  readonly handlers: {
    readonly onPointerDown: (event: React.PointerEvent) => void;
    readonly onPointerMove: (event: React.PointerEvent) => void;
    readonly onPointerUp: (event: React.PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onDoubleClick: () => void;
    readonly onKeyDown: (event: React.KeyboardEvent) => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
  };
}

const ordered = (a: number, b: number): TimeSpan => (a < b ? { from: a, to: b } : { from: b, to: a });

interface Desk
  extends
    Pick<Options, 'snap' | 'step'>,
    Pick<SpanReading, 'span' | 'cursor' | 'brush' | 'isZoomed' | 'reset'> {
  readonly moveTo: (at: number, widens: boolean) => void;
  readonly zoomTo: (span: TimeSpan) => void;
  readonly around: (factor: number) => void;
}

function onKey(event: React.KeyboardEvent, desk: Desk): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { span, snap, step, brush } = desk;
  const now = desk.cursor ?? snap(span.to);
  const tenth = (span.to - span.from) / 10;
  const moves: Readonly<Record<string, () => number>> = {
    ArrowLeft: () => step(now, -1),
    ArrowRight: () => step(now, 1),
    PageDown: () => snap(now - tenth),
    PageUp: () => snap(now + tenth),
    Home: () => snap(span.from),
    End: () => snap(span.to),
  };
  const acts: Readonly<Record<string, () => void>> = {
    '+': () => desk.around(0.5),
    '=': () => desk.around(0.5),
    '-': () => desk.around(2),
    '0': desk.reset,
  };
  const move = moves[event.key];
  const act = acts[event.key];
  if (move !== undefined) desk.moveTo(move(), event.shiftKey);
  else if (act !== undefined) act();
  else if (event.key === 'Enter' && brush !== null) desk.zoomTo(brush);
  else if (event.key === 'Escape' && (desk.isZoomed || brush !== null)) desk.reset();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Reading a chart along its axis. Pointer: the crosshair follows, a drag is a brush that zooms, a double click shows all.
 * Keys: arrows move to the neighbour, Page keys by a tenth, Home and End; with Shift they widen a brush that Enter zooms to;
 * + and − zoom around the crosshair, Escape or 0 shows all again.
 */
export function useSpanReading({ whole, left, right, snap, step }: Options): SpanReading {
  const [zoom, setZoom] = useState<TimeSpan | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [brush, setBrush] = useState<TimeSpan | null>(null);
  const held = useRef<{ readonly pixel: number; readonly at: number } | null>(null);
  const anchor = useRef<number | null>(null);
  // Data may have been replaced under a zoom: what lies outside of it now is shown whole.
  const span = zoom !== null && zoom.to > whole.from && zoom.from < whole.to ? zoom : whole;
  const isZoomed = span !== whole;

  const valueAt = (pixel: number): number =>
    span.from + ((pixel - left) / Math.max(1, right - left)) * (span.to - span.from);
  const pixelOf = (event: React.PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return left + Math.min(Math.max(0, event.clientX - box.left), right - left);
  };
  const zoomTo = (next: TimeSpan): void => {
    setBrush(null);
    anchor.current = null;
    if (next.to - next.from < (whole.to - whole.from) * 1e-7) return;
    const from = Math.max(whole.from, next.from);
    const to = Math.min(whole.to, next.to);
    if (to <= from) return;
    setZoom(from === whole.from && to === whole.to ? null : { from, to });
  };
  const reset = (): void => {
    setZoom(null);
    setBrush(null);
    anchor.current = null;
  };
  /** Keeps the crosshair in view by moving what is shown with it. */
  const moveTo = (at: number, widens: boolean): void => {
    const next = Math.min(whole.to, Math.max(whole.from, at));
    if (widens) {
      anchor.current ??= cursor ?? next;
      setBrush(ordered(anchor.current, next));
    } else {
      anchor.current = null;
      setBrush(null);
    }
    setCursor(next);
    const by = next < span.from ? next - span.from : next > span.to ? next - span.to : 0;
    if (by !== 0) setZoom({ from: span.from + by, to: span.to + by });
  };
  const around = (factor: number): void => {
    const centre = cursor ?? (span.from + span.to) / 2;
    zoomTo({ from: centre - (centre - span.from) * factor, to: centre + (span.to - centre) * factor });
  };

  const desk: Desk = { span, cursor, brush, isZoomed, snap, step, moveTo, zoomTo, around, reset };
  return {
    span,
    isZoomed,
    cursor,
    brush,
    reset,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const pixel = pixelOf(event);
        held.current = { pixel, at: valueAt(pixel) };
      },
      onPointerMove: (event) => {
        const pixel = pixelOf(event);
        setCursor(snap(valueAt(pixel)));
        if (held.current !== null && Math.abs(pixel - held.current.pixel) > SLACK)
          setBrush(ordered(held.current.at, valueAt(pixel)));
      },
      onPointerUp: (event) => {
        const from = held.current;
        held.current = null;
        const pixel = pixelOf(event);
        if (from !== null && Math.abs(pixel - from.pixel) > SLACK) zoomTo(ordered(from.at, valueAt(pixel)));
      },
      onPointerLeave: () => {
        if (held.current === null) setCursor(null);
      },
      onDoubleClick: reset,
      onKeyDown: (event) => onKey(event, desk),
      onFocus: () => setCursor((before) => before ?? snap(span.to)),
      onBlur: () => setCursor(null),
    },
  };
}
