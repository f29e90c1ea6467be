import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HeldBridge, ok } from './held-bridge.fixture.ts';
import {
  loadApp,
  openDropped,
  openRecent,
  openSample,
  openWorkspace,
  useWorkspace,
  workspaceChanged,
} from './workspace-store.ts';
import { useToasts } from './toast-store.ts';

let bridge: HeldBridge;
beforeEach(() => {
  bridge = new HeldBridge();
  useWorkspace.setState({ info: null, opening: null });
});
afterEach(() => vi.unstubAllGlobals());

const asked = (): readonly string[] => bridge.asked.map(({ channel }) => channel);

it('asks once, however often it is pressed, and for nothing else meanwhile', async () => {
  void openWorkspace();
  void openWorkspace();
  void openRecent({ id: '1', name: 'a' } as never);
  void openDropped('b', 'handle');
  void openSample();
  expect(asked()).toEqual(['workspace:open']);
  expect(useToasts.getState().toasts.map(({ title, lines }) => [title, ...lines].join(' '))).toEqual(
    ['a', 'b', 'The sample region'].map(
      (name) => `${name} was not opened. The workspace is still being opened.`,
    ),
  );
  await bridge.next('workspace:open').answer(ok(null));
  void openWorkspace();
  expect(asked()).toEqual(['workspace:open']);
});

it('does not take the answer for more than was said since: a change may come before it', async () => {
  const info = (revision: number) => ({ displayPath: '/a', revision }) as never;
  void openWorkspace();
  workspaceChanged(info(2), 'opened');
  workspaceChanged(info(3), 'edited');
  await bridge.next('workspace:open').answer(ok(info(2)));
  expect(useWorkspace.getState().info?.revision).toBe(3);
});

it('takes the first answer for no more than was said meanwhile: a workspace opened at the start stays open', async () => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  void loadApp();
  workspaceChanged({ displayPath: '/a', revision: 1 } as never, 'opened');
  const app = { version: '1', platform: 'linux', theme: 'system', workspace: null, recent: [] };
  await bridge.next('app:info').answer(ok(app));
  expect(useWorkspace.getState()).toMatchObject({ app: { version: '1' }, info: { displayPath: '/a' } });
});
