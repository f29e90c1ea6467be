import { entryOfNode, type FormulaEntry, type Operation } from '../../../shared/help/formula-entry.ts';
import { groupedEntries } from '../../../shared/help/formula-groups.ts';
import { matchesSearch, searchWords } from '../../../shared/help/search.ts';
import { useHelp, type ExplainedFormula } from '../../state/help-store.ts';
import { FormulaPage } from './FormulaPage.tsx';
import { FORMULA_BOOK } from './formula-book.ts';
import { HelpList, type HelpItem } from './HelpList.tsx';
import { OperationPage } from './OperationPage.tsx';

interface Found {
  readonly entries: readonly FormulaEntry[];
  readonly operations: readonly Operation[];
}

export function formulasFound(search: string): Found {
  const words = searchWords(search);
  return {
    entries: FORMULA_BOOK.entries.filter(({ title, text, file, steps }) =>
      matchesSearch(words, [title, text, file, ...steps.flatMap((step) => [step.label, step.words])]),
    ),
    operations: FORMULA_BOOK.operations.filter(({ name, text }) => matchesSearch(words, [name, text])),
  };
}

/** The formula that makes a node of a derivation; where its label comes from data, the operation alone. */
function idOfNode(node: ExplainedFormula): string | null {
  return entryOfNode(FORMULA_BOOK.entries, node)?.id ?? node.formula ?? null;
}

/** Formulas of one title are told apart by the file they stand in. */
function toldApart(entries: readonly FormulaEntry[]): readonly HelpItem[] {
  return entries.map(({ id, title, file }) => {
    const isAlone = entries.filter((other) => other.title === title).length === 1;
    const name = /([^/]+)\.ts$/.exec(file)?.[1] ?? file;
    return { id, label: isAlone ? title : `${title} (${name})` };
  });
}

/** Every formula of the engine, read from its source: what it says, its steps, the file and where its figures stand. */
export function FormulasTab() {
  const search = useHelp((state) => state.search);
  const chosen = useHelp((state) => state.formula);
  const { entries, operations } = formulasFound(search);
  const grouped = groupedEntries(entries);
  const wanted = typeof chosen === 'object' && chosen !== null ? idOfNode(chosen) : chosen;
  const operation = operations.find(({ name }) => name === wanted);
  const entry = entries.find(({ id }) => id === wanted) ?? grouped[0]?.entries[0];
  return (
    <div className="help split">
      <HelpList
        label="Formulas"
        groups={[
          ...grouped.map((part) => ({
            title: part.group.title,
            items: toldApart(part.entries),
          })),
          { title: 'Operations', items: operations.map(({ name }) => ({ id: name, label: name })) },
        ]}
        chosen={operation?.name ?? entry?.id ?? null}
        onChoose={(formula) => useHelp.setState({ formula })}
      />
      {operation !== undefined ? (
        <OperationPage operation={operation} />
      ) : entry === undefined ? null : (
        <FormulaPage entry={entry} />
      )}
    </div>
  );
}
