/**
 * One dialog of the system at a time. Where one is open, another that is asked for counts as closed at once: two presses of
 * a key are no two questions.
 */
export class OneDialog {
  #isOpen = false;

  /** @param closed what a dialog answers that was closed without a choice. */
  async show<Answer>(ask: () => Promise<Answer>, closed: Answer): Promise<Answer> {
    if (this.#isOpen) return closed;
    this.#isOpen = true;
    try {
      return await ask();
    } finally {
      this.#isOpen = false;
    }
  }
}
