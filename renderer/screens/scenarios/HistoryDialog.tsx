import { useEffect, useState } from 'react';
import type { ScenarioVersion } from '../../../shared/ipc/scenario-channels.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { scenarioDifferences, type ScenarioDifference } from '../../../shared/view/scenario-diff.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { bridge } from '../../state/bridge.ts';
import { compare, savedColumn } from '../../state/compare-store.ts';
import { documentOf } from '../../state/scenario-document.ts';
import { branchVersion, restoreVersion } from '../../state/scenario-store.ts';
import { DifferenceTable } from './DifferenceTable.tsx';

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

interface ShownDifferences {
  readonly version: number;
  readonly differences: readonly ScenarioDifference[];
}

/** What a version changed against the one before it; the first against nothing. */
async function differencesOf(
  id: string,
  version: number,
  previous: number | undefined,
): Promise<ShownDifferences | null> {
  const [is, was] = await Promise.all([
    bridge().invoke('scenario:get', { id, version }),
    previous === undefined ? null : bridge().invoke('scenario:get', { id, version: previous }),
  ]);
  if (!is.ok || was === null || !was.ok) return null;
  return {
    version,
    differences: scenarioDifferences(documentOf(was.value.scenario), documentOf(is.value.scenario)),
  };
}

async function compareVersions(id: string, version: number, newest: number): Promise<void> {
  const columns = await Promise.all([savedColumn(id, version), savedColumn(id, newest)]);
  compare(columns.filter((column) => column !== null));
}

interface RowProps {
  readonly version: ScenarioVersion;
  readonly newest: number;
  readonly isFirst: boolean;
  readonly onAct: (act: string) => void;
}

function Row({ version, newest, isFirst, onAct }: RowProps) {
  const isNewest = version.version === newest;
  return (
    <tr>
      <td className="r">{version.version}</td>
      <td>{when.format(version.savedAtMs)}</td>
      <td>
        {version.name} <span className="mute">{version.note ?? ''}</span>
      </td>
      <td>{counted(version.events, 'event')}</td>
      <td className="r">
        <div className="row-acts">
          {isFirst ? null : (
            <Button
              small
              kind="quiet"
              label={`Changes of version ${version.version}`}
              onPress={() => onAct('diff')}
            >
              Changes
            </Button>
          )}
          {isNewest ? (
            <span className="mute">newest</span>
          ) : (
            <Button small onPress={() => onAct('restore')}>
              Restore version {version.version}
            </Button>
          )}
          <MenuButton
            iconOnly
            small
            icon="more"
            label={`Acts on version ${version.version}`}
            items={[
              { id: 'compare', label: 'Compare with the newest', ...(isNewest ? { disabled: 'it is' } : {}) },
              { id: 'branch', label: 'Branch into a new scenario' },
            ]}
            onAction={onAct}
          />
        </div>
      </td>
    </tr>
  );
}

/** Every version is kept; restoring one saves its content as the newest, branching makes a scenario of its own from it. */
export function HistoryDialog({ id, isOpen, onClose }: HistoryDialogProps) {
  const [versions, setVersions] = useState<readonly ScenarioVersion[] | null>(null);
  const [shown, setShown] = useState<ShownDifferences | null>(null);
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
  const newest = newestFirst[0]?.version ?? 0;
  const close = () => {
    setShown(null);
    onClose();
  };
  const act = async (version: number, previous: number | undefined, name: string) => {
    if (name === 'diff') {
      if (shown?.version === version) setShown(null);
      else setShown(await differencesOf(id, version, previous));
    } else if (name === 'compare') {
      await compareVersions(id, version, newest);
      close();
    } else {
      const done = name === 'restore' ? await restoreVersion(id, version) : await branchVersion(id, version);
      if (done) close();
    }
  };
  return (
    <Dialog
      title="Versions"
      isOpen={isOpen}
      onClose={close}
      wide
      footer={<Button onPress={close}>Close</Button>}
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
          {newestFirst.map((version, at) => (
            <Row
              key={version.version}
              version={version}
              newest={newest}
              isFirst={at === newestFirst.length - 1}
              onAct={(name) => void act(version.version, newestFirst[at + 1]?.version, name)}
            />
          ))}
        </tbody>
      </table>
      {shown === null ? null : (
        <section className="version-changes" aria-label={`What version ${shown.version} changed`}>
          <h3>What version {shown.version} changed</h3>
          <DifferenceTable differences={shown.differences} />
        </section>
      )}
    </Dialog>
  );
}
