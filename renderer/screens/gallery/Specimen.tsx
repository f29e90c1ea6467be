import type { ReactNode } from 'react';

interface SpecimenProps {
  /** The state shown: `gaps`, `not measured`. */
  readonly title: string;
  readonly height?: number;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One state of a chart or component, named. */
export function Specimen({ title, height, wide = false, children }: SpecimenProps) {
  return (
    <div className={wide ? 'specimen full' : 'specimen'}>
      <h3>{title}</h3>
      <div style={height === undefined ? {} : { height }}>{children}</div>
    </div>
  );
}

/** Specimens of one kind. */
export function Shelf({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="shelf" aria-label={title}>
      <h2>{title}</h2>
      <div className="specimens">{children}</div>
    </section>
  );
}
