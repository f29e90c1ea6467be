import { useDecisions } from '../state/decision-store.ts';
import { useImport } from '../state/import-store.ts';
import { usePolicyFile } from '../state/policy-file-store.ts';
import { useRecovery } from '../state/recovery-store.ts';
import { useView, type OverlayName } from '../state/view-store.ts';
import {
  CommandPalette,
  DiagnosticsDialog,
  ImportDialog,
  LicencesDialog,
  PolicyFileDialog,
  RecordDecisionDialog,
  RecoveryDialog,
  ShortcutsDialog,
  UpdatesDialog,
} from './parts.ts';
import { useOnceWanted } from './use-once-wanted.ts';

const useOnceOver = (name: OverlayName): boolean => useOnceWanted(useView(({ overlay }) => overlay === name));

/** What lies over every screen, also over the start screen: each is read when it is first wanted. */
export function Dialogs() {
  const finds = useOnceOver('palette');
  const lists = useOnceOver('shortcuts');
  const credits = useOnceOver('licences');
  const reports = useOnceOver('diagnostics');
  const updates = useOnceOver('updates');
  const decides = useOnceWanted(useDecisions(({ seed }) => seed !== null));
  const imports = useOnceWanted(useImport(({ stage }) => stage !== 'closed'));
  const loadsPolicy = useOnceWanted(
    usePolicyFile(({ offered, failure }) => offered !== null || failure !== null),
  );
  const recovers = useOnceWanted(useRecovery(({ offer }) => offer !== null));
  return (
    <>
      {finds ? <CommandPalette.View /> : null}
      {lists ? <ShortcutsDialog.View /> : null}
      {credits ? <LicencesDialog.View /> : null}
      {reports ? <DiagnosticsDialog.View /> : null}
      {updates ? <UpdatesDialog.View /> : null}
      {decides ? <RecordDecisionDialog.View /> : null}
      {imports ? <ImportDialog.View /> : null}
      {loadsPolicy ? <PolicyFileDialog.View /> : null}
      {recovers ? <RecoveryDialog.View /> : null}
    </>
  );
}
