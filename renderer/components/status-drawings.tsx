import type { ReactNode } from 'react';

/** The marks of states on a 16 × 16 grid. The outline alone tells them apart; good news is a thin ring, bad news is solid. */
export const STATUS_DRAWINGS = {
  ok: (
    <>
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="m5.2 8.2 2 2 3.7-4.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  watch: (
    <>
      <path
        d="M7.13 2.2a1 1 0 0 1 1.74 0l5.8 10.3a1 1 0 0 1-.870 1.5H2.2a1 1 0 0 1-.870-1.5z"
        fill="currentColor"
      />
      <path d="M8 6v3.5M8 11.7v.010" stroke="var(--panel)" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  breach: (
    <>
      <path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z" fill="currentColor" />
      <path
        d="m5.6 5.6 4.8 4.8M10.4 5.6l-4.8 4.8"
        stroke="var(--panel)"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </>
  ),
  unknown: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="2.5 2.4"
      />
      <path d="M5.5 8h5" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  undecided: (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="2.5 2.4"
      />
      <path
        d="M6.3 6.3a1.8 1.8 0 1 1 2.5 1.7c-.500.2-.800.5-.800 1M8 11.3v.010"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
      />
    </>
  ),
  repacked: (
    <>
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M4.9 6.7h5.6L9 5.2M11.1 9.3H5.5L7 10.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  base: (
    <>
      <circle cx="8" cy="8" r="3.5" fill="var(--panel)" stroke="currentColor" strokeWidth="1.75" />
    </>
  ),
  scen: (
    <>
      <circle cx="8" cy="8" r="4.25" fill="currentColor" />
    </>
  ),
} satisfies Readonly<Record<string, ReactNode>>;

export type StatusMark = keyof typeof STATUS_DRAWINGS;
