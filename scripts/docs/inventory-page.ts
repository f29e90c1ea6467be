import { INVENTORY_TABLES, type Column, type InventoryTableSpec } from '../../shared/model/columns.ts';

const code = (text: string): string => `\`${text}\``;

/** What a cell may hold, in words. */
function cellText({ field }: Column): string {
  const has = (key: string): unknown =>
    key in field ? (field as unknown as Record<string, unknown>)[key] : undefined;
  const values = has('values');
  const unit = has('unit');
  const to = has('to');
  if (Array.isArray(values)) return values.map((value) => code(String(value))).join(', ');
  if (typeof unit === 'string') return `number, ${unit}`;
  if (typeof to === 'string') return `id of ${to}`;
  return field.kind;
}

function tableText({ file, columns, parent }: InventoryTableSpec): readonly string[] {
  const owner = parent === undefined ? [] : [`| ${code(parent.column)} | yes | the row it belongs to |`];
  return [
    `## ${code(`${file}.csv`)}`,
    '',
    '| column | required | cell |',
    '|---|---|---|',
    ...owner,
    ...columns.map(
      (column) => `| ${code(column.name)} | ${column.required ? 'yes' : ''} | ${cellText(column)} |`,
    ),
    '',
  ];
}

/** docs/inventory-csv.md: every column of every inventory CSV, from the table the importer reads by. */
export function inventoryPage(): string {
  return [
    '# Inventory CSVs',
    '',
    '<!-- Written from shared/model/columns.ts by scripts/docs/pages.test.ts; `npx vitest run scripts/docs -u` renews it. -->',
    '',
    'One file per kind, one row per thing; rules, units in names and cells, and examples are in `assets/sample/README.md`. An empty',
    'cell means *not measured*, never zero. What the columns mean stands beside the fields in `shared/model/document.ts`.',
    '',
    ...INVENTORY_TABLES.flatMap(tableText),
  ].join('\n');
}
