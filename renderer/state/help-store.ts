import { create } from 'zustand';
import type { ExplainNode } from '../../shared/explain/node.ts';
import { useView, type ScreenName } from './view-store.ts';
import { useWorkspace } from './workspace-store.ts';

export type HelpTabName = 'guides' | 'glossary' | 'formulas' | 'samples';
/** A guide per screen, the one about all of them, and the one about the start. */
export type GuideName = Exclude<ScreenName, 'help'> | 'reading' | 'start';

/** What of a node of a derivation says where it is computed. */
export type ExplainedFormula = Pick<ExplainNode, 'label' | 'formula'>;

interface HelpState {
  readonly tab: HelpTabName;
  readonly guide: GuideName;
  /** The term looked at; `null`: the list. */
  readonly term: string | null;
  /** The formula looked at: its entry's id, an operation's name, or a node of a derivation; `null`: the first. */
  readonly formula: string | ExplainedFormula | null;
  readonly search: string;
}

/** What of the help is open, and what is looked for in it. */
export const useHelp = create<HelpState>()(() => ({
  tab: 'guides',
  guide: 'reading',
  term: null,
  formula: null,
  search: '',
}));

/** Opens a page of the help; what was looked for before is cleared, so that the page is in its list. */
export function openHelp(page: Partial<Omit<HelpState, 'search'>>): void {
  useHelp.setState({ ...page, search: '' });
  useView.getState().goTo('help');
}

/** The guide to the screen that is shown; on Help itself the one about all screens, without a workspace the one to begin with. */
export function helpHere(): void {
  const { screen } = useView.getState();
  const isOpen = useWorkspace.getState().info !== null;
  openHelp({ tab: 'guides', guide: !isOpen ? 'start' : screen === 'help' ? 'reading' : screen });
}

export function setHelpSearch(search: string): void {
  useHelp.setState({ search });
}

export function setHelpTab(tab: HelpTabName): void {
  useHelp.setState({ tab });
}
