import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { BackButton } from '../../app/BackButton.tsx';
import { GuideButton } from '../../app/GuideButton.tsx';
import { NoHosts } from '../../app/NoHosts.tsx';
import { useView } from '../../state/view-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { FLEET_TABS } from './fleet-tabs.ts';

function NothingImported() {
  return (
    <>
      <div className="head">
        <h1>Fleet</h1>
        <GuideButton />
      </div>
      <NoHosts />
    </>
  );
}

/** What the region is made of, part by part, each baseline and scenario together. */
export function FleetScreen() {
  const isEmpty = useWorkspace((state) => state.info?.counts.hosts === 0);
  const tab = useView((state) => state.fleetTab);
  const setTab = useView((state) => state.setFleetTab);
  const shown = FLEET_TABS.find(({ name }) => name === tab) ?? FLEET_TABS[0];
  if (isEmpty || shown === undefined) return <NothingImported />;
  const { Tools } = shown;
  return (
    <Tabs
      className="fleet-screen"
      selectedKey={shown.name}
      onSelectionChange={(key) => {
        const chosen = FLEET_TABS.find(({ name }) => name === key);
        if (chosen !== undefined) setTab(chosen.name);
      }}
    >
      <div className="head">
        <BackButton />
        <h1>Fleet</h1>
        <GuideButton />
        <TabList aria-label="Parts of the fleet" className="tabs">
          {FLEET_TABS.map(({ name, title }) => (
            <Tab key={name} id={name} className={({ isSelected }) => (isSelected ? 'on' : '')}>
              {title}
            </Tab>
          ))}
        </TabList>
        <span className="grow" />
        {Tools === undefined ? null : <Tools />}
      </div>
      {FLEET_TABS.map(({ name, Content }) => (
        <TabPanel key={name} id={name} className="fleet-panel">
          <Content />
        </TabPanel>
      ))}
    </Tabs>
  );
}
