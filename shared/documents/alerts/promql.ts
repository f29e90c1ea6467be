/** A text as PromQL writes it. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** A regular expression (RE2) that matches exactly one of these texts, as it stands inside quotes. */
function oneOf(texts: readonly string[]): string {
  return texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
}

/** `{entity="a"}`, `{entity=~"a|b"}`: a label that is one of these. */
export function isOneOf(label: string, values: readonly string[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return `${label}=${quoted(only)}`;
  return `${label}=~${quoted(oneOf(values))}`;
}

/** A selector of one recorded series: `name{a="1",b="2"}`. */
export function selector(name: string, labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${quoted(value)}`);
  return `${name}{${matchers.join(',')}}`;
}

/** A number as PromQL reads it back, twelve significant digits: more would be noise of binary fractions. */
export function promNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('a limit must be a number');
  return String(Number(value.toPrecision(12)));
}
