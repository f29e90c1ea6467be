import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createStore, useStore } from 'zustand';
import type { Reply } from '../../shared/ipc/reply.ts';

interface Known<Answer> {
  /** What it is about; `null`: nothing was asked. */
  readonly of: string | null;
  readonly answer: Answer | null;
  readonly failure: string | null;
}

/** What came of a question. Both `null`: it is on its way. */
export interface Asked<Answer> {
  readonly answer: Answer | null;
  /** Why it was not answered, in words. */
  readonly failure: string | null;
  /** Asks once more. */
  readonly again: () => void;
}

const UNASKED = { of: null, answer: null, failure: null };

/**
 * One question of one place in the window. The newest that was asked wins. Asked anew about the same thing, what was
 * answered stays until the new answer is there; a failure goes at once, so that it is seen that somebody asks.
 */
export function createQuestion<Answer>() {
  const store = createStore<Known<Answer>>(() => UNASKED);
  let asked = 0;
  return {
    store,
    ask: async (of: string, ask: () => Promise<Reply<Answer>>): Promise<void> => {
      const mine = ++asked;
      const known = store.getState();
      if (known.of !== of || known.failure !== null) store.setState({ of, answer: null, failure: null });
      const reply = await ask();
      if (mine !== asked) return;
      if (reply.ok) store.setState({ of, answer: reply.value, failure: null });
      else store.setState({ of, answer: null, failure: reply.message });
    },
    /** Whoever asked is gone, or asks something else: what is still on its way is not taken. */
    leave: (): void => {
      asked += 1;
    },
  };
}

/**
 * Asks while the place that shows it is there, and again whenever `of` or `at` are others.
 *
 * @param of what it is about; of anything else nothing is shown. `null`: nothing is asked.
 * @param at the state of the workspace it is asked of, as a rule its revision.
 */
export function useAsked<Answer>(
  of: string | null,
  at: number | string | null,
  ask: () => Promise<Reply<Answer>>,
): Asked<Answer> {
  const [question] = useState(() => createQuestion<Answer>());
  const newest = useRef(ask);
  useLayoutEffect(() => {
    newest.current = ask;
  });
  useEffect(() => {
    if (of !== null) void question.ask(of, () => newest.current());
    return question.leave;
  }, [question, of, at]);
  const again = useCallback(() => {
    if (of !== null) void question.ask(of, () => newest.current());
  }, [question, of]);
  const known = useStore(question.store);
  const isOfThis = of !== null && known.of === of;
  return { answer: isOfThis ? known.answer : null, failure: isOfThis ? known.failure : null, again };
}
