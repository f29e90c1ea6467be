import { describe, expect, it } from 'vitest';
import { triggersOf } from '../timeline/triggers.ts';
import { modelWith, sideOf } from '../timeline/two-clusters.fixture.ts';
import { actionNode } from './action-explain.ts';

const triggers = triggersOf(sideOf(modelWith(), null));

describe('where the amount of an action comes from', () => {
  it('is the amount of the event that silences the trigger, and says that it was tried', () => {
    const firing = triggers.filter(({ action }) => action?.event != null);
    expect(firing.length).toBeGreaterThan(0);
    for (const trigger of firing) {
      const node = actionNode(trigger);
      const event: Readonly<Record<string, unknown>> = trigger.action?.event ?? {};
      expect(Object.values(event)).toContain(node?.value);
      expect(node?.source?.of).toContain(trigger.id);
    }
  });
  it('is nothing where no action is needed', () => {
    const quiet = triggers.find(({ action }) => action === null);
    expect(quiet === undefined ? null : actionNode(quiet)).toBeNull();
  });
});
