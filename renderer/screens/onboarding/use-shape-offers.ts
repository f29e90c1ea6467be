import { useEffect, useMemo } from 'react';
import { builtInTemplates, type CustomerShape } from '../../../shared/events/customer-shape.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { figuresOf } from '../../../shared/view/shape-figures.ts';
import { useInventory } from '../../state/inventory-store.ts';
import type { ShapeSource } from '../../state/onboarding-store.ts';
import { loadShapes, shapeOf, usePipeline } from '../../state/pipeline-store.ts';

/** A shape a customer may take: a template, or that of a customer who is there. */
export interface ShapeOffer {
  readonly id: string;
  readonly kind: 'template' | 'saved' | 'customer';
  readonly name: string;
  readonly beside: string;
  /** Fetches the shape; `null` where that failed, which has been said. */
  readonly load: () => Promise<Omit<ShapeSource, 'factor'> | null>;
}

const microvms = (shape: CustomerShape): string =>
  counted(
    shape.fleet.reduce((sum, line) => sum + line.count, 0),
    'microVM',
  );

/** Everything a customer's shape may be taken from. */
export function useShapeOffers(): readonly ShapeOffer[] {
  const model = useInventory((state) => state.formModel);
  const shapes = usePipeline((state) => state.shapes);
  const revision = useInventory((state) => state.choices?.revision);
  useEffect(() => void loadShapes(), [revision]);
  return useMemo(() => {
    const builtIn = model === null ? [] : builtInTemplates(model);
    const offerOf = (
      id: string,
      kind: 'template' | 'saved',
      name: string,
      shape: CustomerShape,
    ): ShapeOffer => ({
      id,
      kind,
      name,
      beside: microvms(shape),
      load: () =>
        Promise.resolve({ name, customer: null, shape, figures: figuresOf(shape, `template ${name}`) }),
    });
    return [
      ...builtIn.map(({ id, name, shape }) => offerOf(`template ${id}`, 'template', name, shape)),
      ...(shapes?.templates ?? []).map(({ id, name, shape }) => offerOf(`saved ${id}`, 'saved', name, shape)),
      ...(shapes?.customers ?? []).map(({ customer, microvms: count }): ShapeOffer => ({
        id: `customer ${customer}`,
        kind: 'customer',
        name: customer,
        beside: counted(count, 'microVM'),
        load: async () => {
          const found = await shapeOf(customer);
          return found === null ? null : { name: customer, customer, ...found };
        },
      })),
    ];
  }, [model, shapes]);
}
