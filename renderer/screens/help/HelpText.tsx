import type { ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { GLOSSARY } from '../../../shared/help/glossary/glossary.ts';
import { readLink, termKey } from '../../../shared/help/guide.ts';
import { canRun, runMenuCommand } from '../../app/run-menu-command.ts';
import { openHelp } from '../../state/help-store.ts';
import { MENU_FACTS } from '../../../shared/ipc/menu-commands.ts';

/** To a term or to a screen; any other address is text, and so is a screen before a workspace is open. */
function follow(href: string | undefined): (() => void) | null {
  const link = readLink(href);
  if (link?.kind === 'term') {
    const term = GLOSSARY.find((known) => termKey(known.term) === link.term)?.term;
    return term === undefined ? null : () => openHelp({ tab: 'glossary', term });
  }
  const command = MENU_FACTS.find((known) => known.command === link?.command)?.command;
  return command === undefined || !canRun(command) ? null : () => runMenuCommand(command, 'page');
}

function HelpLink({ href, children }: { readonly href?: string | undefined; readonly children?: ReactNode }) {
  const act = follow(href);
  if (act === null) return <span>{children}</span>;
  return (
    <button type="button" className="linkish" onClick={act}>
      {children}
    </button>
  );
}

const Section = ({ children }: { readonly children?: ReactNode }) => <h3>{children}</h3>;
const COMPONENTS: Components = { a: HelpLink, h2: Section };

/** Markdown of ours as elements; links lead to terms and screens. */
export function HelpText({ text }: { readonly text: string }) {
  return (
    <div className="md">
      <Markdown disallowedElements={['img']} components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
}
