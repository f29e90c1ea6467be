import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

export interface ScreenTab {
  readonly id: string;
  readonly title: string;
  /** A count beside the title, where it says what awaits. */
  readonly count?: number;
  readonly Panel: () => ReactNode;
}

interface ScreenTabsProps {
  /** The screen's name, its only `h1`. */
  readonly title: string;
  readonly tabs: readonly ScreenTab[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  /** Before the title: the way back. */
  readonly before?: ReactNode;
  /** Right beside the title. */
  readonly beside?: ReactNode;
  /** Buttons at the right end of the header, the same for every tab. */
  readonly children?: ReactNode;
}

/** A screen of several views: title and tabs in one header, the chosen view below. Arrow keys go from tab to tab. */
export function ScreenTabs({ title, tabs, selected, onSelect, before, beside, children }: ScreenTabsProps) {
  return (
    <Tabs
      className="tabbed"
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key))}
      keyboardActivation="manual"
    >
      <div className="head">
        {before}
        <h1>{title}</h1>
        {beside}
        <TabList className="tabs" aria-label={`Views of ${title}`}>
          {tabs.map((tab) => (
            <Tab key={tab.id} id={tab.id} className={({ isSelected }) => (isSelected ? 'on' : '')}>
              {tab.title}
              {tab.count === undefined || tab.count === 0 ? null : <span className="count">{tab.count}</span>}
            </Tab>
          ))}
        </TabList>
        <span className="grow" />
        {children}
      </div>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          <tab.Panel />
        </TabPanel>
      ))}
    </Tabs>
  );
}
