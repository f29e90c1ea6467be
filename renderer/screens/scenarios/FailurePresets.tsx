import { useEffect, useState } from 'react';
import {
  Button as AriaButton,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  SubmenuTrigger,
} from 'react-aria-components';
import type { FailureModeRow } from '../../../shared/ipc/failure-channels.ts';
import { splitScope } from '../../../shared/view/constraint-name.ts';
import { counted } from '../../../shared/view/number-format.ts';
import { Icon } from '../../components/Icon.tsx';
import { bridge } from '../../state/bridge.ts';
import { showFailure } from '../../state/toast-store.ts';

/** A failure mode at one of the things it can happen to. */
export interface PresetChoice {
  readonly mode: FailureModeRow['id'];
  readonly scope: string;
}

/** Failure modes that can be simulated here, each with what it can happen to. Asked for while `isWanted`. */
export function useFailurePresets(isWanted: boolean): readonly FailureModeRow[] {
  const [modes, setModes] = useState<readonly FailureModeRow[]>([]);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    void bridge()
      .invoke('failures:list')
      .then((reply) => {
        if (!isCurrent) return;
        setModes(reply.ok ? reply.value.modes : []);
        if (!reply.ok) showFailure('The failure modes were not read.', reply);
      });
    return () => {
      isCurrent = false;
    };
  }, [isWanted]);
  return modes.filter((mode) => mode.scopes.some(({ simulation }) => simulation !== null));
}

interface PresetItemsProps {
  readonly mode: FailureModeRow;
  readonly onChoose: (choice: PresetChoice) => void;
}

/** One mode of a menu; where it can happen to several things, they open beside it. */
export function PresetItem({ mode, onChoose }: PresetItemsProps) {
  const scopes = mode.scopes.filter(({ simulation }) => simulation !== null);
  const [only] = scopes;
  if (only !== undefined && scopes.length === 1) {
    return (
      <MenuItem
        id={mode.id}
        textValue={mode.title}
        className="item"
        onAction={() => onChoose({ mode: mode.id, scope: only.scope })}
      >
        <Icon name="failure" size={14} />
        <span>{mode.title}</span>
        <span className="k">{splitScope(only.scope).id}</span>
      </MenuItem>
    );
  }
  return (
    <SubmenuTrigger>
      <MenuItem id={mode.id} textValue={mode.title} className="item">
        <Icon name="failure" size={14} />
        <span>{mode.title}</span>
        <span className="k">{counted(scopes.length, 'place')}</span>
        <Icon name="right" size={12} />
      </MenuItem>
      <Popover className="menu add-menu" offset={2} aria-label={mode.title}>
        <Menu
          aria-label={mode.title}
          className="listbox"
          onAction={(scope) => onChoose({ mode: mode.id, scope: String(scope) })}
        >
          {scopes.map(({ scope, simulation }) => (
            <MenuItem key={scope} id={scope} textValue={splitScope(scope).id} className="item">
              <span>{splitScope(scope).id}</span>
              <span className="k ell">{simulation}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </SubmenuTrigger>
  );
}

/** A button that opens every failure mode that can be simulated here. */
export function FailurePresetMenu({ onChoose }: { readonly onChoose: (choice: PresetChoice) => void }) {
  const [isOpen, setOpen] = useState(false);
  const modes = useFailurePresets(isOpen);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className="btn quiet">
        <Icon name="failure" />
        Failure modes
        <Icon name="down" size={14} />
      </AriaButton>
      <Popover className="menu add-menu" offset={4} placement="bottom end" aria-label="Failure modes">
        <Menu aria-label="Failure modes" className="listbox">
          {modes.map((mode) => (
            <PresetItem key={mode.id} mode={mode} onChoose={onChoose} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
