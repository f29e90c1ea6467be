import { basename } from 'node:path';
import type { Handlers, RequestOf } from '../../shared/ipc/contract.ts';
import { fileNameOf } from '../../shared/documents/file-name.ts';
import type { Rendered } from '../documents/rendered.ts';
import { writeWholeFile } from '../documents/whole-file.ts';
import type { Session } from './session.ts';
import { unlessCancelled } from './tasks.ts';

type Request = RequestOf<'document:export'>;

/** Documents that leave the application. The file has its name only when it is whole. */
export function documentHandlers(session: Session): Pick<Handlers, 'document:export'> {
  const { workspace, simulations, desktop, tasks, notify } = session;

  const told = (task: string, detail: string): void =>
    notify('progress', {
      task,
      kind: 'document',
      done: 0,
      total: 0,
      unit: 'steps',
      ratePerSecond: null,
      remainingSeconds: null,
      detail,
    });

  const rendered = async (
    request: Request,
    file: string,
    name: string,
    signal: AbortSignal,
  ): Promise<Rendered> => {
    const { scenario, task } = request;
    const saved = scenario.kind === 'saved' ? await workspace.call('getScenario', scenario) : null;
    const scenarioVersion = saved?.version ?? null;
    if (request.what === 'review')
      return workspace.call('reviewDocument', { form: request.form, scenario, scenarioVersion }, { signal });
    const named = { scenario, workspace: name, scenarioVersion };
    if (request.what === 'onboarding')
      return simulations.onboardingDocument({ ...named, form: request.form }, signal);
    const { form, settings, horizonDays } = request;
    return simulations.planDocument(
      { ...named, form, settings, horizonDays },
      ({ detail }) => told(task, detail === null ? file : `${file}: ${detail}`),
      signal,
    );
  };

  return {
    async 'document:export'(request) {
      const info = await workspace.call('info', null);
      const name = info?.name ?? 'workspace';
      const suggested = fileNameOf([request.what, name, (info?.asOf ?? '').slice(0, 10)], request.form);
      const path = await desktop.askSaveData(suggested);
      if (path === null) return null;
      const file = basename(path);
      return tasks.run(request.task, async (signal) => {
        const orCancelled = <T>(work: Promise<T>): Promise<T> =>
          unlessCancelled(work, signal, 'Cancelled; nothing was written.');
        told(request.task, file);
        const done = await orCancelled(rendered(request, file, name, signal));
        if (done.kind === 'page') told(request.task, `${file}: printing`);
        const content =
          done.kind === 'file' ? done.content : await orCancelled(desktop.printPage(done.html, done.foot));
        await writeWholeFile(path, content);
        return { displayPath: path };
      });
    },
  };
}
