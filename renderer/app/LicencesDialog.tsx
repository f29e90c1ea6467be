import { useEffect, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { LICENCES_FILE, type ShippedLicence } from '../../shared/licences/shipped-licence.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { ErrorNote } from '../components/EmptyState.tsx';
import { bridge } from '../state/bridge.ts';
import { showFailure } from '../state/toast-store.ts';
import { useView } from '../state/view-store.ts';

const idOf = ({ name, version }: ShippedLicence): string => `${name} ${version ?? ''}`;

async function openNotices(): Promise<void> {
  const reply = await bridge().invoke('app:open-notices');
  if (!reply.ok) showFailure('Chromium’s notices were not opened.', reply);
}

/** A library in the list; arrow keys and the first letters choose. */
function Libraries({
  licences,
  chosen,
  onChoose,
}: {
  readonly licences: readonly ShippedLicence[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <ListBox
      aria-label="Libraries"
      className="licence-list"
      autoFocus
      items={licences.map((licence) => ({ ...licence, id: idOf(licence) }))}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        if (keys !== 'all') for (const key of keys) onChoose(String(key));
      }}
    >
      {(licence) => (
        <ListBoxItem className="licence-item" textValue={licence.name}>
          <span className="ell" title={licence.name}>
            {licence.name}
          </span>
          <span className="mute nw">{licence.licence}</span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}

async function readLicences(): Promise<readonly ShippedLicence[] | 'failed'> {
  try {
    const answer = await fetch(LICENCES_FILE);
    return answer.ok ? ((await answer.json()) as readonly ShippedLicence[]) : 'failed';
  } catch {
    return 'failed';
  }
}

/** The list is read when the dialog opens: nobody pays for it at the start. */
function Licences() {
  const [licences, setLicences] = useState<readonly ShippedLicence[] | null | 'failed'>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    void readLicences().then(setLicences);
  }, []);
  if (licences === null) return null;
  if (licences === 'failed')
    return <ErrorNote title="The list of licences is not part of this build. npm run build makes it." />;
  const shown = licences.find((licence) => idOf(licence) === chosen) ?? licences[0];
  if (shown === undefined) return null;
  return (
    <>
      <p className="mute licence-say">
        {licences.length} libraries ship with Headroom, each under its own licence. Headroom itself is under
        the MIT licence.
      </p>
      <div className="licences">
        <Libraries licences={licences} chosen={idOf(shown)} onChoose={setChosen} />
        <section className="licence-text" aria-label={`Licence of ${shown.name}`} tabIndex={0}>
          <h3>
            {shown.name} {shown.version ?? ''} <span className="mute">{shown.licence}</span>
          </h3>
          <pre>{shown.text}</pre>
        </section>
      </div>
    </>
  );
}

/** Help, Licences: what ships with Headroom and under which terms; Chromium's own notices open in the browser. */
export function LicencesDialog() {
  const isOpen = useView((state) => state.overlay === 'licences');
  const show = useView((state) => state.show);
  return (
    <Dialog
      title="Licences"
      isOpen={isOpen}
      onClose={() => show(null)}
      roomy
      footer={
        <>
          <Button kind="quiet" onPress={() => void openNotices()}>
            Open Chromium’s notices
          </Button>
          <Button onPress={() => show(null)}>Close</Button>
        </>
      }
    >
      {isOpen ? <Licences /> : null}
    </Dialog>
  );
}
