import { beforeEach, expect, it } from 'vitest';
import { HeldBridge, ok, settled } from './held-bridge.fixture.ts';
import { chooseReview, forgetReview, loadReview, markReviewed, useReview } from './review-store.ts';

let bridge: HeldBridge;

const answerOf = (id: number) => ok({ last: { id }, changes: [], kept: [{ id: 2 }, { id: 1 }] });
const comparedWith = (): number | undefined => useReview.getState().answer?.last?.id;

beforeEach(() => {
  forgetReview();
  bridge = new HeldBridge();
});

it('compares with what was just marked, also where it was asked anew about an older one meanwhile', async () => {
  void chooseReview(1);
  await bridge.next('review:get').answer(answerOf(1));
  void markReviewed();
  void loadReview();
  await bridge.next('review:mark').answer(answerOf(2));
  await bridge.next('review:get').answer(answerOf(1));
  await bridge.next('review:get').answer(answerOf(2));
  expect(comparedWith()).toBe(2);
  expect(useReview.getState().chosen).toBeNull();
});

it('keeps to a review that was chosen after the mark was asked for', async () => {
  void markReviewed();
  void chooseReview(1);
  await bridge.next('review:mark').answer(answerOf(2));
  await bridge.next('review:get').answer(answerOf(1));
  await settled();
  expect(comparedWith()).toBe(1);
  expect(useReview.getState().chosen).toBe(1);
});
