import { basename } from 'node:path';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from './session.ts';
import { announce } from './workspace-handlers.ts';

type FailureChannels = Pick<
  Handlers,
  | 'failures:list'
  | 'failures:get'
  | 'failures:preset'
  | 'rules:file'
  | 'rules:export'
  | 'rules:set-runbook-base'
  | 'runbook:set'
  | 'runbook:reset'
>;

/** What can fail, who is told, and what to do then. */
export function failureHandlers(session: Session): FailureChannels {
  const { workspace, simulations, tasks, notify, desktop } = session;
  const edited = async (work: Promise<null>): Promise<null> => {
    await work;
    await announce(session, 'edited');
    return null;
  };
  return {
    'failures:list': () => workspace.call('failureList', null),
    'failures:get': (request) => workspace.call('failureGet', request),
    'failures:preset': (request) => workspace.call('failurePreset', request),
    'rules:file': () => workspace.call('ruleFile', null),
    'rules:export': ({ task, ...wanted }) =>
      tasks.run(task, async (signal) => {
        const path = await desktop.askSaveRules('headroom-rules.yml');
        if (path === null) return null;
        const { rules, tests, runbooks } = await workspace.call('ruleExport', wanted);
        const testText =
          tests === null
            ? null
            : await simulations.ruleTests(
                { ...tests, ruleFileName: basename(path) },
                (progress) => notify('progress', { task, kind: 'rules', ...progress }),
                signal,
              );
        if (signal.aborted) throw new Refusal('cancelled', 'The export was cancelled; nothing was written.');
        const { writeRuleExport } = await import('../documents/write-rules.ts');
        return {
          displayPath: path,
          files: await writeRuleExport(path, { rules, tests: testText, runbooks }),
        };
      }),
    'rules:set-runbook-base': (request) => edited(workspace.call('setRunbookBase', request)),
    'runbook:set': (request) => edited(workspace.call('setRunbook', request)),
    'runbook:reset': (request) => edited(workspace.call('resetRunbook', request)),
  };
}
