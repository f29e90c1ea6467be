import { byCodeUnits } from '../../shared/model/model-index.ts';
import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { Problem } from '../../shared/model/problem.ts';
import type { SkippedFile } from '../../shared/ipc/import-channels.ts';
import { ioMessage, Refusal } from '../refusal.ts';
import { BadArchive, gunzipped } from './unpack.ts';
import { isZip, ZipArchive, type ZipEntry } from './zip-archive.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Files of one import; a folder with more is rather somebody's home. */
const MOST_FILES = 10_000;

/** One file to import, wherever it lies. */
export interface ImportSource {
  /** As it is shown and reported: the file's name, in a folder or an archive with the way there. */
  readonly name: string;
  /** What the person chose and this came out of: an index into the paths. */
  readonly from: number;
  /** Bytes on the disk, for progress. */
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Chosen itself: then it must be readable. What came out of a folder or an archive may be foreign. */
  readonly chosen: boolean;
  /** Unpacked bytes. `onRead` hears how many bytes on the disk were read. @throws BadArchive, file errors as Node's. */
  read(onRead: (bytes: number) => void): AsyncGenerator<Uint8Array>;
}

/** Something chosen, or in something chosen, that cannot be read. */
export interface SourceProblem {
  readonly from: number;
  readonly problem: Problem & { readonly file: string };
}

/** All files of the chosen paths. `close` it when done: archives stay open. */
export interface ImportSources {
  readonly files: readonly ImportSource[];
  readonly skipped: readonly SkippedFile[];
  /** Archives that cannot be read. */
  readonly problems: readonly SourceProblem[];
  close(): void;
}

/** Endings of files that hold no table and no document, to leave them out without looking inside. */
const FOREIGN =
  /\.(headroom|xlsx?|ods|docx?|pptx?|pdf|png|jpe?g|gif|svg|webp|ico|html?|css|m?js|tsx?|md|exe|dll|so|db|sqlite3?|parquet|zst|xz|bz2|7z|rar|tar|tgz|ya?ml|toml|ini|lock|log|py|go|rs|sh)(\.gz)?$/i;

/** Why a file found in a folder or an archive is left out; `null`: it is not. */
function foreignReason(name: string): string | null {
  const parts = name.split('/');
  if (parts.includes('..')) return 'a name that leads out of the archive';
  if (
    parts.some((part) => part.startsWith('.') || part === '__MACOSX') ||
    /^(thumbs\.db|desktop\.ini)$/i.test(parts.at(-1) ?? '')
  )
    return 'a hidden or system file';
  const ending = FOREIGN.exec(name)?.[0];
  return ending === undefined ? null : `no format that is read here (${ending.toLowerCase()})`;
}

class Gatherer {
  readonly files: ImportSource[] = [];
  readonly skipped: SkippedFile[] = [];
  readonly problems: SourceProblem[] = [];
  readonly archives: ZipArchive[] = [];

  async chosen(path: string, from: number): Promise<void> {
    const facts = await stat(path).catch((error: unknown) => {
      throw new Refusal('not-found', ioMessage(error) ?? String(error));
    });
    if (facts.isDirectory()) await this.folder(path, basename(path), from);
    else if (!facts.isFile())
      throw new Refusal('bad-input', `${path} is neither a file nor a folder. Nothing was changed.`);
    else if (/\.headroom$/i.test(path)) {
      // Never opened here: it may be the open one, whose lock goes with any other descriptor that is closed.
      const message = 'a Headroom workspace; open it instead of importing it';
      this.problems.push({ from, problem: { file: basename(path), message } });
    } else if (await isZip(path)) await this.archive(path, basename(path), from, true);
    else this.file(path, basename(path), from, facts, true);
  }

  private file(
    path: string,
    name: string,
    from: number,
    facts: { readonly size: number; readonly mtimeMs: number },
    chosen: boolean,
  ): void {
    if (this.files.length >= MOST_FILES) {
      throw new Refusal(
        'bad-input',
        `More than ${MOST_FILES} files at once. Choose a smaller folder. Nothing was changed.`,
      );
    }
    const read = (onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> =>
      gunzipped(fileBytes(path, onRead));
    this.files.push({ name, from, bytes: facts.size, modifiedMs: facts.mtimeMs, chosen, read });
  }

  /** In the order of names, so that the same folder always gives the same import. */
  private async folder(path: string, shown: string, from: number): Promise<void> {
    const found = await readdir(path, { recursive: true, withFileTypes: true });
    const named = found.map((entry) => ({
      entry,
      inner: relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'),
    }));
    for (const { entry, inner } of named.sort((a, b) => byCodeUnits(a.inner, b.inner))) {
      if (!entry.isDirectory()) await this.found(entry, inner, `${shown}/${inner}`, from);
    }
  }

  private async found(entry: Dirent, inner: string, name: string, from: number): Promise<void> {
    const path = join(entry.parentPath, entry.name);
    const reason = foreignReason(inner);
    const facts = reason === null ? await stat(path).catch(() => null) : null;
    if (reason !== null) this.skipped.push({ file: name, reason });
    else if (facts === null || !facts.isFile())
      this.skipped.push({
        file: name,
        reason: entry.isSymbolicLink() ? 'a link that leads to no file' : 'no file',
      });
    else if (await isZip(path)) await this.archive(path, name, from, false);
    else this.file(path, name, from, facts, false);
  }

  private async archive(path: string, shown: string, from: number, chosen: boolean): Promise<void> {
    let archive: ZipArchive;
    try {
      archive = await ZipArchive.open(path);
    } catch (error) {
      if (!(error instanceof BadArchive)) throw error;
      this.problems.push({ from, problem: { file: shown, message: error.message } });
      return;
    }
    this.archives.push(archive);
    if (archive.isOfficeFile) {
      const message = 'a spreadsheet or an office document; save the sheet as CSV and import that';
      if (chosen) this.problems.push({ from, problem: { file: shown, message } });
      else this.skipped.push({ file: shown, reason: message });
      return;
    }
    for (const entry of archive.entries) this.entry(entry, `${shown}/${entry.name}`, from);
  }

  private entry(entry: ZipEntry, name: string, from: number): void {
    const reason =
      foreignReason(entry.name) ?? (/\.zip$/i.test(entry.name) ? 'an archive in an archive' : null);
    if (reason !== null) this.skipped.push({ file: name, reason });
    else if (entry.unreadable !== null)
      this.problems.push({ from, problem: { file: name, message: entry.unreadable } });
    else {
      const read = async function* (onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
        yield* gunzipped(shared(entry, onRead));
      };
      this.files.push({
        name,
        from,
        bytes: entry.packedBytes,
        modifiedMs: entry.modifiedMs,
        chosen: false,
        read,
      });
    }
  }
}

/** What an entry gives, with its packed size told in proportion. */
async function* shared(entry: ZipEntry, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const share = entry.unpackedBytes > 0 ? entry.packedBytes / entry.unpackedBytes : 0;
  for await (const chunk of entry.read()) {
    onRead(chunk.length * share);
    yield chunk;
  }
}

async function* fileBytes(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const buffer = chunk as Buffer;
    onRead(buffer.length);
    yield buffer;
  }
}

/**
 * The files behind what a person chose: files themselves, everything in folders (hidden files and foreign types listed as
 * skipped), everything in zip archives (one level; their names are only shown, nothing is written anywhere).
 * @throws Refusal `not-found`, `bad-input`; nothing stays open then.
 */
export async function gatherSources(paths: readonly string[]): Promise<ImportSources> {
  const gatherer = new Gatherer();
  const close = (): void => {
    for (const archive of gatherer.archives) archive.close();
  };
  try {
    for (const [index, path] of paths.entries()) await gatherer.chosen(path, index);
  } catch (error) {
    close();
    throw error;
  }
  const { files, skipped, problems } = gatherer;
  return { files, skipped, problems, close };
}
