import type { CustomerShape } from '../../shared/events/customer-shape.ts';
import type { RequestOf } from '../../shared/ipc/contract.ts';
import type { RecordedAnswer } from '../../shared/ipc/onboarding-channels.ts';
import type { PipelineAnswer, Prospect, ShapesAnswer } from '../../shared/ipc/pipeline-channels.ts';
import { customersOf, shapeOfCustomer, type MeasuredShape } from '../../shared/view/shape-of-customer.ts';
import { Refusal } from '../refusal.ts';
import { recordedOnboardings } from '../workspace/recorded-onboardings.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The part of the workspace's service about customers: shapes to take, and the pipeline. */
export function createPipelineService(workspace: () => Workspace) {
  const shapes = (w: Workspace): ShapesAnswer => ({
    revision: w.revision,
    templates: w.pipeline.templates(),
    customers: customersOf(w.model()),
  });
  const pipeline = (w: Workspace): PipelineAnswer => ({
    revision: w.revision,
    prospects: w.pipeline.prospects(),
  });
  return {
    listShapes: (): ShapesAnswer => shapes(workspace()),
    /** @throws Refusal `not-found`. */
    shapeOfCustomer({ customer }: RequestOf<'shapes:of-customer'>): MeasuredShape {
      const w = workspace();
      const model = w.model();
      if (!customersOf(model).some((one) => one.customer === customer))
        throw new Refusal('not-found', `No microVM and no volume is ${customer}’s.`);
      return shapeOfCustomer(model, w.history(), customer);
    },
    saveShape({ name, shape }: RequestOf<'shapes:save'>): ShapesAnswer {
      const w = workspace();
      // The channel checked the fleet; other fields are those of an event, which the engine checks when it is used.
      w.act(`Save template “${name}”`, () =>
        w.pipeline.saveTemplate(name, shape as unknown as CustomerShape),
      );
      return shapes(w);
    },
    removeShape({ id }: RequestOf<'shapes:delete'>): ShapesAnswer {
      const w = workspace();
      const name = w.pipeline.templates().find((template) => template.id === id)?.name ?? id;
      w.act(`Delete template “${name}”`, () => w.pipeline.removeTemplate(id));
      return shapes(w);
    },
    /** What people wrote down of customers who, by the inventory's day, have come. */
    recordedOnboardings(): RecordedAnswer {
      const w = workspace();
      const today = w.model().asOf.slice(0, 10);
      return { revision: w.revision, recorded: recordedOnboardings(w, today) };
    },
    getPipeline: (): PipelineAnswer => pipeline(workspace()),
    savePipeline({ prospects, what }: RequestOf<'pipeline:save'>): PipelineAnswer {
      const w = workspace();
      w.act(what, () => w.pipeline.setProspects(prospects as readonly Prospect[]));
      return pipeline(w);
    },
  };
}
