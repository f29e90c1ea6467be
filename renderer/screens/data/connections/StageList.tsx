import { STAGE_TITLES, type Diagnosis } from '../../../../shared/import/live/diagnosis.ts';
import { Mark } from '../../../components/Status.tsx';

const MARKS = { passed: 'ok', failed: 'breach', skipped: 'unknown' } as const;
const WORDS = { passed: 'passed', failed: 'failed', skipped: 'not tried' } as const;

/** How far a connection gets, stage by stage; the sentence says what it amounts to. */
export function StageList({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  return (
    <div className="stages" role="status">
      <p className="stages-verdict">
        <Mark mark={diagnosis.ok ? 'ok' : 'breach'} />
        <span>{diagnosis.verdict}</span>
      </p>
      <ol>
        {diagnosis.stages.map(({ stage, state, text }) => (
          <li key={stage} className={`is-${state}`}>
            <Mark mark={MARKS[state]} label={WORDS[state]} />
            <span className="med">{STAGE_TITLES[stage]}</span>
            <span className="soft">{state === 'failed' ? 'fails here' : text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
