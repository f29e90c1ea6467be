import { basename } from 'node:path';
import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import { readDocumentText } from './document-text.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

/** Reading of times and numbers comes along, which nothing else in the main process needs. */
const code = async () => ({
  ...(await import('../../shared/import/mapping.ts')),
  ...(await import('../import/mapping-document.ts')),
});

type MappingChannels = Pick<Handlers, Extract<ChannelName, `mapping:${string}`>>;

export function mappingHandlers(session: Session): MappingChannels {
  const { workspace, desktop } = session;
  return {
    'mapping:list': () => workspace.call('mappings', null),
    async 'mapping:forget'(request) {
      await workspace.call('forgetMapping', request);
      await announce(session, 'edited');
      return null;
    },
    async 'mapping:save'({ mapping, name }) {
      const { mappingDocument, readMapping } = await code();
      const checked = readMapping(mapping);
      const path = await desktop.askSaveJson(`${name}.mapping.json`);
      if (checked === null || path === null) return null;
      await writeWholeFile(path, `${JSON.stringify(mappingDocument(checked), null, 2)}\n`);
      return { displayPath: path };
    },
    async 'mapping:load'() {
      const path = await desktop.askOpenJson();
      if (path === null) return null;
      const { mappingDocument, readMapping } = await code();
      const mapping = readMapping(await readDocumentText(path, 'mapping'), basename(path));
      return mapping === null ? null : mappingDocument(mapping);
    },
  };
}
