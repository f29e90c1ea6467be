import type { OnboardingFacts } from '../../shared/documents/onboarding/onboarding-facts.ts';
import { onboardingReport } from '../../shared/documents/onboarding/onboarding-report.ts';
import { onboardingWorkbook } from '../../shared/documents/onboarding/onboarding-workbook.ts';
import { procurementReport } from '../../shared/documents/reports/procurement-report.ts';
import { pageFoot, reportPage, type Report } from '../../shared/documents/reports/report-page.ts';
import { procurementCsv } from '../../shared/documents/workbook/procurement-csv.ts';
import type { ProcurementFacts } from '../../shared/documents/workbook/procurement-facts.ts';
import { procurementWorkbook } from '../../shared/documents/workbook/procurement-workbook.ts';
import type { Workbook } from '../../shared/documents/workbook/workbook.ts';

export type DocumentForm = 'xlsx' | 'csv' | 'html' | 'pdf';
export type OnboardingForm = Exclude<DocumentForm, 'csv'>;

/** A document ready to be written; a page that is still to be printed brings the foot of its pages. */
export type Rendered =
  | { readonly kind: 'file'; readonly content: Uint8Array | string }
  | { readonly kind: 'page'; readonly html: string; readonly foot: string };

export function renderReport(report: Report, form: 'html' | 'pdf'): Rendered {
  const html = reportPage(report);
  return form === 'html'
    ? { kind: 'file', content: html }
    : { kind: 'page', html, foot: pageFoot(report.origin) };
}

export async function renderProcurement(facts: ProcurementFacts, form: DocumentForm): Promise<Rendered> {
  if (form === 'csv') return { kind: 'file', content: procurementCsv(facts) };
  if (form !== 'xlsx') return renderReport(procurementReport(facts), form);
  return renderWorkbook(procurementWorkbook(facts), facts.asOf);
}

export async function renderOnboarding(facts: OnboardingFacts, form: OnboardingForm): Promise<Rendered> {
  if (form !== 'xlsx') return renderReport(onboardingReport(facts), form);
  return renderWorkbook(onboardingWorkbook(facts), facts.origin.asOf);
}

async function renderWorkbook(workbook: Workbook, asOf: string): Promise<Rendered> {
  // Loaded when the first workbook is written: nobody else waits for it.
  const { workbookBytes } = await import('./workbook-bytes.ts');
  return { kind: 'file', content: await workbookBytes(workbook, new Date(asOf)) };
}
