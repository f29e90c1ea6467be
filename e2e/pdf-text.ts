import { extractText, getDocumentProxy } from 'unpdf';
import { expect } from './launch.ts';

/** Text as it is compared across forms: every kind of space and joiner left out, since lines break elsewhere in each. */
const bare = (text: string): string => text.replaceAll(/[\s\u2060\u200b]+/g, '');

const unescaped = (text: string): string =>
  text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The text of every page of a PDF. */
async function pdfPages(bytes: Uint8Array): Promise<readonly string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(pdf, { mergePages: false });
  return text;
}

/** Every sentence, heading and table cell of a page of ours, figure by figure, is in the PDF of it. */
export async function expectSamePage(pdf: Uint8Array, html: string): Promise<void> {
  const pages = await pdfPages(pdf);
  const read = bare(pages.join(' '));
  const said = [...html.matchAll(/<(td|th|h1|h2|h3|p)[ >][\s\S]*?<\/\1>/g)]
    .filter(([markup]) => !markup.includes('class="foot"'))
    .map(([markup]) => unescaped(markup.replaceAll(/<small>[\s\S]*?<\/small>/g, '')))
    .filter((text) => text !== '');
  expect(said.length).toBeGreaterThan(20);
  expect(said.filter((text) => !read.includes(bare(text)))).toEqual([]);
  const foot = /content ([0-9a-f]{16})/.exec(html)?.[1] ?? 'no hash';
  for (const [at, page] of pages.entries()) {
    expect(page).toContain(foot);
    expect(bare(page)).toContain(`page${at + 1}of${pages.length}`);
  }
}
