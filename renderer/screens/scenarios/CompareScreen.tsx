import { useEffect, useMemo, useState } from 'react';
import { GuideButton } from '../../app/GuideButton.tsx';
import { compareTable } from '../../../shared/view/compare-rows.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { onlyOnboarding, placementsOf } from '../../../shared/view/placement-view.ts';
import { unmeasuredTargets } from '../../../shared/view/unmeasured-words.ts';
import { scenarioDifferences } from '../../../shared/view/scenario-diff.ts';
import { scenarioVerdict } from '../../../shared/view/scenario-verdict.ts';
import type { ImmediateResult } from '../../../shared/timeline/result.ts';
import { CopyPane } from '../../app/figure/CopyPane.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { Mark } from '../../components/Status.tsx';
import {
  addColumn,
  BASELINE_COLUMN,
  leadColumn,
  removeColumn,
  renewComparison,
  savedColumn,
  useCompare,
  type ColumnAnswer,
  type CompareColumn,
} from '../../state/compare-store.ts';
import { useInventory } from '../../state/inventory-store.ts';
import { useScenarios } from '../../state/scenario-store.ts';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { CompareTable } from './CompareTable.tsx';
import { DifferenceTable } from './DifferenceTable.tsx';

function useSentence(
  result: ImmediateResult | null,
): { readonly text: string; readonly mark: 'ok' | 'watch' | 'breach' | 'unknown' } | null {
  const clusterOf = useInventory((state) => state.clusterOf);
  const regionName = useInventory((state) => state.regionName);
  return useMemo(() => {
    if (result === null) return null;
    const { sentence, mark } = scenarioVerdict(
      result.before,
      result.after,
      placementsOf(result, clusterOf),
      onlyOnboarding(result),
      regionName,
    );
    return { text: sentence.map((phrase) => phrase.text).join(''), mark };
  }, [result, clusterOf, regionName]);
}

/** What a column without a scenario comes to, in the words of the top bar. */
function plainSentence({ assessment }: ColumnAnswer): {
  readonly text: string;
  readonly mark: 'ok' | 'breach' | 'unknown';
} {
  const constraints = assessment?.constraints ?? [];
  const missed = constraints.filter(({ verdict }) => verdict === 'breach').length;
  if (missed > 0) return { text: `${counted(missed, 'target')} missed.`, mark: 'breach' };
  if (unmeasuredTargets(constraints) === 0) return { text: 'Every target holds.', mark: 'ok' };
  return constraints.some(({ verdict }) => verdict === 'ok')
    ? { text: 'Every measured target holds.', mark: 'ok' }
    : { text: 'No target is measured.', mark: 'unknown' };
}

/** A column's name, what it comes to, and the ways to rearrange it. */
function ColumnHead({
  column,
  answer,
  at,
}: {
  readonly column: CompareColumn;
  readonly answer: ColumnAnswer | undefined;
  readonly at: number;
}) {
  const ofScenario = useSentence(answer?.result ?? null);
  const verdict = ofScenario ?? (answer === undefined ? null : plainSentence(answer));
  return (
    <li className="cmp-col">
      <div className="cmp-name">
        <Mark mark={at === 0 ? 'base' : 'scen'} />
        <span className="mute">{at === 0 ? 'compared with' : at}</span>
        <b className="med ell" title={column.title}>
          {column.title}
        </b>
        <span className="mute">{column.note}</span>
        <span className="grow" />
        <MenuButton
          iconOnly
          small
          icon="more"
          label={`Acts on column ${column.title}`}
          items={[
            { id: 'lead', label: 'Compare the others with it', ...(at === 0 ? { disabled: 'it is' } : {}) },
            { id: 'remove', label: 'Remove column' },
          ]}
          onAction={(id) => (id === 'lead' ? leadColumn(column.key) : removeColumn(column.key))}
        />
      </div>
      {answer === undefined || verdict === null ? (
        <p className="mute">Computing…</p>
      ) : answer.failure !== null ? (
        <ErrorNote title="It cannot be computed." again={renewComparison}>
          {answer.failure}
        </ErrorNote>
      ) : (
        <p>
          <Mark mark={verdict.mark} /> {verdict.text}
        </p>
      )}
    </li>
  );
}

/** Baseline, every saved scenario, every draft: one more column. */
function AddColumn({ columns }: { readonly columns: readonly CompareColumn[] }) {
  const list = useScenarios((state) => state.list);
  const hasBaseline = columns.some(({ key }) => key === BASELINE_COLUMN.key);
  const versions = list.flatMap(({ id, name, version }) => [
    { id, label: name, beside: `version ${version}` },
  ]);
  const items = [...(hasBaseline ? [] : [{ id: 'baseline', label: 'Baseline' }]), ...versions];
  return (
    <MenuButton
      label="Add column"
      icon="plus"
      items={items}
      onAction={(id) => {
        if (id === 'baseline') addColumn(BASELINE_COLUMN);
        else void savedColumn(id).then(addColumn);
      }}
    />
  );
}

/** Two scenarios or more, versions of one, and the baseline, side by side. */
export function CompareScreen() {
  const { columns, answers } = useCompare();
  const regionName = useInventory((state) => state.regionName);
  const revision = useWorkspace((state) => state.info?.revision);
  const [showsSame, setShowsSame] = useState(false);
  useEffect(renewComparison, [revision]);
  const table = useMemo(
    () =>
      compareTable(
        columns.map(({ key }) => answers.get(key)?.assessment ?? null),
        regionName,
      ),
    [columns, answers, regionName],
  );
  const [lead, ...others] = columns;
  return (
    <>
      <div className="head">
        <button type="button" className="crumb mute" onClick={() => useView.getState().listScenarios()}>
          Scenarios
        </button>
        <Icon name="right" size={12} />
        <h1>Compare</h1>
        <GuideButton />
        <span className="meta">{counted(columns.length, 'column')}, differences to the first</span>
        <span className="grow" />
        <AddColumn columns={columns} />
        <Button onPress={() => useView.getState().goTo('scenarios')}>Done</Button>
      </div>
      <section className="screen-scroll" aria-label="Comparison">
        <ul
          className="cmp-cols"
          style={{
            gridTemplateColumns: `repeat(${Math.min(4, Math.max(1, columns.length))}, minmax(0, 1fr))`,
          }}
        >
          {columns.map((column, at) => (
            <ColumnHead key={column.key} column={column} answer={answers.get(column.key)} at={at} />
          ))}
        </ul>
        <div className="pane">
          <header>
            <h2>Constraints that differ</h2>
            <span className="note">worst first; every limit stands at the same place of the scale</span>
            <CopyPane what="Comparison" />
          </header>
          <CompareTable
            table={table}
            columns={columns}
            known={columns.map(({ key }) => answers.get(key)?.assessment != null)}
            showsSame={showsSame}
            onShowSame={() => setShowsSame(!showsSame)}
          />
        </div>
        {lead === undefined
          ? null
          : others.map((column, at) => (
              <div key={column.key} className="pane rule-top">
                <header>
                  <h2>
                    {at + 1} {column.title}
                  </h2>
                  <span className="note">
                    {column.note}; events and assumptions that differ from {lead.title}, {lead.note}
                  </span>
                </header>
                <DifferenceTable
                  differences={scenarioDifferences(lead.document, column.document).filter(
                    ({ of, field }) =>
                      lead.key !== BASELINE_COLUMN.key || of !== 'Scenario' || field === 'Seed',
                  )}
                />
              </div>
            ))}
      </section>
    </>
  );
}
