import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const CHUNK_BYTES = 1024 * 1024;
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** The compressed data ended early or is not what its first bytes promised. */
export class DamagedGzip extends Error {}

async function isGzip(path: string): Promise<boolean> {
  const stream = createReadStream(path, { start: 0, end: 1 });
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    return bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1];
  }
  return false;
}

/**
 * The bytes of a file in chunks of about 1 MiB, gunzipped where its first bytes say gzip (not its name). `onRead` hears
 * how many bytes of the file itself were read. Reading stops when the caller stops, and the file is closed.
 * @throws DamagedGzip; errors of the file system as Node gives them.
 */
export async function* sourceBytes(
  path: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const zipped = await isGzip(path);
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  // Errors of either stream reach the loop below; the callback only keeps them from being unhandled as well.
  const bytes = zipped ? pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined) : file;
  let seen = 0;
  try {
    for await (const chunk of bytes) {
      onRead(file.bytesRead - seen);
      seen = file.bytesRead;
      yield chunk;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) throw new DamagedGzip('the gzip data is cut off or damaged', { cause: error });
    throw error;
  }
}
