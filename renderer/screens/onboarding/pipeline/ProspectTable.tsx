import { useMemo } from 'react';
import type { Prospect } from '../../../../shared/ipc/pipeline-channels.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import type { PipelineOdds } from '../../../../shared/timeline/pipeline-result.ts';
import { startProspect } from '../../../state/onboarding-store.ts';
import { freshProspectId, hasCome, savePipeline, toCome } from '../../../state/pipeline-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';
import { ProspectRow } from './ProspectRow.tsx';

interface ProspectTableProps {
  readonly prospects: readonly Prospect[];
  /** `null` while there are none of this pipeline. */
  readonly odds: PipelineOdds | null;
  readonly problems: readonly Problem[];
}

const nameOf = ({ customer }: Prospect): string => (customer === '' ? 'a customer' : customer);

/** By row, what the engine refuses: `events[2].fleet[0].flavor` → row 2, `fleet[0].flavor`. */
function problemsByRow(problems: readonly Problem[]): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const rows = new Map<number, Map<string, string>>();
  for (const { path, message, expected } of problems) {
    const found = /^events\[(\d+)\]\.(.+)$/.exec(path ?? '');
    if (found === null) continue;
    const row = rows.get(Number(found[1])) ?? new Map<string, string>();
    const field = found[2] ?? '';
    if (!row.has(field))
      row.set(field, expected === undefined ? message : `${message}: expected ${expected}`);
    rows.set(Number(found[1]), row);
  }
  return rows;
}

function moved(prospects: readonly Prospect[], from: number, to: number): readonly Prospect[] {
  const row = prospects[from];
  if (row === undefined || to < 0 || to >= prospects.length) return prospects;
  const rest = prospects.filter((_, index) => index !== from);
  return [...rest.slice(0, to), row, ...rest.slice(to)];
}

const NO_PROBLEMS: ReadonlyMap<string, string> = new Map();

/** The pipeline as a table that is typed into; every change is one step that can be undone. */
export function ProspectTable({ prospects, odds, problems }: ProspectTableProps) {
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  const byRow = useMemo(() => {
    const events = toCome(prospects);
    return new Map([...problemsByRow(problems)].map(([row, found]) => [events[row]?.id ?? '', found]));
  }, [problems, prospects]);
  const effects = useMemo(() => new Map(odds?.customers.map((effect) => [effect.customer, effect])), [odds]);
  const save = (next: readonly Prospect[], what: string): void => void savePipeline(next, what);
  const act = (prospect: Prospect, at: number, what: 'open' | 'duplicate' | 'remove'): void => {
    if (what === 'open') startProspect(prospect);
    else if (what === 'remove')
      save(
        prospects.filter(({ id }) => id !== prospect.id),
        `Remove ${nameOf(prospect)} from the pipeline`,
      );
    else {
      const id = freshProspectId(new Set(prospects.map((one) => one.id)));
      const copy = { ...prospect, id, customer: `${prospect.customer} copy` };
      save(
        [...prospects.slice(0, at + 1), copy, ...prospects.slice(at + 1)],
        `Duplicate ${nameOf(prospect)}`,
      );
    }
  };
  return (
    <table aria-label="Customers in the pipeline" className="tbl prospects">
      <thead>
        <tr>
          <th>
            <span className="vh">Order</span>
          </th>
          <th>Customer</th>
          <th>Starts</th>
          <th className="r">Likely</th>
          <th>MicroVMs</th>
          <th className="r">Connections</th>
          <th>Ramp</th>
          <th>If</th>
          <th className="r">Signing breaks</th>
          <th className="r">moves</th>
          <th className="r">Sign</th>
          <th>
            <span className="vh">Acts</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {prospects.map((prospect, at) => (
          <ProspectRow
            key={prospect.id}
            prospect={prospect}
            at={at}
            odds={odds}
            effect={effects.get(prospect.id) ?? null}
            rank={odds === null ? null : odds.signFirst.indexOf(prospect.id) + 1 || null}
            problems={byRow.get(prospect.id) ?? NO_PROBLEMS}
            isLive={hasCome(prospect, asOf)}
            onChange={(next) =>
              save(
                prospects.map((other) => (other.id === prospect.id ? next : other)),
                `Change ${nameOf(next)} in the pipeline`,
              )
            }
            onMove={(step) => {
              const next = moved(prospects, at, at + step);
              if (next !== prospects) save(next, `Move ${nameOf(prospect)} in the pipeline`);
            }}
            onDrop={(dragged) => {
              const from = prospects.findIndex(({ id }) => id === dragged);
              if (from >= 0 && from !== at) save(moved(prospects, from, at), 'Order the pipeline');
            }}
            onAct={(what) => act(prospect, at, what)}
          />
        ))}
      </tbody>
    </table>
  );
}
