import { searchWords, matchesSearch } from '../../../shared/help/search.ts';
import { useHelp } from '../../state/help-store.ts';
import { useView, type ScreenName } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { Button } from '../../components/Button.tsx';
import { GUIDES, type Guide } from './guide-texts.ts';
import { HelpList } from './HelpList.tsx';
import { HelpText } from './HelpText.tsx';

export function guidesFound(search: string): readonly Guide[] {
  const words = searchWords(search);
  return GUIDES.filter(({ title, question, body }) => matchesSearch(words, [title, question, body]));
}

/** The screen a guide is about, where there is one to go to. */
const screenOf = ({ name }: Guide): ScreenName | null =>
  name === 'reading' || name === 'start' ? null : name;

/** A guide for each screen: what it answers, how to read it, what to press. */
export function GuidesTab() {
  const search = useHelp((state) => state.search);
  const chosen = useHelp((state) => state.guide);
  const goTo = useView((state) => state.goTo);
  const isOpen = useWorkspace((state) => state.info !== null);
  const found = guidesFound(search);
  const guide = found.find(({ name }) => name === chosen) ?? found[0];
  const screen = guide === undefined || !isOpen ? null : screenOf(guide);
  return (
    <div className="help split">
      <HelpList
        label="Guides"
        groups={[{ title: null, items: found.map(({ name, title }) => ({ id: name, label: title })) }]}
        chosen={guide?.name ?? null}
        onChoose={(id) =>
          useHelp.setState({ guide: GUIDES.find(({ name }) => name === id)?.name ?? 'reading' })
        }
      />
      {guide === undefined ? null : (
        <article className="help-page" aria-label={guide.title}>
          <header className="help-head">
            <h2>{guide.title}</h2>
            {screen === null ? null : (
              <Button small onPress={() => goTo(screen)}>
                Go to {guide.title}
              </Button>
            )}
          </header>
          <p className="v-say">{guide.question}</p>
          <HelpText text={guide.body} />
        </article>
      )}
    </div>
  );
}
