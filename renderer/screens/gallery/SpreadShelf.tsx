import { useMemo } from 'react';
import { SpreadFigure } from '../../app/figure/SpreadFigure.tsx';
import { Shelf, Specimen } from './Specimen.tsx';
import { seeded } from './specimen.ts';

function spread(count: number, seed: number, shift: number): Float64Array {
  const random = seeded(seed);
  return Float64Array.from({ length: count }, () => 0.45 + shift + (random() + random() + random()) * 0.15);
}

/** Histograms and cumulative lines in every state. */
export function SpreadShelf() {
  const values = useMemo(() => spread(240, 1, 0), []);
  const after = useMemo(
    () => values.map((value, index) => (index % 9 === 0 ? value + 0.12 : value)),
    [values],
  );
  const loss = useMemo(
    () => Float64Array.from(spread(60, 3, 0), (value, index) => (index === 7 ? 0.0132 : value * 0.0004)),
    [],
  );
  const holes = useMemo(() => values.map((value, index) => (index % 3 === 0 ? Number.NaN : value)), [values]);
  const common = { unit: 'ratio', one: 'host' } as const;
  return (
    <Shelf title="Histogram and cumulative line">
      <Specimen title="histogram, baseline and scenario" height={150}>
        <SpreadFigure
          label="Memory reserved over hosts"
          values={values}
          after={after}
          form="histogram"
          {...common}
        />
      </Specimen>
      <Specimen title="cumulative, baseline and scenario" height={150}>
        <SpreadFigure
          label="Memory reserved, cumulative"
          values={values}
          after={after}
          form="ecdf"
          {...common}
        />
      </Specimen>
      <Specimen title="with a limit and an outlier" height={150}>
        <SpreadFigure
          label="Packet loss over hosts"
          values={loss}
          after={null}
          form="histogram"
          limit={{ value: 0.01, label: 'at most 1%' }}
          {...common}
        />
      </Specimen>
      <Specimen title="a third not measured" height={150}>
        <SpreadFigure
          label="Memory used over hosts"
          values={holes}
          after={null}
          form="histogram"
          {...common}
        />
      </Specimen>
      <Specimen title="one value" height={150}>
        <SpreadFigure
          label="One host"
          values={Float64Array.of(0.62)}
          after={null}
          form="histogram"
          {...common}
        />
      </Specimen>
      <Specimen title="not measured" height={150}>
        <SpreadFigure
          label="Handshake age"
          unit="seconds"
          one="peer"
          values={Float64Array.of(Number.NaN)}
          after={null}
          form="ecdf"
        />
      </Specimen>
    </Shelf>
  );
}
