import { Checkbox, GridList, GridListItem } from 'react-aria-components';
import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { Icon } from '../../../components/Icon.tsx';
import { Mark } from '../../../components/Status.tsx';
import { leaveOut, showFile } from '../../../state/import-reading.ts';
import { fileKey, useImport } from '../../../state/import-store.ts';

/** What one line can say of a file. */
function brief({ format, inventory, series, samples, partial }: FilePreview): string {
  if (format === null) return 'not read';
  if (inventory !== null) return counted(inventory.rows, 'row');
  if (series === 0) return format;
  return `${formatInteger(series)} series, ${partial ? '> ' : ''}${formatInteger(samples)}`;
}

/** Folders before a name say where it came from; they come first and may be cut. */
function Name({ name }: { readonly name: string }) {
  const cut = name.lastIndexOf('/') + 1;
  return (
    <span className="ell" title={name}>
      <span className="mute">{name.slice(0, cut)}</span>
      {name.slice(cut)}
    </span>
  );
}

/** All files that were offered: ticked ones are imported, the focused or clicked one is shown at the right. */
export function FileList() {
  const previews = useImport((state) => state.previews);
  const skipped = useImport((state) => state.skipped);
  const leftOut = useImport((state) => state.leftOut);
  const shown = useImport((state) => state.shown);
  const running = useImport((state) => state.stage === 'running');
  const refused = previews.filter(({ format }) => format === null).map(fileKey);
  const keys = previews.map(fileKey);
  const wanted = keys.filter((key) => !leftOut.has(key) && !refused.includes(key));
  return (
    <div className="offer-files">
      <GridList
        aria-label="Files"
        className="file-list"
        selectionMode="multiple"
        selectionBehavior="toggle"
        selectedKeys={wanted}
        disabledKeys={running ? keys : []}
        disabledBehavior="selection"
        onSelectionChange={(chosen) => {
          const kept = chosen === 'all' ? new Set(keys) : new Set([...chosen].map(String));
          leaveOut(new Set(keys.filter((key) => !kept.has(key) && !refused.includes(key))));
        }}
        onAction={(key) => {
          const preview = previews.find((one) => fileKey(one) === key);
          if (preview !== undefined) showFile(preview);
        }}
      >
        {previews.map((preview) => (
          <GridListItem
            key={fileKey(preview)}
            id={fileKey(preview)}
            textValue={preview.name}
            className={fileKey(preview) === shown ? 'file is-shown' : 'file'}
          >
            {preview.format === null ? (
              <Mark mark="breach" label="Not read" />
            ) : (
              <Checkbox slot="selection" className="file-check">
                <span className="box" aria-hidden="true">
                  <Icon name="check" size={12} />
                </span>
              </Checkbox>
            )}
            <Name name={preview.name} />
            <span className="brief mute">{brief(preview)}</span>
          </GridListItem>
        ))}
      </GridList>
      {skipped.length === 0 ? null : (
        <details className="left-out">
          <summary>{counted(skipped.length, 'file')} left out</summary>
          <ul>
            {skipped.slice(0, 200).map(({ file, reason }) => (
              <li key={file}>
                <Name name={file} />
                <span className="mute">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
