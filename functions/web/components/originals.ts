import { html } from "hono/html";
import { newestVersion } from "../../../shared/deliverable/origins/translation.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import type { Hash, Instant } from "../../../shared/values.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { readableVersion } from "./origin-notes.ts";

/** Whether who looks writes or coordinates the deliverable. */
export function writesIn({ roles }: Pick<Opened, "roles">): boolean {
  return roles.has("author") || roles.has("coordinator");
}

/**
 * Whether who looks at a translation may read that version of its original: who writes the translation does until the original is
 * withdrawn, others where they may read that version of the original itself.
 */
export async function readsOriginal(web: Web, opened: Opened, { id, stage }: State, version: Hash): Promise<boolean> {
  if (writesIn(opened) && stage !== "withdrawn") return true;
  return (await readableVersion(web, opened.visitor, { deliverable: id, version })) !== undefined;
}

/**
 * The Word file of the original's newest version, as its reviewers have it; undefined where who looks at the translation may not
 * read that version, or there is no file of it.
 */
export async function originalFile(web: Web, opened: Opened, original: State): Promise<string | undefined> {
  const version = newestVersion(original)?.version ?? opened.state.translates?.newest.version;
  if (version === undefined || !(await readsOriginal(web, opened, original, version))) return undefined;
  const key = proofCopyKey(version, "docx");
  return (await web.ports.files.head(key)) ? key : undefined;
}

/** What a deliverable translates; undefined: nothing. */
export async function originalIn(
  { ports }: Web,
  { translates }: Pick<State, "translates">,
): Promise<State | undefined> {
  return translates && (await loadState(ports.store, translates.deliverable))?.state;
}

/** As JSON, when the document and the original that it translates were withdrawn, of those that were. */
export async function withdrawnShown(
  web: Web,
  { withdrawn, translates }: Pick<State, "withdrawn" | "translates">,
): Promise<{ withdrawn?: Instant; originalWithdrawn?: Instant }> {
  const original = (await originalIn(web, translates ? { translates } : {}))?.withdrawn;
  return { ...(withdrawn && { withdrawn }), ...(original && { originalWithdrawn: original }) };
}

/** To whoever looks at a translation, that its original was withdrawn, and when; "" of what is no translation, or of another. */
export async function withdrawnNote(web: Web, speak: Say, state: Pick<State, "translates">): Promise<Html | ""> {
  const withdrawn = (await originalIn(web, state))?.withdrawn;
  return withdrawn ? html`<p>${speak.text("origin.withdrawn", { date: speak.day(withdrawn) })}</p>` : "";
}
