import { useMemo } from 'react';
import { builtInTemplates } from '../../../shared/events/customer-shape.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { figuresOf } from '../../../shared/view/shape-figures.ts';
import { useInventory } from '../../state/inventory-store.ts';
import type { ShapeSource } from '../../state/onboarding-store.ts';

/** A shape a customer may take: a template, or that of a customer who is there. */
export interface ShapeOffer {
  readonly id: string;
  readonly kind: 'template' | 'saved' | 'customer';
  readonly name: string;
  readonly beside: string;
  /** Fetches the shape; `null` where that failed, which has been said. */
  readonly load: () => Promise<Omit<ShapeSource, 'factor'> | null>;
}

/** Everything a customer's shape may be taken from. */
export function useShapeOffers(): readonly ShapeOffer[] {
  const model = useInventory((state) => state.formModel);
  return useMemo(() => {
    if (model === null) return [];
    return builtInTemplates(model).map(({ id, name, shape }): ShapeOffer => {
      const count = shape.fleet.reduce((sum, line) => sum + line.count, 0);
      const figures = figuresOf(shape, { origin: 'default', of: `template ${name}` });
      return {
        id: `template ${id}`,
        kind: 'template',
        name,
        beside: counted(count, 'microVM'),
        load: () => Promise.resolve({ name, customer: null, shape, figures }),
      };
    });
  }, [model]);
}
