import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { CheckInput } from '../../../components/form/CheckInput.tsx';
import { TextAreaInput } from '../../../components/form/TextAreaInput.tsx';
import { TextInput } from '../../../components/form/TextInput.tsx';
import { Status } from '../../../components/Status.tsx';
import type { FieldsProps } from './SignInFields.tsx';

const PEM = '-----BEGIN CERTIFICATE-----';

/** Whom to trust, and how to prove who asks. Folded away until it is needed. */
export function EncryptionFields({ draft, onChange, secrets }: FieldsProps) {
  const [open, setOpen] = useState(draft.ca !== '' || draft.clientCertificate !== '' || !draft.verify);
  return (
    <fieldset className="form-group">
      <legend>Encryption</legend>
      <CheckInput checked={draft.verify} onChange={(verify) => onChange({ verify })}>
        Verify the server’s certificate
      </CheckInput>
      {draft.verify ? null : (
        <p className="conn-warning">
          <Status badge mark="watch">
            Not verified
          </Status>
          <span className="soft">Anybody on the way could answer in this server’s place.</span>
        </p>
      )}
      {open ? (
        <>
          <TextAreaInput
            label="Authority to trust"
            rows={3}
            value={draft.ca}
            placeholder={PEM}
            hint="PEM. Empty: the authorities of this system."
            onChange={(ca) => onChange({ ca })}
          />
          <TextAreaInput
            label="Certificate of this client"
            rows={3}
            value={draft.clientCertificate}
            placeholder={PEM}
            onChange={(clientCertificate) => onChange({ clientCertificate })}
          />
          <TextAreaInput
            label="Its private key"
            rows={3}
            value={draft.clientKey}
            placeholder={
              secrets.names.includes('clientKey') ? 'kept; paste to replace' : '-----BEGIN PRIVATE KEY-----'
            }
            hint="Kept with the secrets."
            onChange={(clientKey) => onChange({ clientKey })}
          />
          <TextInput
            label="Passphrase of the key"
            type="password"
            value={draft.clientKeyPassphrase}
            onChange={(clientKeyPassphrase) => onChange({ clientKeyPassphrase })}
          />
        </>
      ) : (
        <div>
          <Button small kind="quiet" icon="plus" onPress={() => setOpen(true)}>
            Own authority or client certificate
          </Button>
        </div>
      )}
    </fieldset>
  );
}
