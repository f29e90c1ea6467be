import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-drawings.tsx';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly beside?: string;
  /** Why it cannot be chosen now. */
  readonly disabled?: string;
  readonly danger?: boolean;
}

interface MenuButtonProps {
  /** The word on the button; with `iconOnly` it is for screen readers alone. */
  readonly label: string;
  readonly icon: IconName;
  readonly items: readonly MenuEntry[];
  readonly onAction: (id: string) => void;
  readonly iconOnly?: boolean;
  readonly small?: boolean;
}

/** A button that opens a menu of acts. */
export function MenuButton({
  label,
  icon,
  items,
  onAction,
  iconOnly = false,
  small = false,
}: MenuButtonProps) {
  const size = small ? { size: 14 as const } : {};
  return (
    <MenuTrigger>
      <AriaButton
        className={`btn${iconOnly ? ' quiet icon' : ''}${small ? ' small' : ''}`}
        isDisabled={items.length === 0}
        {...(iconOnly ? { 'aria-label': label } : {})}
      >
        <Icon name={icon} {...size} />
        {iconOnly ? null : (
          <>
            {label}
            <Icon name="down" size={14} />
          </>
        )}
      </AriaButton>
      <Popover className="menu" offset={4} placement="bottom end" aria-label={label}>
        <Menu
          aria-label={label}
          className="listbox"
          disabledKeys={items.filter((item) => item.disabled !== undefined).map((item) => item.id)}
          onAction={(key) => onAction(String(key))}
        >
          {items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              textValue={item.label}
              className={item.danger ? 'item danger' : 'item'}
            >
              {item.icon === undefined ? null : <Icon name={item.icon} size={14} />}
              <span>{item.label}</span>
              {item.disabled !== undefined || item.beside !== undefined ? (
                <span className="k">{item.disabled ?? item.beside}</span>
              ) : null}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
