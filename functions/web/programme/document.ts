import { html } from "hono/html";
import {
  draftProgramme,
  makeProgrammeDocument,
  programmeDocuments,
  programmeTree,
  saysProgramme,
} from "../../../shared/acts/programme-document.ts";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { Refusal } from "../../../shared/errors.ts";
import { programmeKind } from "../../../shared/programme/programme-document.ts";
import { actionRef, presentActions } from "../../../shared/programme/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { hidden, select, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { stageTag } from "../components/stage.ts";
import { actionGroups } from "../deliverable/action-fields.ts";
import { done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import type { DocumentEntry } from "./document-entry.ts";
import { by, type OpenedProgramme } from "./who.ts";

async function statesOf({ ports }: Web, { programme }: OpenedProgramme): Promise<State[]> {
  const made = await programmeDocuments(ports.store, programme);
  const loaded = await Promise.all(made.map(({ id }) => loadState(ports.store, id)));
  return loaded.flatMap((each) => (each ? [each.state] : []));
}

/** The documents that a programme was made into, how they stand beside it, and the form of a new one. */
export async function programmeDocument(
  c: PageContext,
  web: Web,
  opened: OpenedProgramme,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { programme } = opened;
  const speak = say(c, web);
  const { text } = speak;
  const states = await statesOf(web, opened);
  const tree = await programmeTree(web.ports, web.settings, programme);
  const body = html`<p>${text("programme.document.lead")}</p>
${states.length > 0 ? html`<ul class="plain">${states.map((state) => documentItem(speak, programme.id, state, tree))}</ul><h2>${text("programme.document.new")}</h2>` : ""}
${presentActions(programme).length === 0 ? html`<p>${text("programme.document.empty")}</p>` : newForm(web, speak, opened, filled, states.length > 0)}`;
  const back = { href: href("programmeOf", { programme: programme.id }), label: programme.title };
  return formPage(c, web, { title: text("programme.document"), back, filled, body });
}

function documentItem(speak: Say, programme: string, state: State, tree: DocumentTree): Html {
  const { id, title, stage } = state;
  return html`<li><p><a href="${href("deliverable", { id })}">${title}</a> ${stageTag(speak, stage)}</p>${standing(speak, programme, state, tree)}</li>`;
}

/** What the document lacks of what the programme says now, and the way to have it. */
function standing({ text }: Say, programme: string, state: State, tree: DocumentTree): Html {
  if (saysProgramme(state, tree)) return html`<p>${text("programme.document.same")}</p>`;
  if (state.stage === "review") return html`<p>${text("programme.document.review")}</p>`;
  if (state.stage === "final") return html`<p>${text("programme.document.final")}</p>`;
  const { id } = state;
  return html`<p>${text(state.versions.length > 0 ? "programme.document.changed" : "programme.document.none")}</p>
<form method="post" action="${href("programmeDraft", { programme, document: id })}"><button>${text("programme.document.draft")}<span class="hidden"> – ${state.title}</span></button></form>`;
}

function newForm({ ports }: Web, { text }: Say, { programme }: OpenedProgramme, filled: Filled, second: boolean): Html {
  const actions = presentActions(programme);
  const expecting = actions.find(({ expected }) => expected.some(({ kind }) => kind === programmeKind)) ?? actions[0]!;
  return html`<form method="post" action="${href("programmeDocument", { programme: programme.id })}" novalidate>
${hidden("id", filled.typed.id ?? ports.ids())}
${textField(filled, { name: "title", label: text("field.title"), value: programme.title })}
${select(filled, {
  ...{ name: "action", label: text("field.action"), hint: text("programme.document.action") },
  ...{ none: text("field.action.none"), groups: actionGroups({ offered: [programme] }) },
  value: actionRef(programme.id, expecting.id),
})}
<button class="${second ? "second" : ""}">${text("programme.document.make")}</button></form>`;
}

/** Makes a document of the programme, with its draft; the same form sent twice makes one. */
export async function makeDocument(
  c: PageContext,
  web: Web,
  opened: OpenedProgramme,
  { ok, filled }: Input<DocumentEntry>,
): Promise<Response> {
  if (!ok) return programmeDocument(c, web, opened, filled);
  const { programme, visitor } = opened;
  const action = presentActions(programme).find(({ id }) => actionRef(programme.id, id) === ok.action);
  if (!action) {
    const errors = [{ field: "action", message: say(c, web).text("input.action.unknown") }];
    if (wantsJson(c)) throw new InvalidRequest(errors);
    return programmeDocument(c, web, opened, { ...filled, errors });
  }
  const { title, id = web.ports.ids() } = ok;
  const upload = await makeProgrammeDocument(web.ports, by(visitor), web.settings, programme, { id, title, action });
  return made(c, id, upload, 201);
}

/** Makes the draft of a document anew from what the programme says. Throws `not-found`, `stage-forbids`. */
export async function makeDraft(c: PageContext, web: Web, opened: OpenedProgramme): Promise<Response> {
  const { programme, visitor } = opened;
  const state = (await statesOf(web, opened)).find(({ id }) => id === param(c, "document"));
  if (!state) throw new Refusal("not-found");
  return made(c, state.id, await draftProgramme(web.ports, by(visitor), web.settings, programme, state), 200);
}

/** On to what the draft says now. */
function made(c: PageContext, id: string, upload: string | undefined, status: 200 | 201): Response {
  const shown = upload === undefined ? href("draft", { id }) : href("upload", { id, upload });
  return done(c, shown, { id }, upload === undefined ? 200 : status);
}
