import type { FilePreview, PreviewedMetric } from '../../../../shared/ipc/import-channels.ts';
import { counted, formatPlain } from '../../../../shared/view/number-format.ts';

const SHOWN = 8;

/** Full figures: what a file says and what is stored must be told apart to the digit. */
const figure = (value: number): string =>
  Math.abs(value) >= 1e15 || (value !== 0 && Math.abs(value) < 1e-6)
    ? value.toExponential(6)
    : formatPlain(value, 6);

function Example({ metric }: { readonly metric: PreviewedMetric }) {
  const { example, fromUnit, unit } = metric;
  if (example === null) return <>—</>;
  if (fromUnit === null)
    return (
      <>
        {figure(example.to)} <span className="u">{unit ?? ''}</span>
      </>
    );
  return (
    <>
      {figure(example.from)} <span className="u">{fromUnit}</span> → {figure(example.to)}{' '}
      <span className="u">{unit ?? ''}</span>
    </>
  );
}

/** What becomes of each metric: its id in the catalogue, its unit before and after, one value as an example. */
export function MetricsRead({ preview }: { readonly preview: FilePreview }) {
  const { metrics } = preview;
  if (metrics.length === 0) return null;
  const more = metrics.length - SHOWN;
  return (
    <table aria-label="Metrics read" className="tbl metrics-read">
      <thead>
        <tr>
          <th>In the file</th>
          <th>Kept as</th>
          <th className="r">Example, before → after</th>
        </tr>
      </thead>
      <tbody>
        {metrics.slice(0, SHOWN).map((metric) => (
          <tr key={metric.name}>
            <th scope="row" className="ell" title={metric.name}>
              {metric.name}
            </th>
            <td className={metric.canonical === null ? 'mute' : 'mono'}>
              {metric.canonical ?? 'its own name, unmapped'}
            </td>
            <td className="r">
              <Example metric={metric} />
            </td>
          </tr>
        ))}
        {more > 0 ? (
          <tr>
            <td colSpan={3} className="mute">
              {counted(more, 'more metric')}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
