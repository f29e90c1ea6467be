import type { ReactNode } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-drawings.tsx';

interface ButtonProps {
  readonly children?: ReactNode;
  readonly icon?: IconName;
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly small?: boolean;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onPress?: () => void;
  /** What a screen reader says; needed where the button has no word. */
  readonly label?: string;
  /** Word and key in the tooltip of a button without a word. */
  readonly hint?: string;
  readonly slot?: string;
}

function className({ kind = 'plain', small = false, pressed = false, children }: ButtonProps): string {
  return [
    'btn',
    kind === 'plain' ? '' : kind,
    small ? 'small' : '',
    pressed ? 'is-on' : '',
    children === undefined ? 'icon' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The one button. It names the act: "Save version 8", "Import 3 files". Without a word it needs `label`. */
export function Button(props: ButtonProps) {
  const { children, icon, small = false, pressed, disabled = false, onPress, label, hint, slot } = props;
  const button = (
    <AriaButton
      className={className(props)}
      isDisabled={disabled}
      {...(onPress === undefined ? {} : { onPress })}
      {...(slot === undefined ? {} : { slot })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(props.autoFocus === true ? { autoFocus: true } : {})}
    >
      {icon === undefined ? null : <Icon name={icon} {...(small ? { size: 14 as const } : {})} />}
      {children}
    </AriaButton>
  );
  const tip = hint ?? (children === undefined ? label : undefined);
  return tip === undefined ? button : <WithTooltip tip={tip}>{button}</WithTooltip>;
}

/** A tooltip beside something focusable. */
function WithTooltip({ tip, children }: { readonly tip: ReactNode; readonly children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className="tip" offset={6}>
        {tip}
      </Tooltip>
    </TooltipTrigger>
  );
}
