/**
 * Stops the word of a transition that starts before React Aria hears it, as its listener is on the document.
 *
 * React Aria keeps every element in transition until each of its properties has ended, and makes a screen reader's focus wait for
 * that. Of an element that is removed meanwhile it hears only the first property's end
 * (https://github.com/adobe/react-spectrum/issues/7326), so that a dialog closed while a button in it changes its colours
 * would stay in memory for good. Here colours, opacity and the length of a bar change by transitions: nothing moves that focus
 * would have to wait for.
 */
export function quietTransitions(): void {
  window.addEventListener('transitionrun', (event) => event.stopPropagation(), { capture: true });
}
