import { SURVIVAL_WORDS } from '../../../shared/view/survival-words.ts';
import { useState } from 'react';
import type { LossAnswer } from '../../../shared/ipc/simulate-channels.ts';
import { certificateSides, lossWords } from '../../../shared/view/loss-detail.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { CopyCsv } from '../../app/figure/CopyCsv.tsx';
import { whatIfHostsLost } from '../../app/commands.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { SURVIVAL_MARKS } from '../../components/state-marks.ts';
import { Mark, Status } from '../../components/Status.tsx';
import { useScenarios } from '../../state/scenario-store.ts';
import { chooseLoss, useSurvival } from '../../state/survival-store.ts';

const MOVES_SHOWN = 6;

function Proof({ answer }: { readonly answer: LossAnswer }) {
  const { certificate } = answer.outcome;
  if (certificate === undefined) return null;
  const sides = certificateSides(certificate);
  return (
    <div className="s-proof">
      <p>{certificate.text}</p>
      <p className="s-sides">
        <span className="origin">proof</span> {certificate.bound}: needs <b>{sides.need}</b>, has{' '}
        <b>{sides.have}</b>
      </p>
    </div>
  );
}

function Witness({ answer }: { readonly answer: LossAnswer }) {
  const [showsAll, setShowsAll] = useState(false);
  const words = lossWords(answer.lost, answer.outcome);
  const ordered = [...words.moves].sort((a, b) => Number(b.makesRoom) - Number(a.makesRoom));
  const shown = showsAll ? ordered : ordered.slice(0, MOVES_SHOWN);
  if (ordered.length === 0) return null;
  return (
    <>
      <table aria-label="Who moves where" className="tbl s-moves">
        <caption>
          {answer.outcome.verdict === 'fails' || answer.outcome.verdict === 'undecided'
            ? 'What the scheduler still places'
            : 'Who moves where, checked against every limit'}
        </caption>
        <thead>
          <tr>
            <th>MicroVM</th>
            <th>From</th>
            <th>Goes to</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((move) => (
            <tr key={`${move.microvm} ${move.to}`}>
              <td className="ell" title={move.microvm}>
                {move.microvm}
              </td>
              <td className="mute">
                {move.from ?? 'pending'}
                {move.makesRoom ? ', makes room' : ''}
              </td>
              <td>{move.to}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ordered.length > MOVES_SHOWN ? (
        <button type="button" className="linkish more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer moves' : counted(ordered.length - MOVES_SHOWN, 'more move')}
        </button>
      ) : null}
    </>
  );
}

function Side({ answer, isScenario }: { readonly answer: LossAnswer | null; readonly isScenario: boolean }) {
  if (answer === null) return <p className="mute">Looking for a placement…</p>;
  const { outcome, lost } = answer;
  const words = lossWords(lost, outcome);
  return (
    <div className="s-side">
      <p className="s-verdict" aria-live="polite">
        {isScenario ? (
          <span className="scen">
            <Mark mark="scen" /> In the scenario:{' '}
          </span>
        ) : null}
        {lost.length === 0 ? (
          <span className="mute">the scenario takes them away already</span>
        ) : (
          <>
            <Status mark={SURVIVAL_MARKS[outcome.verdict]}>{SURVIVAL_WORDS[outcome.verdict]}</Status>{' '}
            <span className="soft">{words.line}</span>
          </>
        )}
      </p>
      <Proof answer={answer} />
      {words.stranded.slice(0, 3).map(({ microvm, reason }) => (
        <p key={microvm} className="soft ell s-left" title={`${microvm} ${reason}`}>
          <b className="med">{microvm}</b> {reason}
        </p>
      ))}
      {words.stranded.length > 3 ? (
        <p className="mute">{counted(words.stranded.length - 3, 'more microVM')} left over</p>
      ) : null}
    </div>
  );
}

/** The loss that is open: its verdict on both sides, the moves that show it survives or the proof that it fails, and the way to a scenario. */
export function LossPane() {
  const chosen = useSurvival((state) => state.chosen);
  const loss = useSurvival((state) => state.loss);
  const failure = useSurvival((state) => state.lossFailure);
  const hasScenario = useScenarios((state) => state.active !== null);
  // A side that failed is not on its way any more.
  const isAwaited = (answer: LossAnswer | null): boolean => answer !== null || failure === null;
  if (chosen === null) {
    return (
      <div className="s-loss">
        <p className="mute">Choose a cell: the moves that save it, or the proof that nothing does.</p>
      </div>
    );
  }
  return (
    <section className="s-loss" aria-label={`Loss of ${chosen.name}`}>
      <header>
        <h3>{chosen.name}</h3>
        <CopyCsv what="Moves" />
        <Button small icon="scenarios" onPress={() => whatIfHostsLost(chosen.hosts)}>
          Scenario from {chosen.hosts.length > 2 ? chosen.name : 'this loss'}
        </Button>
      </header>
      {failure === null ? null : (
        <ErrorNote title="The loss was not tried." again={() => void chooseLoss(chosen)}>
          {failure}
        </ErrorNote>
      )}
      {isAwaited(loss.before) ? <Side answer={loss.before} isScenario={false} /> : null}
      {hasScenario && isAwaited(loss.after) ? <Side answer={loss.after} isScenario /> : null}
      {loss.before === null ? null : <Witness answer={loss.before} />}
    </section>
  );
}
