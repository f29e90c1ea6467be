import { formatInteger } from './number-format.ts';

const SIGNS: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£' };

/** `€62,400`; currencies without a sign of their own are named behind: `62,400 CHF`. */
export function money(amount: number, currency: string | null): string {
  const sign = SIGNS[currency ?? ''];
  return sign === undefined
    ? `${formatInteger(amount)} ${currency ?? ''}`.trim()
    : `${sign}${formatInteger(amount)}`;
}
