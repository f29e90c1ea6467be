import { formatInstant } from '../../view/date-format.ts';
import { escaped } from './markup.ts';

/** What a report is of; stands at its head and at the foot of each printed page. */
export interface ReportOrigin {
  readonly workspace: string;
  /** `Baseline`, or the scenario’s name and version. */
  readonly scenario: string;
  readonly asOf: string;
  readonly contentHash: string;
}

export interface Report {
  readonly title: string;
  readonly origin: ReportOrigin;
  /** Markup of `markup.ts`. */
  readonly body: string;
}

/** Nothing is loaded and nothing runs: styles and drawings only. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light; --ink: #1b1f24; --muted: #5b6470; --line: #c9ced6; --accent: #0b62c4; --bad: #a4161a; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 40px; max-width: 1000px; background: #fff; color: var(--ink);
  font: 13px/1.45 Inter, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
header { border-bottom: 1.5px solid var(--ink); padding-bottom: 8px; margin-bottom: 16px; }
h1 { font-size: 21px; margin: 0 0 4px; }
header p, h2 small, .foot, .quiet { color: var(--muted); }
header p { margin: 0; }
h1, p { overflow-wrap: anywhere; }
h2 { font-size: 14px; margin: 0 0 6px; break-after: avoid; }
h2 small { font-weight: normal; font-size: 12px; margin-left: 10px; }
h3 { font-size: 16px; margin: 20px 0 4px; break-after: avoid; }
section { border-top: 1px solid var(--line); padding: 12px 0 14px; }
.verdict { display: flex; gap: 9px; font-size: 16px; margin: 0 0 12px; }
.scenario { color: var(--accent); margin: -6px 0 12px 25px; }
.mark { flex: none; margin-top: 4px; } .mark.breach { color: var(--bad); }
table { border-collapse: collapse; width: 100%; }
table + table { margin-top: 10px; }
thead { display: table-header-group; }
th { text-align: left; font-weight: 600; border-bottom: 1px solid var(--ink); padding: 3px 8px 3px 0; vertical-align: bottom; }
td { border-bottom: 1px solid var(--line); padding: 4px 8px 4px 0; vertical-align: top; }
th.n, td.n { text-align: right; white-space: nowrap; }
tr, svg { break-inside: avoid; }
.missed { font-weight: 600; color: var(--bad); }
.foot { border-top: 1px solid var(--line); margin-top: 20px; padding-top: 8px; font-size: 11px; }
text { font: 11px Inter, "Segoe UI", Arial, "DejaVu Sans", sans-serif; fill: var(--ink); }
@page { size: A4; margin: 16mm 14mm 18mm; }
@media print { body { padding: 0; max-width: none; } .foot { display: none; }
  section { padding: 9px 0 10px; } td { padding: 2.5px 8px 2.5px 0; } p { margin: 6px 0; } }
`;

const originText = ({ workspace, scenario, asOf, contentHash }: ReportOrigin): string =>
  `${workspace} · ${scenario} · as of ${formatInstant(asOf)} · content ${contentHash}`;

/** A report as one file that needs nothing else. */
export function reportPage({ title, origin, body }: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escaped(title)}</h1><p>${escaped(originText(origin))}</p></header>
<main>
${body}
</main>
<p class="foot">${escaped(originText(origin))} · Headroom</p>
</body>
</html>
`;
}

/** Foot of every page of the PDF: what it is of, and page x of y (filled in by whoever prints). */
export const pageFoot = (origin: ReportOrigin): string =>
  `<div style="font: 8px sans-serif; width: 100%; margin: 0 14mm; display: flex; justify-content: space-between"><span>${escaped(originText(origin))}</span><span>page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`;

/** `Baseline`; `Larkspur, version 3`; `Larkspur, not saved`. */
export function scenarioText({
  scenarioName,
  scenarioVersion,
}: {
  readonly scenarioName: string | null;
  readonly scenarioVersion: number | null;
}): string {
  if (scenarioName === null) return 'Baseline';
  return `${scenarioName}, ${scenarioVersion === null ? 'not saved' : `version ${scenarioVersion}`}`;
}
