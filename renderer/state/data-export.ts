import { counted } from '../../shared/view/number-format.ts';
import type { InputOf } from '../../shared/ipc/contract.ts';
import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';

export type ExportRequest = InputOf<'data:export'>;

/** Gives back what was imported, so that nobody is locked in. */
export async function exportData(request: ExportRequest): Promise<void> {
  const reply = await bridge().invoke('data:export', request);
  if (!reply.ok) showFailure('Nothing was exported.', reply);
  else if (reply.value !== null) {
    const { displayPath, files, series, samples } = reply.value;
    const what =
      series > 0
        ? `${counted(series, 'series', 'series')} with ${counted(samples, 'sample')}`
        : counted(files, 'file');
    showDone(`${what} written to ${displayPath}.`);
  }
}
