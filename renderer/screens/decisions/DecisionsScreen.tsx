import { GuideButton } from '../../app/GuideButton.tsx';
import { Button } from '../../components/Button.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { ScreenTabs } from '../../components/ScreenTabs.tsx';
import {
  exportDecisions,
  showDecisionsTab,
  startDecision,
  useDecisions,
  type DecisionsTab,
} from '../../state/decision-store.ts';
import { useWorkspace } from '../../state/workspace-store.ts';
import { ChecklistsTab } from './ChecklistsTab.tsx';
import { LogTab } from './LogTab.tsx';
import { ReviewsTab } from './ReviewsTab.tsx';

const TABS: readonly {
  readonly id: DecisionsTab;
  readonly title: string;
  readonly Panel: () => React.JSX.Element;
}[] = [
  { id: 'log', title: 'Log', Panel: LogTab },
  { id: 'checklists', title: 'Checklists', Panel: ChecklistsTab },
  { id: 'reviews', title: 'Reviews', Panel: ReviewsTab },
];

const FORMATS = [
  { id: 'csv', label: 'CSV' },
  { id: 'json', label: 'JSON' },
  { id: 'md', label: 'Markdown' },
] as const;

/** Who decided what and why, what came of it, and the way back. */
export function DecisionsScreen() {
  const tab = useDecisions((state) => state.tab);
  const count = useDecisions((state) => state.list?.decisions.length ?? 0);
  const readOnly = useWorkspace((state) => state.info?.readOnly ?? true);
  return (
    <ScreenTabs
      title="Decisions"
      beside={<GuideButton />}
      tabs={TABS}
      selected={tab}
      onSelect={(id) => {
        const chosen = TABS.find((each) => each.id === id);
        if (chosen !== undefined) showDecisionsTab(chosen.id);
      }}
    >
      <MenuButton
        label="Export"
        icon="export"
        items={count === 0 ? [] : FORMATS}
        onAction={(id) => {
          const format = FORMATS.find((each) => each.id === id);
          if (format !== undefined) void exportDecisions(format.id);
        }}
      />
      <Button kind="primary" disabled={readOnly} onPress={() => startDecision({ kind: 'note', title: '' })}>
        Record decision…
      </Button>
    </ScreenTabs>
  );
}
