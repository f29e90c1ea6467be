/**
 * Answers that stay right while the workspace stays as it is: by revision and question. Going back to a scenario that was
 * looked at before shows it at once.
 */
export class AnswerCache<Answer> {
  readonly #most: number;
  readonly #answers = new Map<string, Answer>();
  #revision = -1;

  constructor(most: number) {
    this.#most = most;
  }

  get(revision: number, question: unknown): Answer | null {
    if (revision !== this.#revision) return null;
    const key = JSON.stringify(question);
    const answer = this.#answers.get(key);
    if (answer === undefined) return null;
    // The newest stands last: what was not asked for longest goes first.
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  put(revision: number, question: unknown, answer: Answer): void {
    if (revision < this.#revision) return;
    if (revision !== this.#revision) this.#answers.clear();
    this.#revision = revision;
    this.#answers.set(JSON.stringify(question), answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#most && oldest !== undefined) this.#answers.delete(oldest);
  }

  clear(): void {
    this.#answers.clear();
  }
}
