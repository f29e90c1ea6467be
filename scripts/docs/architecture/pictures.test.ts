import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../setup/places.mjs';
import { layerOrder } from './layer-order.ts';
import { ANSWER_FILES, answerPicture, layersPicture } from './pictures.ts';

describe('the pictures of docs/architecture.md', () => {
  it('are what the rule of the layers and the folders of workers say', async () => {
    await expect(layersPicture(inRoot())).toMatchFileSnapshot('../../../docs/images/architecture.svg');
    await expect(answerPicture()).toMatchFileSnapshot('../../../docs/images/answer.svg');
  });
  it('have every folder of the engine, and only those', () => {
    const folders = readdirSync(inRoot('shared')).filter(
      (name) => !/\.d\.ts$|^tsconfig|\.test\.ts$/.test(name),
    );
    expect([...layerOrder(inRoot())].sort()).toEqual(folders.sort());
  });
  it('name files that are there', () => {
    for (const file of ANSWER_FILES) expect(existsSync(inRoot(file)), file).toBe(true);
  });
});
