import { BackButton } from '../../app/BackButton.tsx';
import { Icon } from '../../components/Icon.tsx';
import { ScreenTabs, type ScreenTab } from '../../components/ScreenTabs.tsx';
import { setHelpSearch, setHelpTab, useHelp } from '../../state/help-store.ts';
import { FormulasTab, formulasFound } from './FormulasTab.tsx';
import { GlossaryTab, termsFound } from './GlossaryTab.tsx';
import { GuidesTab, guidesFound } from './GuidesTab.tsx';
import { SamplesTab } from './SamplesTab.tsx';

function Search() {
  const search = useHelp((state) => state.search);
  return (
    <label className="input help-search">
      <Icon name="search" size={14} />
      <input
        type="search"
        aria-label="Search the help"
        placeholder="Search guides, terms, formulas"
        value={search}
        spellCheck={false}
        onChange={(event) => setHelpSearch(event.target.value)}
      />
    </label>
  );
}

/** How much each tab has of what is looked for; no counts where nothing is. */
function tabs(search: string): readonly ScreenTab[] {
  const isSearching = search.trim() !== '';
  const counted = (count: number) => (isSearching ? { count } : {});
  const formulas = formulasFound(search);
  return [
    { id: 'guides', title: 'Guides', Panel: GuidesTab, ...counted(guidesFound(search).length) },
    { id: 'glossary', title: 'Glossary', Panel: GlossaryTab, ...counted(termsFound(search).length) },
    {
      id: 'formulas',
      title: 'Formulas',
      Panel: FormulasTab,
      ...counted(formulas.entries.length + formulas.operations.length),
    },
    { id: 'samples', title: 'Sample scenarios', Panel: SamplesTab },
  ];
}

/** What each screen answers, what each word means, how each number is computed, and scenarios to begin with. */
export function HelpScreen() {
  const tab = useHelp((state) => state.tab);
  const search = useHelp((state) => state.search);
  const all = tabs(search);
  const choose = (id: string): void => {
    if (id === 'guides' || id === 'glossary' || id === 'formulas' || id === 'samples') setHelpTab(id);
  };
  return (
    <ScreenTabs title="Help" tabs={all} selected={tab} onSelect={choose} before={<BackButton />}>
      <Search />
    </ScreenTabs>
  );
}
