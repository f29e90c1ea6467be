import { isPlainHeader } from '../../../../shared/import/live/connection.ts';
import type { KeptSecrets, SecretStorage } from '../../../../shared/ipc/connection-channels.ts';
import { Button } from '../../../components/Button.tsx';
import { Select } from '../../../components/Select.tsx';
import { Status } from '../../../components/Status.tsx';
import { TextInput } from '../../../components/form/TextInput.tsx';
import type { Draft } from './draft-connection.ts';

export interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
  /** Which secrets are kept already; they need not be typed again. */
  readonly secrets: KeptSecrets;
}

const AUTH = [
  { id: 'none', label: 'None' },
  { id: 'basic', label: 'Basic' },
  { id: 'bearer', label: 'Bearer token' },
] as const;

const KEPT = 'kept; type to replace';

/** Who asks: basic, bearer or nobody, and headers that choose a tenant or open a gateway. */
export function SignInFields({ draft, onChange, secrets }: FieldsProps) {
  const kept = (name: string): { readonly placeholder?: string } =>
    secrets.names.includes(name) ? { placeholder: KEPT } : {};
  return (
    <fieldset className="form-group">
      <legend>Sign-in</legend>
      <div className="form-row">
        <Select
          showLabel
          small
          label="Method"
          value={draft.auth}
          options={AUTH}
          onChange={(auth) => onChange({ auth: auth === 'basic' || auth === 'bearer' ? auth : 'none' })}
        />
        {draft.auth === 'basic' ? (
          <>
            <TextInput label="User" value={draft.user} onChange={(user) => onChange({ user })} />
            <TextInput
              label="Password"
              type="password"
              value={draft.password}
              onChange={(password) => onChange({ password })}
              {...kept('password')}
            />
          </>
        ) : null}
        {draft.auth === 'bearer' ? (
          <TextInput
            label="Token"
            type="password"
            value={draft.token}
            onChange={(token) => onChange({ token })}
            {...kept('token')}
          />
        ) : null}
      </div>
      {draft.headers.map((header, index) => {
        const change = (next: Partial<typeof header>): void =>
          onChange({ headers: draft.headers.map((one, at) => (at === index ? { ...one, ...next } : one)) });
        return (
          // A header is identified by its place while its name is being typed.
          <div className="form-row form-header" key={index}>
            <TextInput
              label="Header"
              value={header.name}
              placeholder="X-Scope-OrgID"
              onChange={(name) => change({ name })}
            />
            <TextInput
              label="Value"
              value={header.value}
              type={header.name === '' || isPlainHeader(header.name.trim()) ? 'text' : 'password'}
              onChange={(value) => change({ value })}
              {...kept(`header:${header.name.trim().toLowerCase()}`)}
            />
            <Button
              small
              kind="quiet"
              icon="x"
              label={`Remove header ${header.name}`}
              onPress={() => onChange({ headers: draft.headers.filter((_, at) => at !== index) })}
            />
          </div>
        );
      })}
      <div>
        <Button
          small
          kind="quiet"
          icon="plus"
          onPress={() => onChange({ headers: [...draft.headers, { name: '', value: '' }] })}
        >
          Header
        </Button>
      </div>
    </fieldset>
  );
}

const KEEP = [
  { id: 'disk', label: 'On this machine' },
  { id: 'session', label: 'Until Headroom is closed' },
] as const;

/** Where secrets go, said before they go there. */
export function SecretsNote({
  storage,
  draft,
  onChange,
}: Pick<FieldsProps, 'draft' | 'onChange'> & { readonly storage: SecretStorage }) {
  return (
    <fieldset className="form-group">
      <legend>Secrets</legend>
      {storage === 'session' ? (
        <p className="soft">
          This system has no key store: secrets are kept until Headroom is closed, and nowhere else.
        </p>
      ) : (
        <Select
          small
          label="Keep secrets"
          value={draft.keep}
          options={KEEP}
          onChange={(keep) => onChange({ keep: keep === 'disk' ? 'disk' : 'session' })}
        />
      )}
      {storage === 'readable' ? (
        <p className="conn-warning">
          <Status badge mark="watch">
            No key store
          </Status>
          <span className="soft">Kept on this machine, anybody who can read your files can read them.</span>
        </p>
      ) : null}
      {storage === 'protected' ? (
        <p className="mute">Sealed by the system’s key store. They never enter the workspace or a log.</p>
      ) : (
        <p className="mute">They never enter the workspace or a log.</p>
      )}
    </fieldset>
  );
}
