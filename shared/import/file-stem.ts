/**
 * The name of a file without folders, endings (`.csv`, `.csv.gz`) and what Grafana adds to a panel's title
 * (`CPU-data-2026-11-16 10_20_30`, `…-data-as-seriestocolumns-…`). Two exports of one panel have one stem.
 */
export function fileStem(file: string): string {
  const name = file.replace(/^.*[/\\]/, '');
  const stem = name.replace(/\.gz$/i, '').replace(/\.[a-z]{1,7}$/i, '');
  return (
    stem.replace(/-data(?:-as-[\w-]+?)?-\d{4}-\d{2}-\d{2}[ T_-]\d{2}[_:-]\d{2}[_:-]\d{2}$/, '').trim() || name
  );
}
