import type { Event } from "../deliverable/event.ts";
import { referencesOf } from "../evidence/proof-archive/references.ts";
import type { Row } from "../ports.ts";
import { settingsSchema } from "../settings.ts";
import { type Content, hashIn } from "../stored/content.ts";
import type { Copy } from "../stored/copy.ts";
import type { Dossier } from "../stored/dossier.ts";
import { settingsKey } from "../stored/network.ts";
import { type Proof, proofKey, type RedlineFacts } from "../stored/outputs.ts";
import { fromData } from "../stored/row.ts";
import type { Hash } from "../values.ts";

/** A file that something stored names: its key, what it must be, and what names it. */
export type NamedFile = { key: string; content: Content; by: string };

/** All that the events of a deliverable name. */
export function namedByEvents(id: string, events: readonly Event[]): NamedFile[] {
  const by = `DELIVERABLE#${id}`;
  const references = referencesOf(events).map(({ key, sha256 }) => ({ key, content: { sha256 }, by }));
  const readings = events.flatMap(({ type, data }) =>
    type === "draftAccepted" ? [{ key: `readings/${data.upload}.json`, content: {}, by }] : [],
  );
  return [...references, ...readings];
}

/** What a row that is no event names: a dossier, an annotated copy, the kinds and the theme that the settings choose. */
export function namedByRow(row: Row): NamedFile[] {
  const named = (key: string, content: Content = {}) => ({ key, content, by: `${row.pk} / ${row.sk}` });
  if (row.pk.startsWith("DELIVERABLE#") && row.sk === "dossier") {
    const { key, sha256, bytes } = fromData<Dossier>(row);
    return [named(key, { sha256, bytes })];
  }
  if (row.pk.startsWith("COPIES#")) {
    const { source } = fromData<Copy>(row);
    return source === undefined ? [] : [named(`sources/${source}`)];
  }
  if (row.pk !== settingsKey.pk || row.sk !== settingsKey.sk) return [];
  const { kinds, theme } = settingsSchema.parse(row.data);
  const chosen = Object.values(kinds).map((hash) => named(`kinds/${hash}.json`));
  return theme === undefined ? chosen : [...chosen, named(`themes/${theme}.json`)];
}

/** What a file names in its turn: a theme its logo, what is known of proofs and comparisons the documents. */
export function namedByFile(key: string, bytes: Uint8Array): NamedFile[] {
  const named = (file: string, content: Content = {}) => ({ key: file, content, by: key });
  const told = <T>() => JSON.parse(Buffer.from(bytes).toString("utf8")) as T;
  if (key.startsWith("themes/")) {
    const { logo } = told<{ logo?: { image: { hash: Hash } } }>();
    return logo ? [named(`assets/${logo.image.hash}`)] : [];
  }
  const [, version] = /^outputs\/([0-9a-f]{64})\/proof\/version\.json$/.exec(key) ?? [];
  if (version !== undefined)
    return told<Proof[]>().map(({ format, sha256, bytes }) => named(proofKey(version, format), { sha256, bytes }));
  if (!/^redlines\/.*\.json$/.test(key)) return [];
  const { docx } = told<Partial<RedlineFacts>>();
  return docx ? [named(key.replace(/json$/, "docx"), docx)] : [];
}

/** The hash of a named file, from its key or from what names it. */
export function hashOfNamed({ key, content }: NamedFile): Hash | undefined {
  return content.sha256 ?? hashIn(key);
}
