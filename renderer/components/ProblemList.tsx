import type { Problem } from '../../shared/model/problem.ts';
import { problemText } from '../../shared/model/problem.ts';

/** More are not read at once; the first ones lead to the rest. */
const SHOWN = 8;

/** What is wrong with a document, each with its place. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className="problems">
      {problems.slice(0, SHOWN).map((problem) => (
        <li key={problemText(problem)}>{problemText(problem)}</li>
      ))}
    </ul>
  );
}
