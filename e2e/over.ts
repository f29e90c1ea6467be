import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escapeFrom } from './window-acts.ts';

/** Something that opens over a place, or what a place shows once something in it is chosen. */
export interface Over {
  /** As `placeName` says it. */
  readonly place: string;
  readonly name: string;
  /** Opens it; what comes is there when the promise resolves. */
  readonly open: (page: Page, app: ElectronApplication) => Promise<unknown>;
  /** Escape, where nothing else is said. */
  readonly close?: (page: Page) => Promise<unknown>;
}

export const dialog = (page: Page, name?: string | RegExp): Locator =>
  page.getByRole('dialog', name === undefined ? {} : { name });
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name }).first();
export const inMain = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('main').getByRole('button', { name }).first();

export const byButton = (place: string, name: string | RegExp, title: string): Over => ({
  place,
  name: title,
  async open(page) {
    await inMain(page, name).click();
    await dialog(page).waitFor();
  },
});

export const backTo = (screen: string) => async (page: Page) =>
  page.getByRole('main').getByRole('button', { name: screen, exact: true }).first().click();

/** A file with this content in a folder of its own, which goes with this process. */
export function written(name: string, content: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-e2e-over-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

export async function closeOver(page: Page, over: Over): Promise<void> {
  if (over.close !== undefined) await over.close(page);
  else if ((await dialog(page).count()) > 0) await escapeFrom(page, dialog(page));
  else await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
}
