import type { KeyboardEvent, ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { TextArea, TextField } from 'react-aria-components';
import type { FailureDetail } from '../../../shared/ipc/failure-channels.ts';
import { formatMoment } from '../../../shared/view/date-format.ts';
import { Button } from '../../components/Button.tsx';
import { Mark } from '../../components/Status.tsx';
import { bridge } from '../../state/bridge.ts';
import { draftRunbook, restoreRunbook, saveRunbook, useFailures } from '../../state/failure-store.ts';

/** A link opens outside, after a press; an address that is no https one is text. */
function RunbookLink({
  href,
  children,
}: {
  readonly href?: string | undefined;
  readonly children?: ReactNode;
}) {
  if (href?.startsWith('https://') !== true) return <span title={href}>{children}</span>;
  return (
    <button
      type="button"
      className="linkish"
      title={href}
      onClick={() => void bridge().invoke('app:open-link', { url: href })}
    >
      {children}
    </button>
  );
}

interface HeadingProps {
  readonly children?: ReactNode;
}

const Section = ({ children }: HeadingProps) => <h3>{children}</h3>;
const Part = ({ children }: HeadingProps) => <h4>{children}</h4>;
/** The mode's own title stands above the pane already. */
const NoTitle = () => null;

const COMPONENTS: Components = { a: RunbookLink, h1: NoTitle, h2: Section, h3: Part };

/** Markdown as elements: raw HTML in it stays text, pictures are left out. */
function RunbookText({ text }: { readonly text: string }) {
  return (
    <div className="md">
      <Markdown disallowedElements={['img']} components={COMPONENTS}>
        {text}
      </Markdown>
    </div>
  );
}

function State({ runbook }: { readonly runbook: FailureDetail['runbook'] }) {
  if (!runbook.edited) return <span className="mute">the template, filled in from this workspace</span>;
  const edited = runbook.changedAtMs === null ? '' : `, edited ${formatMoment(runbook.changedAtMs)}`;
  return (
    <span className="soft">
      differs from the template{edited}
      {runbook.templateChanged ? '; the template has changed since' : ''}
    </span>
  );
}

interface EditorProps {
  readonly detail: FailureDetail;
  readonly text: string;
}

function Editor({ detail, text }: EditorProps) {
  const isChanged = text !== detail.runbook.body;
  const leave = () => draftRunbook(detail.id, null);
  const save = () => {
    if (isChanged) void saveRunbook(detail.id, text);
  };
  const onKey = (event: KeyboardEvent) => {
    // What was typed is thrown away by its button only.
    if (event.key === 'Escape' && !isChanged) leave();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
  };
  return (
    <div className="fm-edit">
      <TextField
        aria-label="Text of the runbook"
        value={text}
        onChange={(typed) => draftRunbook(detail.id, typed)}
        autoFocus
      >
        <TextArea className="fm-area" spellCheck={false} onKeyDown={onKey} />
      </TextField>
      <div className="fm-acts">
        <span
          className="mute ell"
          title="{{alerts}}, {{scopes}}, {{simulations}}, {{asOf}}, {{policy.KEY}}: filled in from the workspace"
        >
          Markdown; {'{{places}}'} are filled in
        </span>
        <span className="grow" />
        <Button small onPress={leave}>
          {isChanged ? 'Discard changes' : 'Cancel'}
        </Button>
        <Button small kind="primary" disabled={!isChanged} onPress={save}>
          Save runbook
        </Button>
      </div>
    </div>
  );
}

/** What to do at three in the morning; read, or edited for this workspace. */
export function RunbookPane({ detail }: { readonly detail: FailureDetail }) {
  const draft = useFailures((state) => state.drafts.get(detail.id));
  const { runbook } = detail;
  if (draft !== undefined) return <Editor detail={detail} text={draft} />;
  return (
    <div className="fm-scroll">
      <div className="fm-acts">
        <State runbook={runbook} />
        <span className="grow" />
        {runbook.edited ? (
          <Button small kind="quiet" onPress={() => void restoreRunbook(detail.id)}>
            Restore template
          </Button>
        ) : null}
        <Button small onPress={() => draftRunbook(detail.id, runbook.body)}>
          Edit runbook
        </Button>
      </div>
      {runbook.unknownPlaces.length === 0 ? null : (
        <p className="fm-note is-unknown">
          <Mark mark="unknown" /> Nothing is known for {runbook.unknownPlaces.join(', ')}; it stays as it is.
        </p>
      )}
      <RunbookText text={runbook.filled} />
    </div>
  );
}
