import type { ChainEvent } from "../chain/event.ts";
import { Refusal } from "../errors.ts";
import type { Content, Key, Row } from "../ports.ts";
import { readSettings } from "../settings.ts";
import type { AnyKept, EventFile } from "../stored/chain.ts";
import { copyRow } from "../stored/copy.ts";
import { settingsRow } from "../stored/network.ts";
import { assetKey, hashIn, kindKey, objectIn, sourceKey, themeKey, treeKey } from "../stored/objects.ts";
import {
  type ProofFile,
  proofCopyKey,
  proofFactsIn,
  type RedlineFacts,
  redlineIn,
  redlineKey,
  type TypesetFile,
  typesetFactsIn,
  typesetKey,
} from "../stored/outputs.ts";
import { archiveRow, editionArchiveRow } from "../stored/proof-archive.ts";
import { isStatement, type KeptStatement } from "../stored/statement.ts";
import type { Hash } from "../values.ts";

/** A file that something stored names, and what names it. */
export type NamedFile = Omit<EventFile, "said" | "copies"> & { by: string };

/** All that the events of one of an aggregate name: `pk` is its partition. */
export function namedByEvents(aggregate: AnyKept, row: Key, events: readonly ChainEvent[]): NamedFile[] {
  return aggregate
    .files(aggregate.idOf(row) ?? "", events)
    .map(({ said: _, copies: __, ...file }) => ({ ...file, by: row.pk }));
}

/** What a row that is no event names: a proof archive, an annotated copy, the kinds and the theme that the settings choose. */
export function namedByRow(row: Row): NamedFile[] {
  const named = (key: string, content: Content = {}) => ({ key, content, by: `${row.pk} / ${row.sk}` });
  for (const sort of [archiveRow, editionArchiveRow])
    if (sort.holds(row)) {
      const { key, sha256, bytes } = sort.read(row);
      return [named(key, { sha256, bytes })];
    }
  if (copyRow.holds(row)) {
    const { source } = copyRow.read(row);
    return source === undefined ? [] : [named(sourceKey(source))];
  }
  if (!settingsRow.holds(row)) return [];
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
    const named = naming.flatMap((names) => names(key, read) ?? []);
    return named.map((file) => ({ ...file, by: key }));
  } catch {
    throw new Refusal("object-damaged", { key });
  }
}

type Read = <T>() => T;
type Named = Omit<NamedFile, "by">[];

/** Files that name others, or that must be read to be known whole; each gives undefined for the key of another. */
const naming: ((key: string, read: Read) => Named | undefined)[] = [
  function themeLogo(key, read) {
    if (objectIn(key)?.folder !== "themes") return undefined;
    const { logo } = read<{ logo?: { image: { hash: Hash } } }>();
    return logo ? [{ key: assetKey(logo.image.hash), content: {} }] : [];
  },
  function proofCopies(key, read) {
    const version = proofFactsIn(key);
    if (version === undefined) return undefined;
    return read<ProofFile[]>().map(({ format, sha256, bytes }) => ({
      ...{ key: proofCopyKey(version, format), content: { sha256, bytes } },
    }));
  },
  function typeset(key, read) {
    const source = typesetFactsIn(key);
    if (source === undefined) return undefined;
    return read<TypesetFile[]>().map(({ format, sha256, bytes }) => ({
      ...{ key: typesetKey(source, format), content: { sha256, bytes } },
    }));
  },
  function statement(key, read) {
    if (!isStatement(key)) return undefined;
    const { tree, theme, kind } = read<KeptStatement>().source;
    const keys = [treeKey(tree), themeKey(theme), ...(kind === undefined ? [] : [kindKey(kind)])];
    return keys.map((each) => ({ key: each, content: {} }));
  },
  function comparison(key, read) {
    const { from, to, format } = redlineIn(key) ?? {};
    if (from === undefined || to === undefined || format === "docx") return undefined;
    if (format === "html") return [{ key: redlineKey(from, to, "json"), content: {} }];
    const { docx, html = {} } = read<Partial<RedlineFacts>>();
    // how the id ends of the job that made it, whatever deliverable it is of
    const page = { key: redlineKey(from, to, "html"), content: html, job: `/${from}/${to}` };
    return docx ? [page, { key: redlineKey(from, to, "docx"), content: docx }] : [page];
  },
  function reading(key, read) {
    if (objectIn(key)?.folder !== "readings") return undefined;
    read();
    return [];
  },
];

/** The hash of a named file, from its key or from what names it. */
export function hashOfNamed({ key, content }: NamedFile): Hash | undefined {
  return content.sha256 ?? hashIn(key);
}
