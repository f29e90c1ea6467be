import type { FilePreview } from '../../../../shared/ipc/import-channels.ts';
import { formatInstant } from '../../../../shared/view/date-format.ts';
import { formatInteger } from '../../../../shared/view/number-format.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';

const few = (names: readonly string[], count: number): string =>
  names.length === 0
    ? '—'
    : count <= 2
      ? names.join(', ')
      : `${names.slice(0, 2).join(', ')} and ${formatInteger(count - 2)} more`;

function factsOf(preview: FilePreview): readonly (readonly [string, string])[] {
  const format = ['Format', preview.format ?? 'not recognised'] as const;
  if (preview.inventory !== null)
    return [format, ['Kind', preview.inventory.kind], ['Rows', formatInteger(preview.inventory.rows)]];
  if (preview.series === 0) return [format];
  return [
    format,
    ['Series', formatInteger(preview.series)],
    ['Samples', formatInteger(preview.samples)],
    ['Gaps', preview.gaps === 0 ? 'none' : formatInteger(preview.gaps)],
    ['From', preview.from === null ? '—' : formatInstant(preview.from)],
    ['To', preview.to === null ? '—' : formatInstant(preview.to)],
    ['Step', preview.stepSeconds === null ? 'one instant' : quantityText(preview.stepSeconds, 'seconds')],
    ['Entities', few(preview.entities, preview.entityCount)],
  ];
}

/** What was recognised, as rows of facts. */
export function FileFacts({ preview }: { readonly preview: FilePreview }) {
  return (
    <dl className="facts">
      {factsOf(preview).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="ell" title={value}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
