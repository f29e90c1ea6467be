import { counted, formatInteger } from '../../../../shared/view/number-format.ts';
import { useImport, wantedFiles } from '../../../state/import-store.ts';

/** What would be imported, in one sentence, and what needs somebody. */
export function OfferSentence() {
  const previews = useImport((state) => state.previews);
  const skipped = useImport((state) => state.skipped.length);
  const more = useImport((state) => state.more);
  const leftOut = useImport((state) => state.leftOut);
  const wanted = wantedFiles({ previews, leftOut });
  const refused = previews.filter(({ format }) => format === null).length;
  const series = wanted.reduce((sum, preview) => sum + preview.series, 0);
  const samples = wanted.reduce((sum, preview) => sum + preview.samples, 0);
  const rows = wanted.reduce((sum, preview) => sum + (preview.inventory?.rows ?? 0), 0);
  const partial = wanted.some((preview) => preview.partial);
  const holds = [
    series > 0
      ? `${counted(series, 'series', 'series')} with ${partial ? 'more than ' : ''}${formatInteger(samples)} samples`
      : '',
    rows > 0 ? counted(rows, 'inventory row') : '',
  ].filter((part) => part !== '');
  const rest = [
    refused > 0
      ? `${counted(refused, 'file')} cannot be read as ${refused === 1 ? 'it is' : 'they are'}`
      : '',
    skipped > 0 ? `${counted(skipped, 'file')} left out` : '',
    more > 0 ? `${counted(more, 'more file')} not looked at yet` : '',
  ].filter((part) => part !== '');
  return (
    <p className="offer-sentence" role="status">
      {wanted.length === 0 ? (
        <b>Nothing can be imported as it is.</b>
      ) : (
        <>
          <b>
            {counted(wanted.length, 'file')} {wanted.length === 1 ? 'holds' : 'hold'}{' '}
            {holds.join(' and ') || 'a mapping'}.
          </b>
        </>
      )}
      {rest.length === 0 ? '' : ` ${rest.join('; ')}.`}
    </p>
  );
}
