import { ProgressBar } from 'react-aria-components';

interface ProgressProps {
  readonly label: string;
  /** 0..1; `null` while nothing is known. */
  readonly share: number | null;
}

/** A bar as long as the work done. Rate, rest and Cancel stand beside it. */
export function Progress({ label, share }: ProgressProps) {
  return (
    <ProgressBar
      aria-label={label}
      className="progress"
      value={(share ?? 0) * 100}
      isIndeterminate={share === null}
    >
      <i style={{ width: `${(share ?? 0) * 100}%` }} />
    </ProgressBar>
  );
}
