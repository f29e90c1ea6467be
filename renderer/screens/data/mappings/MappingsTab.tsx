import { useEffect } from 'react';
import type { KnownMapping, MappingDocument } from '../../../../shared/ipc/mapping-channels.ts';
import { formatMoment } from '../../../../shared/view/date-format.ts';
import { CopyCsv } from '../../../app/figure/CopyCsv.tsx';
import { Button } from '../../../components/Button.tsx';
import { NotYet, EmptyState } from '../../../components/EmptyState.tsx';
import { saveMapping } from '../../../state/import-reading.ts';
import { chooseFiles } from '../../../state/import-store.ts';
import { forgetMapping, loadMappings, useMappings } from '../../../state/mapping-store.ts';
import { useWorkspace } from '../../../state/workspace-store.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `time = start, entity = vm, values = cpu_count, cpu_capacity_mhz`: what a mapping says, in its own words. */
function sayings(mapping: MappingDocument): readonly (readonly [string, string])[] {
  return Object.entries(mapping)
    .filter(([key, value]) => key !== 'schema' && value !== null && !(key === 'shape' && value === 'long'))
    .map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(', ') : text(value) || JSON.stringify(value),
    ]);
}

function Row({ known }: { readonly known: KnownMapping }) {
  const [columns = '', stem] = known.key.split(' @ ');
  return (
    <tr>
      <td className="mute">{formatMoment(known.savedAtMs)}</td>
      <td className="ell" title={known.file}>
        {known.file}
      </td>
      <td className="mapping-source" title={columns}>
        <span className="mono">{columns}</span>
        {stem === undefined ? null : <span className="mute"> in files called {stem}</span>}
      </td>
      <td>
        <ul className="mapping-says">
          {sayings(known.mapping).map(([key, value]) => (
            <li key={key}>
              <span className="mute">{key}</span> <span className="mono">{value}</span>
            </li>
          ))}
        </ul>
      </td>
      <td className="r row-acts">
        <Button small onPress={() => void saveMapping(known.mapping, stem ?? 'mapping')}>
          Save as JSON…
        </Button>
        <Button small onPress={() => void forgetMapping(known)}>
          Forget
        </Button>
      </td>
    </tr>
  );
}

/** How files of each source are read; they come from corrections in the import dialog. */
export function MappingsTab() {
  const known = useMappings((state) => state.known);
  const failure = useMappings((state) => state.failure);
  const revision = useWorkspace((state) => state.info?.revision);
  useEffect(() => {
    void loadMappings();
  }, [revision]);
  if (known === null)
    return (
      <NotYet
        wait="Reading the mappings…"
        failed="The mappings were not read."
        failure={failure}
        again={() => void loadMappings()}
      />
    );
  return (
    <div className="pane mappings">
      <header>
        <h2>Mappings</h2>
        <span className="note">how files of a source are read; used again whenever its columns come</span>
        <CopyCsv what="Mappings" />
      </header>
      {known.length === 0 ? (
        <EmptyState
          icon="data"
          title="No source has needed a mapping yet"
          action={<Button onPress={() => void chooseFiles()}>Import files</Button>}
        >
          What is corrected while importing is remembered here by the columns of the file, and used for its
          next export.
        </EmptyState>
      ) : (
        <table aria-label="Mappings" className="tbl">
          <thead>
            <tr>
              <th>Saved</th>
              <th>Given for</th>
              <th>Used for columns</th>
              <th>Says</th>
              <th>
                <span className="vh">Acts</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {known.map((one) => (
              <Row key={one.key} known={one} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
