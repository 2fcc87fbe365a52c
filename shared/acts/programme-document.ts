import type { Asker } from "../chain/event.ts";
import { hashOf } from "../chain/hash.ts";
import { programmeReader } from "../deliverable/origins/origin.ts";
import type { State } from "../deliverable/state.ts";
import type { Summary } from "../deliverable/summary.ts";
import type { DocumentTree } from "../document/tree.ts";
import { formatDate } from "../i18n/dates.ts";
import { type Language, textIn } from "../i18n/languages.ts";
import { pageTexts } from "../i18n/pages.ts";
import { programmeTexts } from "../i18n/programmes.ts";
import { translate } from "../i18n/translate.ts";
import { listKinds } from "../kinds/resolve.ts";
import type { Ports } from "../ports.ts";
import { programmeDocument, programmeKind } from "../programme/programme-document.ts";
import { type Action, actionRef, type Programme } from "../programme/state.ts";
import { loadState } from "../stored/deliverable.ts";
import { deliverablesOf } from "../stored/of-action.ts";
import { listOrganisations } from "../stored/organisation.ts";
import { localDate } from "../time/calendar.ts";
import { createComposed, draftComposed } from "./composed.ts";
import { exportProgramme } from "./programme-file.ts";

type Context = Pick<Ports, "store" | "files" | "assets" | "clock" | "ids">;
/** What a document says of the network besides its programme. */
type Network = { network: string; language: Language; timeZone: string };

/** A programme as a document, in the words of the network. */
export async function programmeTree(
  { store, assets }: Pick<Ports, "store" | "assets">,
  { network, language }: Network,
  programme: Programme,
): Promise<DocumentTree> {
  const organisations = new Map((await listOrganisations(store)).map(({ id, short }) => [id, short]));
  const kinds = new Map((await listKinds(assets)).map(({ id, name }) => [id, textIn(name, language)]));
  const say = (key: Parameters<typeof translate<typeof pageTexts>>[2]) => translate(language, pageTexts, key);
  return programmeDocument(programme, {
    ...{ network, language, title: say("matrix.title"), noFunding: say("matrix.no-funding") },
    row: (row) => say(`matrix.${row}`),
    organisation: (id) => organisations.get(id) ?? id,
    kind: (id) => kinds.get(id) ?? id,
  });
}

/** The documents that a programme was made into, by its actions: of the kind that is for it, and not withdrawn. */
export async function programmeDocuments(store: Ports["store"], { id, actions }: Programme): Promise<Summary[]> {
  const all = await Promise.all(actions.map((action) => deliverablesOf(store, actionRef(id, action.id))));
  return all.flat().filter(({ kind, stage }) => kind === programmeKind && stage !== "withdrawn");
}

/** A document to make: its id, so that a form sent twice makes one; the action that it is of, which may expect one. */
export type NewDocument = { id: string; title: string; action: Action };

/**
 * Makes a programme into a document of its kind, to be reviewed as any other, with what the programme says as its draft; people
 * and dates are said later. Gives the upload, undefined where that was done before. Throws as `createComposed` and `draftProgramme`.
 */
export async function makeProgrammeDocument(
  ports: Context,
  by: Exclude<Asker, "line">,
  network: Network,
  programme: Programme,
  { id, title, action }: NewDocument,
): Promise<string | undefined> {
  const expectation = action.expected.find((each) => each.kind === programmeKind)?.id;
  await createComposed(ports, by, {
    ...{ id, kind: programmeKind, title, action: actionRef(programme.id, action.id) },
    ...(expectation !== undefined && { expectation }),
    ...{ language: network.language, reviewers: [], among: Number.POSITIVE_INFINITY },
  });
  const made = (await loadState(ports.store, id))!.state;
  return made.versions.length === 0 ? draftProgramme(ports, by, network, programme, made) : undefined;
}

/** Whether the draft of a document is what the programme says now. */
export function saysProgramme({ versions }: Pick<State, "versions">, tree: DocumentTree): boolean {
  const parts = versions.at(-1)?.manifest.parts ?? [];
  return parts.length === 1 && parts[0]!.tree === hashOf(tree);
}

/**
 * Makes the draft of a document anew from what a programme says: its source is the programme's own file, which says of which
 * state it is. Nothing happens where the draft says so already. Gives the upload, undefined for none. Throws what `issue` throws.
 */
export async function draftProgramme(
  ports: Context,
  by: Asker,
  network: Network,
  programme: Programme,
  state: Pick<State, "id" | "kind" | "parts" | "versions">,
): Promise<string | undefined> {
  const tree = await programmeTree(ports, network, programme);
  if (saysProgramme(state, tree)) return undefined;
  const { name, bytes: source } = await sourceOf(ports, network, programme);
  const part = state.parts[0]?.id ?? "";
  return draftComposed(ports, by, state, { part, tree, source, name, reader: programmeReader });
}

/** The programme's file, its first line and its name saying which state of it this is. */
async function sourceOf(
  ports: Context,
  { language, timeZone }: Network,
  programme: Programme,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { title, seq: number, head } = programme;
  const day = localDate(new Date(ports.clock()).toISOString(), timeZone);
  const said = { title, number, head, date: formatDate(language, day) };
  const say = (key: "document-source" | "document-source-state") => translate(language, programmeTexts, key, said);
  const yaml = await exportProgramme(ports, programme, language);
  return { name: `${say("document-source")}.yaml`, bytes: Buffer.from(`# ${say("document-source-state")}\n${yaml}`) };
}
