import { Icon } from '../components/Icon.tsx';
import type { IconName } from '../components/icon-drawings.tsx';
import { useScenarios } from '../state/scenario-store.ts';
import { useView, type ScreenName } from '../state/view-store.ts';

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
    ],
  },
];

export function NavBar() {
  const current = useView((state) => state.screen);
  const goTo = useView((state) => state.goTo);
  const scenarios = useScenarios((state) => state.list.length);
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
          </button>
        )),
      ])}
    </nav>
  );
}
