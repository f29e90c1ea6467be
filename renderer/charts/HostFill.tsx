import { quantityText } from '../../shared/view/quantity-format.ts';

interface HostFillProps {
  readonly host: string;
  readonly beforeBytes: number;
  readonly addedBytes: number;
  readonly allocatableBytes: number;
}

const percent = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;

/** A host's memory: what was on it, what comes. */
export function HostFill({ host, beforeBytes, addedBytes, allocatableBytes }: HostFillProps) {
  const label = `${host}: ${quantityText(beforeBytes, 'bytes')} before, ${quantityText(addedBytes, 'bytes')} more, of ${quantityText(allocatableBytes, 'bytes')}`;
  return (
    <span className="mbar" role="img" aria-label={label}>
      <i className="was" style={{ width: percent(beforeBytes / allocatableBytes) }} />
      <i className="now" style={{ width: percent(addedBytes / allocatableBytes) }} />
    </span>
  );
}
