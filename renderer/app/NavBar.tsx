import { Icon } from '../components/Icon.tsx';
import type { IconName } from '../components/icon-drawings.tsx';
import { dayNumber } from '../../shared/model/instant.ts';
import { usePlan } from '../state/plan-store.ts';
import { useScenarios } from '../state/scenario-store.ts';
import { useView, type ScreenName } from '../state/view-store.ts';
import { useWorkspace } from '../state/workspace-store.ts';

export interface NavItem {
  readonly screen: ScreenName;
  readonly title: string;
  readonly icon: IconName;
}

/** Only what works stands here. */
export const NAVIGATION: readonly { readonly group: string; readonly items: readonly NavItem[] }[] = [
  {
    group: 'See',
    items: [
      { screen: 'overview', title: 'Overview', icon: 'overview' },
      { screen: 'fleet', title: 'Fleet', icon: 'fleet' },
      { screen: 'forecast', title: 'Forecast', icon: 'forecast' },
    ],
  },
  {
    group: 'Ask',
    items: [
      { screen: 'scenarios', title: 'Scenarios', icon: 'scenarios' },
      { screen: 'survival', title: 'Survival', icon: 'survival' },
      { screen: 'onboarding', title: 'Onboarding', icon: 'onboarding' },
    ],
  },
  {
    group: 'Act',
    items: [
      { screen: 'plan', title: 'Plan', icon: 'plan' },
      { screen: 'failures', title: 'Failure modes', icon: 'failure' },
      { screen: 'decisions', title: 'Decisions', icon: 'decisions' },
    ],
  },
  {
    group: 'Know',
    items: [
      { screen: 'data', title: 'Data', icon: 'data' },
      { screen: 'assumptions', title: 'Assumptions', icon: 'assumptions' },
      { screen: 'help', title: 'Help', icon: 'info' },
    ],
  },
];

/** Orders this near count as due. */
const DUE_DAYS = 7;

/** Accepted purchases that are to be ordered within a week of the inventory's day, or should have been. */
function useDuePurchases(): number {
  const asOf = useWorkspace((state) => state.info?.asOf ?? null);
  return usePlan(({ purchases }) => {
    const today = asOf === null ? null : dayNumber(asOf.slice(0, 10));
    if (today === null) return 0;
    return purchases.filter(({ status, decision }) => {
      const by = decision.line.orderBy === null ? null : dayNumber(decision.line.orderBy);
      return status === 'accepted' && by !== null && by <= today + DUE_DAYS;
    }).length;
  });
}

export function NavBar() {
  const current = useView((state) => state.screen);
  const goTo = useView((state) => state.goTo);
  const scenarios = useScenarios((state) => state.list.length);
  const due = useDuePurchases();
  return (
    <nav className="nav" aria-label="Screens">
      {NAVIGATION.flatMap(({ group, items }) => [
        <div key={group} className="group">
          {group}
        </div>,
        ...items.map(({ screen, title, icon }) => (
          <button
            key={screen}
            type="button"
            className="nav-item"
            title={title}
            {...(screen === current ? { 'aria-current': 'page' as const } : {})}
            onClick={() => goTo(screen)}
          >
            <Icon name={icon} />
            <span>{title}</span>
            {screen === 'scenarios' && scenarios > 0 ? <span className="count">{scenarios}</span> : null}
            {screen === 'plan' && due > 0 ? <span className="count">{due} due</span> : null}
          </button>
        )),
      ])}
    </nav>
  );
}
