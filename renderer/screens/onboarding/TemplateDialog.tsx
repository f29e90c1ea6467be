import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextInput } from '../../components/form/TextInput.tsx';
import { customerName, shapeOfEvent } from '../../state/onboarding-store.ts';
import { saveTemplate, usePipeline } from '../../state/pipeline-store.ts';
import type { EventDocument } from '../../state/scenario-document.ts';

interface TemplateDialogProps {
  readonly isOpen: boolean;
  readonly event: EventDocument;
  readonly onClose: () => void;
}

/** Keeps the customer's load and ramp under a name; name, place and date of the customer stay out. */
export function TemplateDialog({ isOpen, event, onClose }: TemplateDialogProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const templates = usePipeline((state) => state.shapes?.templates ?? null);
  const name = (typed ?? customerName(event)).trim();
  const replaces = templates?.some((template) => template.name === name) === true;
  const save = async (): Promise<void> => {
    if (!(await saveTemplate(name, shapeOfEvent(event)))) return;
    setTyped(null);
    onClose();
  };
  return (
    <Dialog
      title="Save the shape as a template"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button kind="primary" disabled={name === ''} onPress={() => void save()}>
            {replaces ? 'Replace template' : 'Save template'}
          </Button>
        </>
      }
    >
      <TextInput
        autoFocus
        label="Name"
        value={typed ?? customerName(event)}
        onChange={setTyped}
        hint={
          replaces
            ? 'A template of this name is replaced; undo brings it back.'
            : 'Fleet, load and ramp are kept; customer, place and date are not.'
        }
      />
    </Dialog>
  );
}
