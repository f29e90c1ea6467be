import { useState } from 'react';
import type { ResponseOf } from '../../shared/ipc/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { ErrorNote } from '../components/EmptyState.tsx';
import { CheckInput } from '../components/form/CheckInput.tsx';
import { useAsked, type Asked } from '../state/asked.ts';
import { bridge } from '../state/bridge.ts';
import { copyText } from '../state/clipboard.ts';
import { saveText } from '../state/save-text.ts';
import { useView } from '../state/view-store.ts';

interface Permitted {
  readonly names: boolean;
  readonly values: boolean;
}

/** The report as it would be saved. */
function useReport({ names, values }: Permitted): Asked<ResponseOf<'diagnostics:read'>> {
  return useAsked(`${names} ${values}`, null, () => bridge().invoke('diagnostics:read', { names, values }));
}

const nothing: Permitted = { names: false, values: false };

/** A bug report's data, shown in full before it is saved. */
function Report({ onClose }: { readonly onClose: () => void }) {
  const [permitted, setPermitted] = useState(nothing);
  const { answer, failure, again } = useReport(permitted);
  const text = answer?.text ?? null;
  return (
    <Dialog
      title="Save diagnostics"
      isOpen
      onClose={onClose}
      wide
      footer={
        <>
          <span className="dialog-left">
            <Button
              kind="quiet"
              icon="copy"
              disabled={text === null}
              onPress={() => void copyText('Diagnostics', text ?? '')}
            >
              Copy
            </Button>
          </span>
          <Button onPress={onClose}>Close</Button>
          <Button
            kind="primary"
            disabled={text === null}
            onPress={() => void saveText('headroom-diagnostics.json', text ?? '')}
          >
            Save…
          </Button>
        </>
      }
    >
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
      {failure === null ? (
        <pre className="diag-text mono" tabIndex={0} role="region" aria-label="The report">
          {text ?? 'Reading…'}
        </pre>
      ) : (
        <ErrorNote title="The report was not made." again={again}>
          {failure}
        </ErrorNote>
      )}
    </Dialog>
  );
}

export function DiagnosticsDialog() {
  const isOpen = useView((state) => state.overlay === 'diagnostics');
  const show = useView((state) => state.show);
  return isOpen ? <Report onClose={() => show(null)} /> : null;
}
