import { useEffect, type RefObject } from 'react';

/**
 * Copy and paste while an element has the focus that is no text field. The browser sends both events to where text is
 * selected, which is the body where none is, so they are heard on the document.
 */
export function useClipboardKeys(
  element: RefObject<HTMLElement | null>,
  onCopy: () => void,
  onPaste: (text: string) => void,
): void {
  useEffect(() => {
    const isHere = (): boolean => element.current !== null && document.activeElement === element.current;
    const copy = (event: ClipboardEvent): void => {
      if (!isHere()) return;
      event.preventDefault();
      onCopy();
    };
    const paste = (event: ClipboardEvent): void => {
      if (!isHere()) return;
      event.preventDefault();
      onPaste(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('paste', paste);
    };
  }, [element, onCopy, onPaste]);
}
