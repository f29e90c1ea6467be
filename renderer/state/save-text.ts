import { bridge } from './bridge.ts';
import { showDone, showFailure } from './toast-store.ts';

/** Writes a text where the person says, under a proposed name; says where it went. */
export async function saveText(name: string, text: string): Promise<void> {
  const reply = await bridge().invoke('app:save-text', { name, text });
  if (!reply.ok) showFailure('Nothing was written.', reply);
  else if (reply.value !== null) showDone(`Written to ${reply.value.displayPath}.`);
}
