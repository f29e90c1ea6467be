import type { OnboardOutcome } from '../../events/onboarding-preview.ts';
import type { Model } from '../../model/document.ts';
import type { SimulationResult } from '../../timeline/result.ts';
import type { RegionName } from '../../view/constraint-name.ts';
import type { ReportOrigin } from '../reports/report-page.ts';

/** A scenario in which one customer comes, computed with its days: what its one-pager says in every form. */
export interface OnboardingFacts {
  readonly origin: ReportOrigin;
  readonly customer: string;
  readonly result: Omit<SimulationResult, 'triggers' | 'triggersBefore'>;
  readonly outcome: OnboardOutcome;
  readonly regionName: RegionName;
  /** Before the customer comes; flavors and machine types are looked up in it. */
  readonly model: Model;
}
