import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import { TextInput } from '../../../components/form/TextInput.tsx';
import { setObservedAt, setTimeZone } from '../../../state/import-reading.ts';
import { useImport } from '../../../state/import-store.ts';
import { ZoneInput } from './ZoneInput.tsx';

/** What a file does not say of its times and a person may know: the zone of its stamps, or when it was observed. */
export function StampsRead({ preview }: { readonly preview: FilePreview }) {
  const observedAt = useImport((state) => state.observedAt);
  if (preview.timeZone === null && !preview.timeless) return null;
  return (
    <div className="stamps-read">
      {preview.timeZone === null ? null : (
        <>
          <ZoneInput
            label="Zone of times without one"
            value={preview.timeZone}
            onChange={(zone) => setTimeZone(zone)}
          />
          <p className="mute">
            The stamps of this file name no zone. They are read in this one; the first is{' '}
            {preview.from === null ? 'not known' : preview.from}.
          </p>
        </>
      )}
      {preview.timeless ? (
        <>
          <TextInput label="Observed at" value={observedAt ?? ''} onChange={setObservedAt} />
          <p className="mute">
            The samples carry no time: one instant of one target. Empty takes when the file was last written,{' '}
            {preview.from ?? 'not known'}.
          </p>
        </>
      ) : null}
    </div>
  );
}
