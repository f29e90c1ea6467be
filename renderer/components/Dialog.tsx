import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the act last. */
  readonly footer?: ReactNode;
  /** For text and a table. */
  readonly wide?: boolean;
  /** For a list and what it is about, side by side. */
  readonly roomy?: boolean;
}

/** The title asks, the text says what follows, the button names the act. Escape closes. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  footer,
  wide = false,
  roomy = false,
}: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={roomy ? 'modal import-modal' : wide ? 'modal wide-modal' : 'modal'}>
        <AriaDialog className="dialog">
          <header>
            <Heading slot="title">{title}</Heading>
          </header>
          <div className="body">{children}</div>
          {footer === undefined ? null : <footer>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
