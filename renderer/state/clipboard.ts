import { showDone, showFailure } from './toast-store.ts';

async function copy(what: string, put: () => Promise<void>): Promise<void> {
  try {
    await put();
    showDone(`${what} copied.`);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The clipboard refused it.';
    showFailure(`${what} was not copied.`, { message });
  }
}

/** Puts text on the clipboard and says so; `what` begins the sentence: `Chart as CSV`. */
export async function copyText(what: string, text: string): Promise<void> {
  await copy(what, () => navigator.clipboard.writeText(text));
}

/** Puts a PNG on the clipboard. The picture may still be in the making: the press that asked for it must not be over. */
export async function copyPicture(what: string, png: Promise<Blob>): Promise<void> {
  await copy(what, () => navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]));
}
