import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { test, expect } from './sample-region.ts';

const PICTURE = resolve(import.meta.dirname, '..', 'docs', 'images', 'overview.png');
const SIZE = { width: 1280, height: 800 };
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Behind the signature: length and type of the first chunk, then width and height. */
const WIDTH_AT = 16;
const HEIGHT_AT = 20;

// The picture is made anew with UPDATE_PICTURES=1; every other run only looks whether it is there, whole.
if (process.env['UPDATE_PICTURES'] === '1') {
  test('takes the picture of the Overview for the README', async ({ openSample }) => {
    const { page } = await openSample({ size: SIZE, colorScheme: 'light' });
    await expect(page.getByRole('region', { name: 'Four answers' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Triggers' })).toBeVisible();
    await expect(page.getByText('reading the history')).toHaveCount(0);
    await page.mouse.move(SIZE.width / 2, 2);
    mkdirSync(dirname(PICTURE), { recursive: true });
    await page.screenshot({ path: PICTURE, animations: 'disabled', caret: 'hide' });
  });
}

test('the picture of the README is a whole PNG of 1280 × 800', () => {
  expect(existsSync(PICTURE), 'made by UPDATE_PICTURES=1').toBe(true);
  const bytes = readFileSync(PICTURE);
  expect(bytes.subarray(0, PNG_SIGNATURE.length)).toEqual(PNG_SIGNATURE);
  expect(bytes.readUInt32BE(WIDTH_AT)).toBe(SIZE.width);
  expect(bytes.readUInt32BE(HEIGHT_AT)).toBe(SIZE.height);
  expect(bytes.subarray(-8, -4).toString('latin1')).toBe('IEND');
});
