import assumptions from '../../../assets/help/assumptions.md?raw';
import data from '../../../assets/help/data.md?raw';
import decisions from '../../../assets/help/decisions.md?raw';
import failures from '../../../assets/help/failures.md?raw';
import fleet from '../../../assets/help/fleet.md?raw';
import forecast from '../../../assets/help/forecast.md?raw';
import onboarding from '../../../assets/help/onboarding.md?raw';
import overview from '../../../assets/help/overview.md?raw';
import plan from '../../../assets/help/plan.md?raw';
import reading from '../../../assets/help/reading.md?raw';
import scenarios from '../../../assets/help/scenarios.md?raw';
import start from '../../../assets/help/start.md?raw';
import survival from '../../../assets/help/survival.md?raw';
import { readGuide, type GuideText } from '../../../shared/help/guide.ts';
import type { GuideName } from '../../state/help-store.ts';

export interface Guide extends GuideText {
  readonly name: GuideName;
}

const guide = (name: GuideName, markdown: string): Guide => ({ name, ...readGuide(markdown) });

/** Every guide, in the order of the navigation; first the one about all screens and the one to begin with. */
export const GUIDES: readonly Guide[] = [
  guide('reading', reading),
  guide('start', start),
  guide('overview', overview),
  guide('fleet', fleet),
  guide('forecast', forecast),
  guide('scenarios', scenarios),
  guide('survival', survival),
  guide('onboarding', onboarding),
  guide('plan', plan),
  guide('failures', failures),
  guide('decisions', decisions),
  guide('data', data),
  guide('assumptions', assumptions),
];
