import { ErrorNote } from '../../components/EmptyState.tsx';
import { sparksAgain, useForecasts } from '../../state/forecast-store.ts';

/** Why rows stand without their small charts. */
export function MissedSparks() {
  const missed = useForecasts((state) => state.missedSparks);
  if (missed === null) return null;
  return (
    <ErrorNote title="The small charts were not drawn." again={sparksAgain}>
      {missed.message}
    </ErrorNote>
  );
}
