/**
 * Mean waiting time in an M/M/c queue (Erlang C): P(wait) ÷ (c·μ − λ) with P(wait) from the Erlang B recursion
 * B(0) = 1, B(k) = a·B(k−1) ÷ (k + a·B(k−1)), C = B(c) ÷ (1 − ρ(1 − B(c))), a = λ·s, ρ = a ÷ c.
 * (L. Kleinrock, Queueing Systems, vol. 1, section 3.5; the recursion is stable for any number of workers.)
 *
 * @param arrivalsPerSecond λ ≥ 0
 * @param serviceSeconds mean time s one worker spends on one item; 0 means no waiting
 * @param workers c, a whole number
 * @returns seconds an item waits before a worker takes it, not counting its service; `null` if the queue has no steady
 * state (λ·s ≥ c) or there is no worker.
 */
export function erlangCWaitSeconds(
  arrivalsPerSecond: number,
  serviceSeconds: number,
  workers: number,
): number | null {
  const offered = arrivalsPerSecond * serviceSeconds;
  if (workers < 1 || offered >= workers) return null;
  if (offered === 0) return 0;
  let blocked = 1;
  // Beyond the load each further worker makes it smaller; once it has become 0, nobody waits however many more there are.
  for (let k = 1; k <= workers && blocked > 0; k += 1)
    blocked = (offered * blocked) / (k + offered * blocked);
  const waits = blocked / (1 - (offered / workers) * (1 - blocked));
  return (waits * serviceSeconds) / (workers - offered);
}
