import type { FocusEvent } from 'react';
import { Button } from '../components/Button.tsx';
import { Mark } from '../components/Status.tsx';
import { useToasts } from '../state/toast-store.ts';

const { hold, release } = useToasts.getState();

/** Nothing leaves from under the pointer or the focus. */
const stayingWhileUsed = (id: number) => ({
  onPointerEnter: () => hold(id),
  onFocus: () => hold(id),
  onPointerLeave: ({ currentTarget }: { readonly currentTarget: Element }) => {
    if (!currentTarget.matches(':focus-within')) release(id);
  },
  onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget) && !currentTarget.matches(':hover')) release(id);
  },
});

/** News at the lower edge of the window; screen readers hear them as they come. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  const dismiss = useToasts((state) => state.dismiss);
  return (
    <div className="toasts" role="region" aria-label="News" aria-live="polite">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="toast"
          role={toast.mark === 'breach' ? 'alert' : 'status'}
          {...stayingWhileUsed(toast.id)}
        >
          <Mark mark={toast.mark} />
          <div className="toast-text">
            <span className="med">{toast.title}</span>
            {toast.lines.map((line) => (
              <p key={line} className="soft">
                {line}
              </p>
            ))}
          </div>
          {toast.action === undefined ? null : (
            <button
              type="button"
              className="linkish"
              onClick={() => {
                toast.action?.run();
                dismiss(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          )}
          <Button kind="quiet" small icon="x" label="Close" onPress={() => dismiss(toast.id)} />
        </div>
      ))}
    </div>
  );
}
