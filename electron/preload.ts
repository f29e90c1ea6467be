import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/ipc/bridge.ts';
import { isNoticeName, type NoticeName, type Notices } from '../shared/ipc/notice.ts';
import { WIRE } from './ipc/wire.ts';

/**
 * What a page gets: three functions, no powers. The main process checks every call against the contract, so nothing is
 * checked twice here; paths of dropped files go to the main process and come back as handles.
 */
const bridge: Bridge<File> = {
  invoke: (channel, ...request) => ipcRenderer.invoke(WIRE.invoke, channel, request[0]),

  on<Name extends NoticeName>(notice: Name, listener: (payload: Notices[Name]) => void): () => void {
    if (!isNoticeName(notice)) throw new TypeError('no such notice');
    const hear = (_event: unknown, name: unknown, payload: Notices[Name]): void => {
      if (name === notice) listener(payload);
    };
    ipcRenderer.on(WIRE.notice, hear);
    return () => {
      ipcRenderer.off(WIRE.notice, hear);
    };
  },

  registerFiles(files) {
    // Empty for a File made by script: only files the person really handed over have a path.
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    return ipcRenderer.invoke(WIRE.register, paths);
  },
};

contextBridge.exposeInMainWorld('headroom', bridge);
