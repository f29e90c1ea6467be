import { useState } from 'react';
import { formatPlain } from '../../../shared/view/number-format.ts';
import { SliderInput } from '../../components/form/SliderInput.tsx';
import { Select } from '../../components/Select.tsx';
import { ExplainNumber } from '../../app/explain/ExplainNumber.tsx';
import { quantityText } from '../../../shared/view/quantity-format.ts';
import type { ShapeFigure } from '../../../shared/view/shape-figures.ts';
import { resizeShape, takeShape, useOnboarding } from '../../state/onboarding-store.ts';
import { holdResult, releaseResult } from '../../state/result-store.ts';
import type { Desk } from '../../state/scenario-store.ts';
import { useShapeOffers } from './use-shape-offers.ts';

function Origins({ figures }: { readonly figures: readonly ShapeFigure[] }) {
  const [isOpen, setOpen] = useState(false);
  const counts = new Map<string, number>();
  for (const { origin } of figures) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  const words = `Where it comes from: ${[...counts].map(([origin, count]) => `${count} × ${origin}`).join(', ')}`;
  return (
    <div className="origins">
      <button type="button" className="linkish" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide where it comes from' : words}
      </button>
      {isOpen ? (
        <table aria-label="Where the shape comes from" className="tbl origins-list">
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.label}>
                <th scope="row">{figure.label}</th>
                <td className="r">
                  <ExplainNumber
                    target={{
                      key: `shape ${figure.label}`,
                      title: figure.label,
                      side: 'before',
                      node: figure.node,
                    }}
                  >
                    {quantityText(figure.node.value, figure.node.unit)}
                  </ExplainNumber>
                </td>
                <td>
                  <span className="origin">{figure.origin}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}

/** Where the load was taken from, and how many times as large: the whole customer under one slider. */
export function ShapeFields({ desk }: { readonly desk: Desk }) {
  const offers = useShapeOffers();
  const source = useOnboarding((state) => state.sources.get(desk.key) ?? null);
  const [most] = useState(() => Math.max(3, Math.ceil((source?.factor ?? 1) * 2)));
  return (
    <>
      <Select
        showLabel
        small
        label="Shape from"
        value={source === null ? null : (offers.find(({ name }) => name === source.name)?.id ?? null)}
        placeholder={source?.name ?? 'typed by hand'}
        options={offers.map(({ id, name, beside }) => ({ id, label: name, beside }))}
        onChange={(id) => {
          const offer = offers.find((candidate) => candidate.id === id);
          void offer?.load().then((loaded) => {
            if (loaded !== null) takeShape(desk, { ...loaded, factor: source?.factor ?? 1 });
          });
        }}
      />
      {source === null ? null : (
        <>
          <SliderInput
            label="Times"
            help="The whole customer, so many times as large as the shape."
            value={source.factor}
            saved={null}
            min={0.1}
            max={most}
            step={0.1}
            unit="×"
            onChange={(factor) => resizeShape(desk, Number(formatPlain(factor, 3).replaceAll(',', '')))}
            onHold={holdResult}
            onRelease={releaseResult}
          />
          <Origins figures={source.figures} />
        </>
      )}
    </>
  );
}
