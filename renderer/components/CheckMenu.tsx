import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './Icon.tsx';

interface CheckMenuProps {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly label: string; readonly fixed?: boolean }[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Several of a list, such as the columns of a table; the menu stays open while they are chosen. */
export function CheckMenu({ label, options, chosen, onChange }: CheckMenuProps) {
  return (
    <MenuTrigger>
      <AriaButton className="btn small">
        {label}
        <Icon name="down" size={14} />
      </AriaButton>
      <Popover className="menu" offset={4} placement="bottom end" aria-label={label}>
        <Menu
          aria-label={label}
          className="listbox"
          selectionMode="multiple"
          selectedKeys={chosen}
          disabledKeys={options.filter((option) => option.fixed === true).map(({ id }) => id)}
          onSelectionChange={(keys) => {
            if (keys !== 'all') onChange(new Set([...keys].map(String)));
          }}
        >
          {options.map((option) => (
            <MenuItem key={option.id} id={option.id} textValue={option.label} className="item">
              {({ isSelected }) => (
                <>
                  <span className="tick">{isSelected ? <Icon name="check" size={14} /> : null}</span>
                  <span>{option.label}</span>
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
