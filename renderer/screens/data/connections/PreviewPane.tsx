import type { LiveQuery } from '../../../../shared/import/live/connection.ts';
import type { QueryPreview } from '../../../../shared/import/live/query-preview.ts';
import { counted, formatInteger, formatPlain, listed } from '../../../../shared/view/number-format.ts';
import { METRIC_CATALOGUE } from '../../../../shared/import/metric-catalogue.ts';
import type { Unit } from '../../../../shared/units.ts';
import { quantityText } from '../../../../shared/view/quantity-format.ts';
import { Mark, Status } from '../../../components/Status.tsx';
import { bytesText, KIND_WORDS } from './connection-words.ts';

interface PreviewPaneProps {
  readonly preview: QueryPreview;
  readonly kind: LiveQuery['kind'];
  readonly days: number;
  readonly metric: string;
}

function verdictOf({ series, matched, ambiguous }: QueryPreview, one: string, many: string): string {
  if (series === 0) return 'It finds nothing now.';
  if (ambiguous.length > 0)
    return `Several series for ${listed([...ambiguous])}: none of them would be kept.`;
  const all = matched === series ? (series === 1 ? 'a' : 'all of them') : `${formatInteger(matched)} of them`;
  return `${counted(series, 'series', 'series')}, ${all} ${matched === 1 ? one : many} of the inventory.`;
}

const UNITS: Readonly<Record<string, Unit>> = {
  bytes: 'bytes',
  ratio: 'ratio',
  s: 'seconds',
  cores: 'cores',
};

/** A value in the metric's unit, as the catalogue has it. */
function valueText(value: number | null, metric: string): string {
  if (value === null) return 'not measured';
  const unit = METRIC_CATALOGUE.find(({ id }) => id === metric)?.unit ?? '';
  const known = UNITS[unit];
  if (known !== undefined) return quantityText(value, known);
  return unit === '' || unit === '1' ? formatPlain(value, 4) : `${formatPlain(value, 1)} ${unit}`;
}

/** What a query finds now: the sentence, what is left out and why, the first series, how much a sync would fetch. */
export function PreviewPane({ preview, kind, days, metric }: PreviewPaneProps) {
  const { one, many } = KIND_WORDS[kind];
  const { unmatched, unnamed, otherKind, missing, missingCount, ambiguous, saving, rows } = preview;
  const good = preview.series > 0 && ambiguous.length === 0;
  const more = missingCount - missing.length;
  const remarks = [
    ...(unmatched === 0
      ? []
      : [`${formatInteger(unmatched)} not in the inventory: kept under the name they come with.`]),
    ...(otherKind === 0 ? [] : [`${formatInteger(otherKind)} known as another kind of machine: left out.`]),
    ...(unnamed === 0 ? [] : [`${formatInteger(unnamed)} without a name by this label: left out.`]),
    ...(ambiguous.length === 0 ? [] : ['Sum them in the query, or choose a label that tells them apart.']),
    ...(missingCount === 0
      ? []
      : [`Nothing for ${listed(more > 0 ? [...missing, `${formatInteger(more)} more`] : [...missing])}.`]),
    ...preview.warnings.map((warning) => `The server says: ${warning}`),
  ];
  return (
    <div className="stages" role="status">
      <p className="stages-verdict">
        <Mark mark={good ? 'ok' : preview.series === 0 ? 'unknown' : 'breach'} />
        <span>{verdictOf(preview, one, many)}</span>
      </p>
      {remarks.length === 0 ? null : (
        <ul className="conn-notes">
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      {rows.length === 0 ? null : (
        <div className="preview-rows" tabIndex={0} role="region" aria-label="First series">
          <table aria-label="First series" className="tbl">
            <thead>
              <tr>
                <th>Label says</th>
                <th>Stored as</th>
                <th className="r">Now</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.labels} title={row.labels}>
                  <td className="mono">{row.name ?? '—'}</td>
                  <td>
                    {row.entity === null ? (
                      <Status mark="unknown">left out</Status>
                    ) : (
                      <Status mark={row.matched ? 'ok' : 'unknown'}>{row.entity}</Status>
                    )}
                  </td>
                  <td className="r">{valueText(row.value, metric)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.series === 0 ? null : saving === null ? (
        <p className="soft">
          {counted(days, 'day')} are about {formatInteger(preview.points)} points.
        </p>
      ) : (
        <p className="soft">
          {counted(days, 'day')} are {formatInteger(saving.points)} points instead of{' '}
          {formatInteger(saving.pointsInstead)}, about {bytesText(saving.bytes)} instead of{' '}
          {bytesText(saving.bytesInstead)}.
        </p>
      )}
      <details>
        <summary className="mute">As the server is asked</summary>
        <p className="mono soft asked">{preview.promql}</p>
      </details>
    </div>
  );
}
