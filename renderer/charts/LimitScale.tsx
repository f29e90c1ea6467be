import { LIMIT_AT } from '../../shared/view/limit-scale.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

interface LimitScaleProps {
  /** Place of the baseline's ring, 0..1; `null` if not measured. */
  readonly ringAt: number | null;
  /** Place of the scenario's dot; `null` where there is none or it is the same. */
  readonly dotAt: number | null;
  readonly isMissed: boolean;
  readonly label: string;
}

/** Before and after on one scale on which every limit stands at the same place, so that rows of different kinds compare. */
export function LimitScale({ ringAt, dotAt, isMissed, label }: LimitScaleProps) {
  const limit = percent(LIMIT_AT);
  const isRingMissed = isMissed && dotAt === null;
  return (
    <div className="db" role="img" aria-label={label}>
      <i className="over" style={{ left: limit }} />
      <i className="rail" />
      {ringAt !== null && dotAt !== null ? (
        <i
          className="seg_"
          style={{ left: percent(Math.min(ringAt, dotAt)), width: percent(Math.abs(dotAt - ringAt)) }}
        />
      ) : null}
      <i className="limit" style={{ left: limit }} />
      {ringAt === null ? null : (
        <i className={isRingMissed ? 'b bad' : 'b'} style={{ left: percent(ringAt) }} />
      )}
      {dotAt === null ? null : <i className={isMissed ? 'a bad' : 'a'} style={{ left: percent(dotAt) }} />}
    </div>
  );
}

/** The head of a column of limit scales. */
export function LimitAxis() {
  return (
    <div className="ax" aria-hidden="true">
      <span>0</span>
      <span className="half" style={{ left: percent(LIMIT_AT / 2) }}>
        half of the limit
      </span>
      <span className="l" style={{ left: percent(LIMIT_AT) }}>
        limit
      </span>
    </div>
  );
}
