import { open } from 'node:fs/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { BadArchive, BOMB, isBomb } from './unpack.ts';

/** More entries than any export has; a list of them alone could fill the memory. */
const MOST_ENTRIES = 100_000;

export interface ZipEntry {
  /** Path in the archive as it was written there: a name to show, never a place to write to. */
  readonly name: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly modifiedMs: number;
  /** Why it cannot be read; `null`: it can. */
  readonly unreadable: string | null;
  read(): AsyncGenerator<Uint8Array>;
}

/** Whether a file is a zip archive, by its first bytes. */
export async function isZip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const magic = buffer.subarray(0, bytesRead).toString('latin1');
    return magic === 'PK\u0003\u0004' || magic === 'PK\u0005\u0006';
  } finally {
    await file.close();
  }
}

/** A name without control characters, which could play with a terminal; separators as on every other system. */
function shownName(entry: Entry, raw: Buffer): string {
  const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  return name.replaceAll('\\', '/').replace(/[\u0000-\u001f\u007f]/g, '');
}

async function* entryBytes(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    // yauzl ends with an error where an entry unpacks to more than it declared.
    for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof Error && !('syscall' in error))
      throw new BadArchive(`the zip data is damaged: ${error.message}`, { cause: error });
    throw error;
  }
}

/**
 * An open zip archive. Nothing is ever unpacked to the disk, so that names leading elsewhere are only odd names.
 */
export class ZipArchive {
  readonly entries: readonly ZipEntry[];
  readonly #zip: ZipFile;

  private constructor(zip: ZipFile, entries: readonly ZipEntry[]) {
    this.#zip = zip;
    this.entries = entries;
  }

  /** Folders are left out. @throws BadArchive for damaged archives and bombs, by what they declare. */
  static async open(path: string): Promise<ZipArchive> {
    let zip: ZipFile | null = null;
    try {
      zip = await yauzl.openPromise(path, { autoClose: false, decodeStrings: false });
      if (zip.entryCount > MOST_ENTRIES) throw new BadArchive(`it holds ${zip.entryCount} entries`);
      const entries: ZipEntry[] = [];
      for await (const entry of zip.eachEntry()) {
        const name = shownName(entry, entry.fileNameRaw);
        if (!name.endsWith('/')) entries.push(readable(zip, entry, name));
      }
      const unpacked = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
      if (isBomb(zip.fileSize, unpacked)) throw new BadArchive(BOMB);
      return new ZipArchive(zip, entries);
    } catch (error) {
      zip?.close();
      if (error instanceof BadArchive || (error instanceof Error && 'syscall' in error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new BadArchive(`the zip archive is damaged: ${reason}`, { cause: error });
    }
  }

  /** A workbook or a document of an office program is a zip archive, too. */
  get isOfficeFile(): boolean {
    return this.entries.some(({ name }) => name === '[Content_Types].xml' || name === 'mimetype');
  }

  close(): void {
    this.#zip.close();
  }
}

function readable(zip: ZipFile, entry: Entry, name: string): ZipEntry {
  const bomb = isBomb(entry.compressedSize, entry.uncompressedSize);
  return {
    name,
    packedBytes: entry.compressedSize,
    unpackedBytes: entry.uncompressedSize,
    modifiedMs: entry.getLastModDate().getTime(),
    unreadable: entry.isEncrypted()
      ? 'it is encrypted'
      : !entry.canDecodeFileData()
        ? 'it is packed in a way not known here'
        : bomb
          ? BOMB
          : null,
    read: () => entryBytes(zip, entry),
  };
}
