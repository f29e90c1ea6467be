import { GuideButton } from '../../app/GuideButton.tsx';
import { Button } from '../../components/Button.tsx';
import { ScreenTabs } from '../../components/ScreenTabs.tsx';
import { showData, useDataView } from '../../state/data-view-store.ts';
import { chooseFiles } from '../../state/import-store.ts';
import { DATA_TABS } from './data-tabs.ts';
import { ExportMenu } from './ExportMenu.tsx';

/** Where every number comes from: files, series, inventory, and what is missing. */
export function DataScreen() {
  const tab = useDataView((state) => state.place.tab);
  return (
    <ScreenTabs
      title="Data"
      beside={<GuideButton />}
      tabs={DATA_TABS}
      selected={DATA_TABS.some(({ id }) => id === tab) ? tab : 'imports'}
      onSelect={(id) => {
        const chosen = DATA_TABS.find((entry) => entry.id === id);
        if (chosen !== undefined) showData({ tab: chosen.id });
      }}
    >
      <ExportMenu />
      <Button onPress={() => void chooseFiles('folder')}>Import folder</Button>
      <Button icon="file" onPress={() => void chooseFiles()}>
        Import files
      </Button>
    </ScreenTabs>
  );
}
