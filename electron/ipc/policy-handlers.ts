import { basename } from 'node:path';
import type { ChannelName, Handlers } from '../../shared/ipc/contract.ts';
import type { PolicyFile } from '../../shared/ipc/policy-channels.ts';
import { badInput } from '../refusal.ts';
import { readDocumentText } from './document-text.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

/** @throws Refusal `bad-input` with every problem located in the file. */
async function readPolicy(path: string): Promise<PolicyFile> {
  // Read when it is first wanted: hardly a start needs it.
  const [{ parseJsonText }, { parsePolicyOverrides }] = await Promise.all([
    import('../../shared/model/json-text.ts'),
    import('../../shared/model/parse-policy.ts'),
  ]);
  const file = basename(path);
  const json = parseJsonText(await readDocumentText(path, 'policy'), file);
  if (!json.ok) throw badInput(json.problems);
  const values = parsePolicyOverrides(json.value);
  if (!values.ok) throw badInput(values.problems.map((problem) => ({ file, ...problem })));
  return { file, values: values.value };
}

type PolicyChannels = Pick<Handlers, Extract<ChannelName, `policy:${string}`>>;

/** The assumptions: one by one, or several at once from a document. */
export function policyHandlers(session: Session): PolicyChannels {
  const { workspace, files } = session;
  const edited = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await announce(session, 'edited');
    return value;
  };
  return {
    'policy:get': () => workspace.call('policy', null),
    'policy:set': (request) => edited(workspace.call('setPolicy', request)),
    'policy:apply': (request) => edited(workspace.call('applyPolicy', request)),
    'policy:reset': (request) => edited(workspace.call('resetPolicy', request)),
    'policy:read': ({ handle }) => readPolicy(files.pathOf(handle)),
  };
}
