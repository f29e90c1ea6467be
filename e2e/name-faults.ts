import type { Page } from '@playwright/test';

/** What the accessibility tree of Chromium says of a node; only what is looked at here. */
interface Node {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly value?: { readonly value?: unknown };
  readonly backendDOMNodeId?: number;
}

/** What a screen reader stops at: each has a name. */
const NAMED = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'spinbutton',
  'slider',
  'checkbox',
  'radio',
  'switch',
  'tab',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'option',
  'img',
  'image',
  'figure',
  'grid',
  'table',
  'listbox',
  'menu',
  'dialog',
  'alertdialog',
  'region',
  'navigation',
  'complementary',
  'form',
  'tablist',
  'tabpanel',
  'progressbar',
  'meter',
  'tree',
  'treeitem',
  'heading',
  'columnheader',
  'rowheader',
  'PopUpButton',
  'popUpButton',
  'DisclosureTriangle',
]);
/** What a person chooses among: within one group no two of the same kind are called the same. */
const TOLD_APART = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'spinbutton',
  'slider',
  'checkbox',
  'radio',
  'tab',
  'menuitem',
  'img',
  'image',
  'figure',
  'grid',
  'table',
  'region',
  'popUpButton',
  'PopUpButton',
]);
/** What a name is told apart in: the row, entry, card or part it stands in. */
const GROUPS = new Set([
  'row',
  'listitem',
  'article',
  'group',
  'region',
  'figure',
  'dialog',
  'navigation',
  'complementary',
  'banner',
  'contentinfo',
  'form',
  'menu',
  'listbox',
  'radiogroup',
  'tablist',
  'rowgroup',
  'table',
  'grid',
  'toolbar',
  'treeitem',
  'section',
  'definition',
  'paragraph',
  'cell',
  'gridcell',
  'rowheader',
  'Date', // a field of a day: year, month and day stand in it
]);

const text = (value: { readonly value?: unknown } | undefined): string =>
  typeof value?.value === 'string' ? value.value.trim() : '';

/** What a screen reader stops at without a name, or with the name of another thing in the same group. */
export async function nameFaults(page: Page): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as {
    readonly nodes: readonly Node[];
  };
  await devtools.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const roleOf = (node: Node | undefined): string => text(node?.role);
  const pathOf = (node: Node): string => {
    const words: string[] = [];
    for (let at: Node | undefined = node; at !== undefined; at = byId.get(at.parentId ?? '')) {
      if (!at.ignored && roleOf(at) !== '' && !['generic', 'none', 'StaticText'].includes(roleOf(at)))
        words.unshift(`${roleOf(at)} ${text(at.name).slice(0, 30)}`.trim());
    }
    return words.slice(-4).join(' > ');
  };
  const groupOf = (node: Node): Node | undefined => {
    for (let at = byId.get(node.parentId ?? ''); at !== undefined; at = byId.get(at.parentId ?? ''))
      if (!at.ignored && GROUPS.has(roleOf(at))) return at;
    return undefined;
  };
  const PARTS = new Set(['region', 'dialog', 'complementary', 'article', 'tabpanel', 'figure']);
  const partOf = (node: Node): Node | undefined => {
    for (let at = byId.get(node.parentId ?? ''); at !== undefined; at = byId.get(at.parentId ?? ''))
      if (!at.ignored && PARTS.has(roleOf(at)) && text(at.name) !== '') return at;
    return undefined;
  };
  const unnamedTables = nodes.filter(
    (node) => !node.ignored && roleOf(node) === 'table' && text(node.name) === '',
  );
  const isLone = (table: Node): boolean => {
    const part = partOf(table);
    return part !== undefined && unnamedTables.filter((other) => partOf(other) === part).length === 1;
  };
  const found: string[] = [];
  const groups = new Map<string, string>();
  for (const node of nodes) {
    const role = roleOf(node);
    if (node.ignored) continue;
    const name = text(node.name);
    // The only table of a part that is named is told by that name.
    if (NAMED.has(role) && name === '') {
      if (role === 'table' && !isLone(node))
        found.push(`one of several tables without a name: ${pathOf(node)}`);
      if (role === 'table') continue;
    }
    if (NAMED.has(role) && name === '') found.push(`no name: ${pathOf(node)}`);
    if (TOLD_APART.has(role) && name !== '' && name !== 'Dismiss') {
      const group = groupOf(node);
      const key = `${group?.nodeId ?? 'window'} ${role} ${name} ${text(node.description)}`;
      if (groups.has(key))
        found.push(`twice: ${role} “${name}” in ${group === undefined ? 'the window' : pathOf(group)}`);
      groups.set(key, name);
    }
  }
  return [...new Set(found)];
}

/** Tables without heads, charts whose words state no number, and text of a state that only its colour tells. */
export async function wordFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const isSeen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
    const named = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} "${(element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 50)}"`;
    for (const table of document.querySelectorAll('table, [role=grid], [role=table]')) {
      if (!isSeen(table)) continue;
      const heads = table.querySelectorAll('th, [role=columnheader], [role=rowheader]');
      if (heads.length === 0) found.push(`no heads: ${named(table)}`);
      for (const head of heads) {
        const isRow = head.matches('tbody th') || head.getAttribute('role') === 'rowheader';
        if (head.tagName === 'TH' && isRow && head.getAttribute('scope') === null)
          found.push(`a head of a row without scope: ${named(head)}`);
      }
    }
    // A drawing is told in words: those of its figure, its own name, or a table beside it.
    for (const drawing of document.querySelectorAll('svg, canvas')) {
      if (
        !isSeen(drawing) ||
        drawing.closest('button, a, [role=menuitem], [role=option], [role=tab]') !== null
      )
        continue;
      const { width, height } = drawing.getBoundingClientRect();
      if (width < 40 || height < 20) continue;
      if (drawing.closest('[aria-hidden=true]') !== null && drawing.closest('figure') === null) continue;
      const words = [
        drawing.getAttribute('aria-label'),
        drawing.querySelector('title')?.textContent,
        drawing.closest('[role=img], [role=group]')?.getAttribute('aria-label'),
        drawing.closest('figure')?.querySelector('figcaption')?.textContent,
        drawing.closest('tr, li, [role=row], [role=option], button')?.textContent,
      ].join(' ');
      if (!/\d|not measured|none|nothing/.test(words))
        found.push(
          `a drawing without a number in words: ${named(drawing)} in ${named(drawing.closest('figure, section, .pane, [role=img]') ?? drawing)}: “${words.trim().slice(0, 100)}”`,
        );
    }
    // Figures in the ink of a state stand beside its mark.
    const style = getComputedStyle(document.documentElement);
    const probe = document.createElement('i');
    document.body.append(probe);
    const inks = new Map(
      ['ok', 'watch', 'breach'].flatMap((state) =>
        [state, `${state}-ink`].map((token) => {
          probe.style.color = style.getPropertyValue(`--${token}`);
          return [getComputedStyle(probe).color, token] as const;
        }),
      ),
    );
    probe.remove();
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.nodeValue ?? '')
        .join('')
        .trim();
      if (own === '' || !isSeen(element) || element.closest('.btn, svg') !== null) continue;
      const ink = inks.get(getComputedStyle(element).color);
      if (ink === undefined) continue;
      const isFigure = /^[−–+€≤≥\d.,%\s×:/-]+[a-zA-Z%]{0,6}$/.test(own);
      const around =
        element.closest('td, th, li, p, dd, [role=gridcell], [role=row], header, .status, .vr') ??
        element.parentElement;
      if (
        isFigure &&
        around?.querySelector('.st') === null &&
        element.closest('tr, li, [role=row]')?.querySelector('.st') == null
      )
        found.push(`a state by colour alone: ${named(element)} in ${ink}`);
    }
    return [...new Set(found)];
  });
}
