import { useEffect, useState } from 'react';
import type { ScenarioVersion } from '../../../shared/ipc/scenario-channels.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { bridge } from '../../state/bridge.ts';
import { restoreVersion } from '../../state/scenario-store.ts';

const when = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

interface HistoryDialogProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Every version is kept; restoring one saves its content as the newest. */
export function HistoryDialog({ id, isOpen, onClose }: HistoryDialogProps) {
  const [versions, setVersions] = useState<readonly ScenarioVersion[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (isOpen) {
      void bridge()
        .invoke('scenario:versions', { id })
        .then((reply) => {
          if (isCurrent) setVersions(reply.ok ? reply.value : []);
        });
    }
    return () => {
      isCurrent = false;
    };
  }, [id, isOpen]);
  const newestFirst = [...(versions ?? [])].sort((a, b) => b.version - a.version);
  const newest = newestFirst[0]?.version;
  return (
    <Dialog
      title="Versions"
      isOpen={isOpen}
      onClose={onClose}
      wide
      footer={<Button onPress={onClose}>Close</Button>}
    >
      <table className="tbl">
        <thead>
          <tr>
            <th className="r">Version</th>
            <th>Saved</th>
            <th>Name</th>
            <th>Events</th>
            <th>
              <span className="vh">Act</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {newestFirst.map((version) => (
            <tr key={version.version}>
              <td className="r">{version.version}</td>
              <td>{when.format(version.savedAtMs)}</td>
              <td>
                {version.name} <span className="mute">{version.note ?? ''}</span>
              </td>
              <td>{counted(version.events, 'event')}</td>
              <td className="r">
                {version.version === newest ? (
                  <span className="mute">newest</span>
                ) : (
                  <Button
                    small
                    onPress={() => {
                      void restoreVersion(id, version.version).then((done) => {
                        if (done) onClose();
                      });
                    }}
                  >
                    Restore version {version.version}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
