interface BrandProps {
  readonly name: string;
  readonly title?: string;
}

/** The mark, and the name of what is open. */
export function Brand({ name, title }: BrandProps) {
  return (
    <div className="brand" title={title}>
      <BrandMark />
      <span className="name ell med">{name}</span>
    </div>
  );
}

/** Demand under its limit, in a frame. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 18 18" aria-hidden="true">
      <rect x="1" y="1" width="16" height="16" rx="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <rect x="4" y="9" width="10" height="5" rx="1" fill="currentColor" />
      <path d="M4 5.75h10" stroke="var(--accent)" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
