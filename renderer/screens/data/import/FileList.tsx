import type { KeyboardEvent } from 'react';
import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { CheckInput } from '../../../components/form/CheckInput.tsx';
import { Mark } from '../../../components/Status.tsx';
import { leaveOut, showFile } from '../../../state/import-reading.ts';
import { fileKey, useImport } from '../../../state/import-store.ts';

/** What one line can say of a file: how much of it there is. */
function brief({ format, inventory, series, samples, partial }: FilePreview): string {
  if (format === null) return 'not read';
  if (inventory !== null) return counted(inventory.rows, 'row');
  return series === 0 ? format : `${partial ? '> ' : ''}${formatInteger(samples)}`;
}

/** The folders all names have in common, with their last slash; they are said once, above the list. */
function commonFolder(names: readonly string[]): string {
  const folders = names.map((name) => name.slice(0, name.lastIndexOf('/') + 1));
  let common = folders[0] ?? '';
  while (!folders.every((folder) => folder.startsWith(common)))
    common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1);
  return common;
}

/** Up and down go from file to file, as in any list. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.file-name')];
  const at = names.findIndex((name) => name.closest('li')?.contains(document.activeElement) === true);
  const next = names[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function File({ preview, folder }: { readonly preview: FilePreview; readonly folder: string }) {
  const leftOut = useImport((state) => state.leftOut);
  const isShown = useImport((state) => state.shown === fileKey(preview));
  const running = useImport((state) => state.stage === 'running');
  const key = fileKey(preview);
  return (
    <li className={isShown ? 'file is-shown' : 'file'}>
      {preview.format === null ? (
        <Mark mark="breach" label="Not read" />
      ) : (
        <CheckInput
          label={`Import ${preview.name}`}
          checked={!leftOut.has(key)}
          disabled={running}
          onChange={(wanted) => {
            const others = [...leftOut].filter((other) => other !== key);
            leaveOut(new Set(wanted ? others : [...others, key]));
          }}
        />
      )}
      <button
        type="button"
        className="file-name"
        aria-current={isShown}
        title={preview.name}
        onClick={() => showFile(preview)}
      >
        <span className="ell">{preview.name.slice(folder.length)}</span>
        <span className="brief mute">{brief(preview)}</span>
      </button>
    </li>
  );
}

/** All files that were offered: ticked ones are imported, the chosen one is shown at the right. */
export function FileList() {
  const previews = useImport((state) => state.previews);
  const skipped = useImport((state) => state.skipped);
  const folder = commonFolder(previews.map(({ name }) => name));
  return (
    <div className="offer-files">
      <p className="file-head mute">
        <span className="ell">{folder === '' ? 'Files' : folder}</span>
        <span>samples</span>
      </p>
      <ul className="file-list" aria-label="Files" onKeyDown={moveFocus}>
        {previews.map((preview) => (
          <File key={fileKey(preview)} preview={preview} folder={folder} />
        ))}
      </ul>
      {skipped.length === 0 ? null : (
        <details className="left-out">
          <summary>{counted(skipped.length, 'file')} left out</summary>
          <ul>
            {skipped.slice(0, 200).map(({ file, reason }) => (
              <li key={file}>
                <span className="ell" title={file}>
                  {file}
                </span>
                <span className="mute">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
