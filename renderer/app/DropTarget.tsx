import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Icon } from '../components/Icon.tsx';
import { dropFiles } from '../state/import-store.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** The whole window takes files: a workspace is opened, anything else is offered for import. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  const enter = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current += 1;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    depth.current -= 1;
    if (depth.current <= 0) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    void dropFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className="drop-target"
      onDragEnter={enter}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDragLeave={leave}
      onDrop={drop}
    >
      {children}
      {isOver ? (
        <div className="drop-veil" aria-hidden="true">
          <div className="drop-card">
            <Icon name="file" />
            <b className="med">Drop to open or import</b>
            <span className="mute">
              .headroom, model, scenario or policy JSON, inventory CSV, metric files
            </span>
          </div>
        </div>
      ) : null}
    </div>
  );
}
