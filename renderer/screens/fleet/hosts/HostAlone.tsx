import { SURVIVAL_WORDS } from '../../../../shared/view/survival-words.ts';
import { aloneSentence } from '../../../../shared/view/host-words.ts';
import type { HostUnion } from '../../../../shared/view/host-union.ts';
import { whatIfHostsLost } from '../../../app/commands.ts';
import { Button } from '../../../components/Button.tsx';
import { NotYet } from '../../../components/EmptyState.tsx';
import { SURVIVAL_MARKS } from '../../../components/state-marks.ts';
import { Status } from '../../../components/Status.tsx';
import { loadHosts, useHosts } from '../../../state/host-store.ts';
import { placeOf } from './use-host-map.ts';

/** What would happen if this host alone were lost now: the engine's own placement, witness or proof included. */
export function HostAlone({ host, union }: { readonly host: string; readonly union: HostUnion }) {
  const alone = useHosts((state) => (state.alone?.host === host ? state.alone : null));
  const failure = useHosts((state) => state.aloneFailure);
  const place = placeOf(union.before, host);
  const isAdded = union.changes.get(host) === 'added';
  const isDown = union.before.states[place] === 'down' && !isAdded;
  return (
    <section className="h-part alone" aria-label="If it is lost alone">
      <h3>
        If it is lost alone
        <span className="grow" />
        {alone === null ? null : (
          <Button kind="quiet" small icon="hostloss" onPress={() => whatIfHostsLost([host])}>
            Make a scenario
          </Button>
        )}
      </h3>
      {isDown ? (
        <p className="mute">It is down already: its microVMs count as waiting for a host.</p>
      ) : isAdded ? (
        <p className="mute">It is there in the scenario only.</p>
      ) : alone === null ? (
        <NotYet
          inside
          wait="Trying…"
          failed="Its loss was not tried."
          failure={failure}
          again={() => void loadHosts()}
        />
      ) : (
        <p>
          <Status mark={SURVIVAL_MARKS[alone.outcome.verdict]}>
            {SURVIVAL_WORDS[alone.outcome.verdict]}
          </Status>{' '}
          <span className="soft">{aloneSentence(alone.outcome, host)}</span>
        </p>
      )}
    </section>
  );
}
