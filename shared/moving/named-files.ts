import type { ChainEvent } from "../chain/event.ts";
import { Refusal } from "../errors.ts";
import type { Row } from "../ports.ts";
import { readSettings } from "../settings.ts";
import type { AnyKept, EventFile } from "../stored/chain.ts";
import type { Content } from "../stored/content.ts";
import type { Copy } from "../stored/copy.ts";
import { settingsKey } from "../stored/network.ts";
import { assetKey, hashIn, kindKey, sourceKey, themeKey } from "../stored/objects.ts";
import type { ProofCopy, RedlineFacts } from "../stored/outputs.ts";
import type { ProofArchive } from "../stored/proof-archive.ts";
import { fromData } from "../stored/row.ts";
import type { Hash } from "../values.ts";

/** A file that something stored names, and what names it. */
export type NamedFile = Omit<EventFile, "said"> & { by: string };

/** All that the events of one of an aggregate name: `pk` is its partition. */
export function namedByEvents(aggregate: AnyKept, { pk }: Pick<Row, "pk">, events: readonly ChainEvent[]): NamedFile[] {
  return aggregate
    .files(pk.slice(aggregate.prefix.length), events)
    .map(({ said: _, ...file }) => ({ ...file, by: pk }));
}

/** What a row that is no event names: a proof archive, an annotated copy, the kinds and the theme that the settings choose. */
export function namedByRow(row: Row): NamedFile[] {
  const named = (key: string, content: Content = {}) => ({ key, content, by: `${row.pk} / ${row.sk}` });
  if (row.pk.startsWith("DELIVERABLE#") && row.sk === "dossier") {
    const { key, sha256, bytes } = fromData<ProofArchive>(row);
    return [named(key, { sha256, bytes })];
  }
  if (row.pk.startsWith("COPIES#")) {
    const { source } = fromData<Copy>(row);
    return source === undefined ? [] : [named(sourceKey(source))];
  }
  if (row.pk !== settingsKey.pk || row.sk !== settingsKey.sk) return [];
  const { kinds, theme } = readSettings(row.data).settings;
  const chosen = Object.values(kinds).map((hash) => named(kindKey(hash)));
  return theme === undefined ? chosen : [...chosen, named(themeKey(theme))];
}

/**
 * What a file names in its turn: a theme its logo, what is known of proofs and comparisons the documents. Throws
 * `object-damaged` where it cannot be read.
 */
export function namedByFile(key: string, bytes: Uint8Array): NamedFile[] {
  const read = <T>() => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as T;
  try {
    const named = naming.find(({ keys }) => keys.test(key))?.names(read, key) ?? [];
    return named.map((file) => ({ ...file, by: key }));
  } catch {
    throw new Refusal("object-damaged", { key });
  }
}

/** Kinds of files that name others, or that must be read to be known whole, by their keys. */
const naming: { keys: RegExp; names(read: <T>() => T, key: string): Omit<NamedFile, "by">[] }[] = [
  {
    keys: /^themes\//,
    names: (read) => {
      const { logo } = read<{ logo?: { image: { hash: Hash } } }>();
      return logo ? [{ key: assetKey(logo.image.hash), content: {} }] : [];
    },
  },
  {
    keys: /^outputs\/[0-9a-f]{64}\/proof\/version\.json$/,
    names: (read, key) =>
      read<ProofCopy[]>().map(({ format, sha256, bytes }) => ({
        ...{ key: key.replace(/json$/, format), content: { sha256, bytes } },
      })),
  },
  {
    keys: /^redlines\/.*\.json$/,
    names: (read, key) => {
      const { docx, html = {} } = read<Partial<RedlineFacts>>();
      const page = { key: key.replace(/json$/, "html"), content: html, job: redlineJobEnd(key) };
      return docx ? [page, { key: key.replace(/json$/, "docx"), content: docx }] : [page];
    },
  },
  { keys: /^redlines\/.*\.html$/, names: (_, key) => [{ key: key.replace(/html$/, "json"), content: {} }] },
  {
    keys: /^readings\//,
    names: (read) => {
      read();
      return [];
    },
  },
];

/** How the id ends of the job that made a comparison, whatever deliverable it is of. */
function redlineJobEnd(key: string): string {
  const [, from, to] = /([0-9a-f]+)-([0-9a-f]+)\.json$/.exec(key) ?? [];
  return `/${from}/${to}`;
}

/** The hash of a named file, from its key or from what names it. */
export function hashOfNamed({ key, content }: NamedFile): Hash | undefined {
  return content.sha256 ?? hashIn(key);
}
