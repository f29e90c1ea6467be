import { useState } from 'react';
import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import { roleOf, withRole, type ColumnRole } from '../../../../shared/view/mapping-roles.ts';
import { Button } from '../../../components/Button.tsx';
import {
  correctionOf,
  correctMapping,
  loadMapping,
  readAsRecognised,
  saveMapping,
} from '../../../state/import-reading.ts';
import { useImport } from '../../../state/import-store.ts';
import { baseMapping } from './base-mapping.ts';
import { FileRows } from './FileRows.tsx';
import { MappingForm } from './MappingForm.tsx';

/** Who says how the file is read. */
function sourceText(preview: FilePreview, corrected: boolean): string {
  if (corrected) return 'Read by your mapping, kept with the import.';
  if (preview.reading?.mapping != null) return 'Read by the mapping remembered of this source.';
  return preview.format === null ? 'Not recognised.' : 'Read as recognised.';
}

/** How the file is read, and how to read it otherwise: every change is looked at at once. */
export function MappingPane({ preview }: { readonly preview: FilePreview }) {
  const [open, setOpen] = useState(false);
  const corrections = useImport((state) => state.corrections);
  const base = baseMapping(preview);
  if (base === null) return <FileRows preview={preview} />;
  const { reading, columns, format } = preview;
  const corrected = correctionOf(preview, corrections) !== null;
  const mapped = corrected || reading?.mapping != null;
  const suggested = reading?.suggestedMapping ?? null;
  const change = (mapping: Readonly<Record<string, unknown>>): void => correctMapping(preview, mapping);
  const isTable = suggested !== null;
  return (
    <div className="mapping-pane">
      <div className="mapping-head">
        <span className={mapped ? '' : 'mute'}>{sourceText(preview, corrected)}</span>
        <span className="grow" />
        {format === null && suggested !== null && !mapped ? (
          <Button
            small
            kind="primary"
            onPress={() => {
              change(suggested);
              setOpen(true);
            }}
          >
            Use the suggested mapping
          </Button>
        ) : null}
        {mapped ? (
          <Button small onPress={() => readAsRecognised(preview)}>
            Read as recognised
          </Button>
        ) : null}
        <Button small onPress={() => void loadMapping(preview)}>
          Load mapping…
        </Button>
        {mapped ? (
          <Button small onPress={() => void saveMapping(base, reading?.stem ?? 'mapping')}>
            Save mapping…
          </Button>
        ) : null}
        <Button small pressed={open} onPress={() => setOpen(!open)}>
          Correct
        </Button>
      </div>
      {open ? <MappingForm mapping={base} isTable={isTable} onChange={change} /> : null}
      <FileRows
        preview={preview}
        {...(open && isTable
          ? {
              roles: {
                of: (column: string) => roleOf(base, column),
                change: (column: string, role: ColumnRole) => change(withRole(base, columns, column, role)),
              },
            }
          : {})}
      />
    </div>
  );
}
