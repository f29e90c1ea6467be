import { useState } from 'react';
import type { Reply } from '../../../shared/ipc/reply.ts';
import type { ScenarioVersion } from '../../../shared/ipc/scenario-channels.ts';
import { formatMoment } from '../../../shared/view/date-format.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { scenarioDifferences, type ScenarioDifference } from '../../../shared/view/scenario-diff.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { NotYet } from '../../components/EmptyState.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { useAsked } from '../../state/asked.ts';
import { bridge } from '../../state/bridge.ts';
import { compare, savedColumn } from '../../state/compare-store.ts';
import { documentOf } from '../../state/scenario-document.ts';
import { branchVersion, restoreVersion } from '../../state/scenario-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { DifferenceTable } from './DifferenceTable.tsx';

interface HistoryDialogProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A version, and the one before it. */
interface Compared {
  readonly is: number;
  readonly was: number;
}

/** What a version changed against the one before it. */
async function differencesOf(
  id: string,
  compared: Compared | null,
): Promise<Reply<readonly ScenarioDifference[]>> {
  if (compared === null) return { ok: true, value: [] };
  const [is, was] = await Promise.all([
    bridge().invoke('scenario:get', { id, version: compared.is }),
    bridge().invoke('scenario:get', { id, version: compared.was }),
  ]);
  if (!is.ok) return is;
  if (!was.ok) return was;
  return {
    ok: true,
    value: scenarioDifferences(documentOf(was.value.scenario), documentOf(is.value.scenario)),
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
      <td>{formatMoment(version.savedAtMs)}</td>
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
  const revision = useWorkspace((state) => state.info?.revision ?? null);
  const {
    answer: versions,
    failure,
    again,
  } = useAsked(isOpen ? id : null, revision, () => bridge().invoke('scenario:versions', { id }));
  const [version, setVersion] = useState<Compared | null>(null);
  const shown = useAsked(isOpen && version !== null ? JSON.stringify([id, version]) : null, null, () =>
    differencesOf(id, version),
  );
  const newestFirst = [...(versions ?? [])].sort((a, b) => b.version - a.version);
  const newest = newestFirst[0]?.version ?? 0;
  const close = () => {
    setVersion(null);
    onClose();
  };
  const act = async (is: number, was: number | undefined, name: string) => {
    if (name === 'diff') setVersion(version?.is === is || was === undefined ? null : { is, was });
    else if (name === 'compare') {
      await compareVersions(id, is, newest);
      close();
    } else {
      const done = name === 'restore' ? await restoreVersion(id, is) : await branchVersion(id, is);
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
      <table aria-label="Versions" className="tbl">
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
          {newestFirst.map((one, at) => (
            <Row
              key={one.version}
              version={one}
              newest={newest}
              isFirst={at === newestFirst.length - 1}
              onAct={(name) => void act(one.version, newestFirst[at + 1]?.version, name)}
            />
          ))}
        </tbody>
      </table>
      {versions === null ? (
        <NotYet
          inside
          wait="Reading the versions…"
          failed="The versions were not read."
          failure={failure}
          again={again}
        />
      ) : null}
      {version === null ? null : (
        <section className="version-changes" aria-label={`What version ${version.is} changed`}>
          <h3>What version {version.is} changed</h3>
          {shown.answer === null ? (
            <NotYet
              inside
              wait="Comparing…"
              failed="They were not compared."
              failure={shown.failure}
              again={shown.again}
            />
          ) : (
            <DifferenceTable differences={shown.answer} />
          )}
        </section>
      )}
    </Dialog>
  );
}
