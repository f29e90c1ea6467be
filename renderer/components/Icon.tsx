import { ICON_DRAWINGS, type IconName } from './icon-drawings.tsx';

interface IconProps {
  readonly name: IconName;
  /** 16 px unless said otherwise. */
  readonly size?: 12 | 14;
}

/** An icon beside a word. It never carries meaning alone, so it is hidden from screen readers. */
export function Icon({ name, size }: IconProps) {
  return (
    <svg
      className={size === undefined ? 'i' : `i s${size}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {ICON_DRAWINGS[name]}
    </svg>
  );
}
