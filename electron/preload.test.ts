import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../shared/ipc/bridge.ts';
import { WIRE } from './ipc/wire.ts';

const exposed = new Map<string, unknown>();
const heard: ((event: unknown, name: unknown, payload: unknown) => void)[] = [];
const invoke = vi.fn((..._args: unknown[]) => Promise.resolve({ ok: true, value: null }));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
  ipcRenderer: {
    invoke,
    on: (_channel: string, listener: (typeof heard)[number]) => heard.push(listener),
    off: (_channel: string, listener: (typeof heard)[number]) => heard.splice(heard.indexOf(listener), 1),
  },
  webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
}));

const bridge = async (): Promise<Bridge<unknown>> => {
  await import('./preload.ts');
  return exposed.get('headroom') as Bridge<unknown>;
};

beforeEach(() => {
  invoke.mockClear();
});

describe('the preload', () => {
  it('exposes three functions under one name and nothing else', async () => {
    const api = await bridge();
    expect([...exposed.keys()]).toEqual(['headroom']);
    expect(Object.keys(api).sort()).toEqual(['invoke', 'on', 'registerFiles']);
  });

  it('sends every verb over the one checked channel', async () => {
    const api = await bridge();
    await api.invoke('workspace:open-recent', { id: 'a' });
    await api.invoke('workspace:info');
    expect(invoke.mock.calls).toEqual([
      [WIRE.invoke, 'workspace:open-recent', { id: 'a' }],
      [WIRE.invoke, 'workspace:info', undefined],
    ]);
  });

  it('passes on the notice asked for, without the event, until told to stop; other names are refused', async () => {
    const api = await bridge();
    const seen: unknown[] = [];
    const stop = api.on('menu-command', (...args) => seen.push(...args));
    for (const listener of heard) {
      listener({ sender: 'secret' }, 'menu-command', { command: 'undo' });
      listener({ sender: 'secret' }, 'progress', {});
    }
    stop();
    expect(seen).toEqual([{ command: 'undo' }]);
    expect(heard).toEqual([]);
    expect(() => api.on('toString' as 'progress', () => undefined)).toThrow('no such notice');
  });

  it('sends paths of real files only: one made by script has none', async () => {
    const api = await bridge();
    await api.registerFiles([{ path: '/data/a b.csv' }, {}]);
    expect(invoke).toHaveBeenCalledWith(WIRE.register, ['/data/a b.csv']);
  });
});
