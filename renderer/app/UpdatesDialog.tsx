import { useEffect } from 'react';
import type { UpdateAnswer, UpdateSettings } from '../../shared/ipc/update-channels.ts';
import type { Release } from '../../shared/releases/release-feed.ts';
import { formatDayInSentence, formatInstant } from '../../shared/view/date-format.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { ErrorNote, NotYet } from '../components/EmptyState.tsx';
import { TextAreaInput } from '../components/form/TextAreaInput.tsx';
import { TextInput } from '../components/form/TextInput.tsx';
import { Progress } from '../components/Progress.tsx';
import { Mark } from '../components/Status.tsx';
import {
  checkForUpdates,
  loadUpdates,
  openReleasePage,
  switchOffUpdates,
  switchOnUpdates,
  typeFeed,
  useUpdates,
  type TypedFeed,
} from '../state/update-store.ts';
import { useView } from '../state/view-store.ts';
import { useWorkspace } from '../state/workspace-store.ts';

const useVersion = (): string => useWorkspace(({ app }) => app?.version ?? '');

/** A release in plain text: markup in it is shown as it is written. */
function ReleaseNotes({ release }: { readonly release: Release }) {
  const { version, publishedOn, notes, page } = release;
  return (
    <section className="release" aria-label={`Version ${version}`}>
      <h3>
        {version} <span className="mute">{formatDayInSentence(publishedOn, null)}</span>
      </h3>
      {notes.length === 0 ? null : (
        <ul>
          {notes.map((note, at) => (
            <li key={`${at} ${note}`}>{note}</li>
          ))}
        </ul>
      )}
      <div className="release-page">
        <span className="mono">{page}</span>
        <Button
          small
          icon="link"
          label={`Open in the browser, version ${version}`}
          onPress={() => void openReleasePage(page)}
        >
          Open in the browser
        </Button>
      </div>
    </section>
  );
}

function Answer({ answer }: { readonly answer: UpdateAnswer }) {
  const { version, issuedAt, newest, newer } = answer;
  return (
    <div role="status" className="update-answer">
      {newer.length === 0 ? (
        <p className="v-say">
          <Mark mark="ok" />{' '}
          <b>
            {version} is {newest.version === version ? 'the newest version' : 'newer than every version'}
          </b>{' '}
          this feed names.
        </p>
      ) : (
        <p className="v-say">
          <b>{newest.version}</b> of {formatDayInSentence(newest.publishedOn, null)} is newer than this one,{' '}
          <b>{version}</b>.
        </p>
      )}
      <p className="mute small-text">Signed by the key below; issued {formatInstant(issuedAt)}.</p>
      {newer.map((release) => (
        <ReleaseNotes key={release.version} release={release} />
      ))}
    </div>
  );
}

function Result() {
  const result = useUpdates((state) => state.result);
  if (result === null) return null;
  if (result.kind === 'answered') return <Answer answer={result.answer} />;
  if (result.kind === 'asking')
    return (
      <div className="update-answer" role="status">
        <p className="soft">Asking for the feed.</p>
        <Progress label="Asking for the feed" share={null} />
      </div>
    );
  return (
    <div className="update-answer">
      <ErrorNote title="Whether there is a newer version is not known.">{result.message}</ErrorNote>
    </div>
  );
}

function SwitchedOn({ settings }: { readonly settings: UpdateSettings }) {
  const version = useVersion();
  const result = useUpdates((state) => state.result);
  return (
    <>
      {result === null ? (
        <p className="v-say">
          This is <b>{version}</b>. Whether there is a newer version is asked when you press <b>Check now</b>.
        </p>
      ) : null}
      <Result />
      <dl className="help-facts update-facts">
        <dt>Feed</dt>
        <dd className="mono">{settings.address}</dd>
        <dt>Public key</dt>
        <dd className="mono">{settings.fingerprint}</dd>
      </dl>
      <p className="mute small-text">
        One request goes to this address: no name, no version, nothing of a workspace. Nothing is asked at any
        other time; nothing is loaded or installed.
      </p>
    </>
  );
}

/** Where the feed is and whose key signs it; a build that brings them has filled the fields. */
function SwitchedOff({ settings }: { readonly settings: UpdateSettings }) {
  const version = useVersion();
  const typed = useUpdates((state) => state.typed);
  const problems = useUpdates((state) => state.problems);
  const problemOf = (field: keyof TypedFeed): { readonly problem?: string } => {
    const message = problems.find(({ path }) => path === field)?.message;
    return message === undefined ? {} : { problem: message };
  };
  return (
    <>
      <p className="v-say">
        This is <b>{version}</b>. Looking for newer versions is switched <b>off</b>.
      </p>
      <p className="soft">
        {settings.isBrought
          ? 'This build brings the feed of its publisher along. Once it is switched on, it is asked when you press Check now, and at no other time.'
          : 'No feed is set up: this build brings none. Whoever gives you Headroom may publish one, as an address and the public key that its answers are signed with. With both it can be switched on; it is then asked when you press Check now, and at no other time.'}
      </p>
      <div className="update-form">
        <TextInput
          label="Address of the feed"
          value={typed.address}
          placeholder="https://example.org/headroom.feed"
          onChange={(address) => typeFeed({ address })}
          {...problemOf('address')}
        />
        <TextAreaInput
          label="Public key of its publisher"
          rows={4}
          value={typed.key}
          placeholder="-----BEGIN PUBLIC KEY-----"
          hint="Ed25519, as PEM or the base64 in it. Take it from another place than the feed itself."
          onChange={(key) => typeFeed({ key })}
          {...problemOf('key')}
        />
      </div>
    </>
  );
}

function Acts({ settings }: { readonly settings: UpdateSettings }) {
  const typed = useUpdates((state) => state.typed);
  const isAsking = useUpdates((state) => state.result?.kind === 'asking');
  if (!settings.isOn)
    return (
      <Button
        kind="primary"
        disabled={typed.address.trim() === '' || typed.key.trim() === ''}
        onPress={() => void switchOnUpdates()}
      >
        Switch on
      </Button>
    );
  return (
    <>
      <Button kind="quiet" disabled={isAsking} onPress={() => void switchOffUpdates()}>
        Switch off
      </Button>
      <Button kind="primary" disabled={isAsking} onPress={() => void checkForUpdates()}>
        Check now
      </Button>
    </>
  );
}

/** Help, Check for updates: off until a person switches it on, and asked only by its button. */
export function UpdatesDialog() {
  const isOpen = useView((state) => state.overlay === 'updates');
  const show = useView((state) => state.show);
  const settings = useUpdates((state) => state.settings);
  const failure = useUpdates((state) => state.failure);
  useEffect(() => {
    if (isOpen) void loadUpdates();
  }, [isOpen]);
  return (
    <Dialog
      title="Check for updates"
      isOpen={isOpen}
      onClose={() => show(null)}
      wide
      footer={
        <>
          <Button kind="quiet" onPress={() => show(null)}>
            Close
          </Button>
          {settings === null ? null : <Acts settings={settings} />}
        </>
      }
    >
      {settings === null ? (
        <NotYet
          inside
          wait="Reading the settings…"
          failed="The settings were not read."
          failure={failure}
          again={() => void loadUpdates()}
        />
      ) : settings.isOn ? (
        <SwitchedOn settings={settings} />
      ) : (
        <SwitchedOff settings={settings} />
      )}
    </Dialog>
  );
}
