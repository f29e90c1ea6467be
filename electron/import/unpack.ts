import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const CHUNK_BYTES = 1024 * 1024;

/** Packed data that cannot be read: cut off, damaged, or made to fill a disk. Its message is for the person. */
export class BadArchive extends Error {}

/** Metrics pack 5 to 40 times smaller; nothing that is worth reading packs better than this. */
const LARGEST_RATIO = 200;
/** Below so many bytes any ratio will do: a short file of one repeated line is no attack. */
const HARMLESS_BYTES = 64 * 1024 * 1024;

/** Whether so much out of so little is a bomb: a small file made to unpack to more than any disk holds. */
export function isBomb(packedBytes: number, unpackedBytes: number): boolean {
  return unpackedBytes > HARMLESS_BYTES && unpackedBytes > packedBytes * LARGEST_RATIO;
}

export const BOMB =
  `it unpacks to more than ${LARGEST_RATIO} times its size, which no measurement does; ` +
  'if it is meant so, unpack it yourself and import the files';

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** At least two bytes from the start, unless there are no more. */
async function firstBytes(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    first = first.length === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  return first;
}

/**
 * Bytes as they come, gunzipped where the first of them say gzip (not a name). Reading stops when the caller stops.
 * @throws BadArchive; whatever `chunks` throws.
 */
export async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  const first = await firstBytes(source);
  const whole = joined(first, source);
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield* whole;
    return;
  }
  let packed = 0;
  let unpacked = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of whole) {
      packed += chunk.length;
      yield chunk;
    }
  };
  // Errors of either stream reach the loop below; the callback only keeps them from being unhandled as well.
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const bytes = pipeline(Readable.from(counted()), gunzip, () => undefined);
  try {
    for await (const chunk of bytes) {
      const buffer = chunk as Buffer;
      unpacked += buffer.length;
      if (isBomb(packed, unpacked)) throw new BadArchive(BOMB);
      yield buffer;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) throw new BadArchive('the gzip data is cut off or damaged', { cause: error });
    throw error;
  }
}
