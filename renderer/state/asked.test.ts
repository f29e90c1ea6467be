import { describe, expect, it } from 'vitest';
import type { Reply } from '../../shared/ipc/reply.ts';
import { createQuestion } from './asked.ts';
import { ok, refused, settled } from './held-bridge.fixture.ts';

/** A question whose answers the test gives, in whichever order. */
function desk() {
  const waiting: ((reply: unknown) => void)[] = [];
  const question = createQuestion<string>();
  return {
    known: () => question.store.getState(),
    leave: question.leave,
    ask: (of: string) =>
      void question.ask(of, () => new Promise<Reply<string>>((resolve) => waiting.push(resolve as never))),
    answer: async (at: number, reply: unknown) => {
      waiting[at]!(reply);
      await settled();
    },
  };
}

describe('createQuestion', () => {
  it('says why it was not answered, and asks once more', async () => {
    const { ask, answer, known } = desk();
    ask('a');
    await answer(0, refused('The disk is gone.'));
    expect(known()).toEqual({ of: 'a', answer: null, failure: 'The disk is gone.' });
    ask('a');
    expect(known().failure, 'it is seen that it is asked again').toBeNull();
    await answer(1, ok('read'));
    expect(known()).toEqual({ of: 'a', answer: 'read', failure: null });
  });
  it('keeps what was answered while the same is asked anew, and lets go of it where the new question fails', async () => {
    const { ask, answer, known } = desk();
    ask('a');
    await answer(0, ok('old'));
    ask('a');
    expect(known().answer).toBe('old');
    await answer(1, refused('Locked.'));
    expect(known()).toEqual({ of: 'a', answer: null, failure: 'Locked.' });
  });
  it('takes the answer to the newest question only', async () => {
    const { ask, answer, known } = desk();
    ask('a');
    ask('b');
    await answer(1, ok('of b'));
    await answer(0, ok('of a'));
    expect(known()).toEqual({ of: 'b', answer: 'of b', failure: null });
  });
  it('takes nothing after whoever asked has left', async () => {
    const { ask, answer, known, leave } = desk();
    ask('a');
    leave();
    await answer(0, ok('late'));
    expect(known().answer).toBeNull();
  });
});
