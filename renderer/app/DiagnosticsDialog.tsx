import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { CheckInput } from '../components/form/CheckInput.tsx';
import { bridge } from '../state/bridge.ts';
import { copyText } from '../state/clipboard.ts';
import { saveText } from '../state/save-text.ts';
import { useView } from '../state/view-store.ts';

interface Permitted {
  readonly names: boolean;
  readonly values: boolean;
}

/** The report as it would be saved; `null` while it is being made. */
function useReport({ names, values }: Permitted): string | null {
  const wanted = `${names} ${values}`;
  const [read, setRead] = useState<{ readonly of: string; readonly text: string } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void bridge()
      .invoke('diagnostics:read', { names, values })
      .then((reply) => {
        if (isCurrent) setRead({ of: wanted, text: reply.ok ? reply.value.text : reply.message });
      });
    return () => {
      isCurrent = false;
    };
  }, [names, values, wanted]);
  return read?.of === wanted ? read.text : null;
}

function Report() {
  const [permitted, setPermitted] = useState<Permitted>({ names: false, values: false });
  const text = useReport(permitted);
  return (
    <>
      <p className="soft">
        What helps to find a bug: versions, the machine, sizes and counts, the last errors, how long answers
        took. Nothing is sent. Below is all of it; passwords and tokens are never in it.
      </p>
      <div className="diag-ticks">
        <CheckInput checked={permitted.names} onChange={(names) => setPermitted({ ...permitted, names })}>
          With names of entities and files, and messages of errors
        </CheckInput>
        <CheckInput checked={permitted.values} onChange={(values) => setPermitted({ ...permitted, values })}>
          With figures of constraints and assumptions
        </CheckInput>
      </div>
      <pre className="diag-text mono" tabIndex={0} role="region" aria-label="The report">
        {text ?? 'Reading…'}
      </pre>
      <div className="diag-acts">
        <Button icon="copy" disabled={text === null} onPress={() => void copyText('Diagnostics', text ?? '')}>
          Copy
        </Button>
        <Button
          kind="primary"
          disabled={text === null}
          onPress={() => void saveText('headroom-diagnostics.json', text ?? '')}
        >
          Save…
        </Button>
      </div>
    </>
  );
}

/** A bug report's data, shown in full before it is saved. */
export function DiagnosticsDialog() {
  const isOpen = useView((state) => state.overlay === 'diagnostics');
  const show = useView((state) => state.show);
  return (
    <Dialog title="Save diagnostics" isOpen={isOpen} onClose={() => show(null)} wide>
      {isOpen ? <Report /> : null}
    </Dialog>
  );
}
