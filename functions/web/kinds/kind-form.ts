import { isDeepStrictEqual } from "node:util";
import { html } from "hono/html";
import { checkDrafts } from "../../../shared/acts/judged.ts";
import { addKind, changeKind, namesake } from "../../../shared/acts/kinds.ts";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { Refusal } from "../../../shared/errors.ts";
import { languages } from "../../../shared/i18n/languages.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { listKinds, loadKind } from "../../../shared/kinds/resolve.ts";
import { slug } from "../../../shared/name.ts";
import { idFor } from "../../../shared/programme/naming.ts";
import { hidden } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Stale, staleNote } from "../components/stale.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { type KindEntry, textFieldName } from "./kind-entry.ts";
import { entryErrors } from "./kind-errors.ts";
import { kindFields } from "./kind-fields.ts";
import { kindFrom, typedOf } from "./kind-of-entry.ts";
import { standingOf } from "./kinds.ts";
import { previewOf } from "./preview.ts";
import { shownKind } from "./shown-kind.ts";
import type { OpenedKind } from "./who.ts";

/** The kind that a new one is a copy of, where none was chosen. */
const usualBase = "plain";

/** The form of a new kind: a copy of another (`?from=framing-note`), to be named anew. */
export async function newKind(
  c: PageContext,
  web: Web,
  _: Visitor,
  filled: Filled = nothingFilled,
  preview: Html | "" = "",
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const base = await baseOf(web, filled.typed.from?.[0] ?? c.req.query("from"));
  const names = languages.map((each) => textFieldName("name", each));
  const copied = Object.fromEntries(Object.entries(typedOf(base)).filter(([field]) => !names.includes(field)));
  const shown = isFilled(filled) ? filled : { ...filled, typed: copied };
  const title = text("kinds.new.of", { kind: speak.given(base.name) });
  const body = html`${preview}<form method="post" action="${href("newKind")}" novalidate>${hidden("from", base.id)}${kindFields(speak, shown, href("newKind"))}
${buttons(speak, text("kinds.new.do"))}</form>`;
  return formPage(c, web, { title, back: backToAll(speak), filled: shown, body });
}

/** Adds it to the network's own, once where the same form is sent twice; or shows how a document of it would look. */
export async function makeKind(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<KindEntry>,
): Promise<Response> {
  if (!ok) return newKind(c, web, visitor, filled);
  const speak = say(c, web);
  const again = (errors: FieldError[], preview?: Html) =>
    newKind(c, web, visitor, { ...filled, errors }, preview ?? "");
  const errors = refused(c, entryErrors(speak, ok));
  if (errors.length > 0) return again(errors);
  const base = await baseOf(web, ok.from);
  const { retired: _, ...made } = kindFrom(ok, base, base.id);
  const kinds = await listKinds(web.ports.assets);
  const sent = kinds.find((kind) => isDeepStrictEqual(kind, { ...made, id: kind.id }));
  if (sent && ok.do === "save") return done(c, href("kind", { kind: sent.id }), { id: sent.id }, 200);
  const named = refused(c, await nameErrors(web, speak, kinds, { ...made, id: "" }));
  if (named.length > 0) return again(named);
  if (ok.do === "preview") return again([], previewOf(web, speak, made));
  const others = kinds.map(({ id }) => id);
  const name = speak.given(made.name);
  // the id of a kind begins with a letter: "2008 en bref" is kind-2008-en-bref
  const id = idFor(/^[a-z]/.test(slug(name)) ? name : `kind ${name}`, others, "kind");
  await addKind(web.ports, { ...made, id });
  return done(c, href("kind", { kind: id }), { id }, 201);
}

/** A kind, to change: from now on, for rounds that are not open yet. */
export async function kindChange(
  c: PageContext,
  web: Web,
  { kind, hash }: OpenedKind,
  filled: Filled = nothingFilled,
  { preview = "", stale }: { preview?: Html | ""; stale?: Stale | undefined } = {},
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const shown = isFilled(filled) ? filled : { ...filled, typed: typedOf(kind) };
  const body = html`${preview}${staleNote(speak, stale)}<p>${text("kinds.change.lead")}</p>
<form method="post" action="${href("kindChange", { kind: kind.id })}" novalidate>${hidden("seen", (stale ? undefined : filled.typed.seen) ?? hash)}${kindFields(speak, shown, href("kindChange", { kind: kind.id }))}
${buttons(speak, text("amend.go"))}</form>`;
  const back = { href: href("kind", { kind: kind.id }), label: speak.given(kind.name) };
  return formPage(c, web, { title: text("kinds.change"), back, filled: shown, body });
}

/** Changes it; what somebody else saved in the meantime is shown beside what was typed, and nothing is lost. */
export async function changedKind(
  c: PageContext,
  web: Web,
  opened: OpenedKind,
  { ok, filled }: Input<KindEntry>,
): Promise<Response> {
  if (!ok) return kindChange(c, web, opened, filled);
  const speak = say(c, web);
  const { kind, hash } = opened;
  const errors = refused(c, entryErrors(speak, ok));
  if (errors.length > 0) return kindChange(c, web, opened, { ...filled, errors });
  const made = kindFrom(ok, kind, kind.id);
  const named = isDeepStrictEqual(made.name, kind.name)
    ? []
    : refused(c, await nameErrors(web, speak, await listKinds(web.ports.assets), made));
  if (named.length > 0) return kindChange(c, web, opened, { ...filled, errors: named });
  if (ok.do === "preview") return kindChange(c, web, opened, filled, { preview: previewOf(web, speak, made) });
  try {
    await changeKind(web.ports, made, ok.seen);
    const asFound = ok.seen === hash && hashOf(made) === hash;
    if (!asFound) await checkDrafts(web.ports);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "kind-changed" || wantsJson(c)) throw error;
    const now = await loadKind(web.ports.assets, kind.id);
    const { network } = web.settings;
    const stale = { now: shownKind(speak, network, now.kind), typed: shownKind(speak, network, made) };
    const told = [{ field: textFieldName("name", languages[0]), message: refusalMessage(speak.language, error) }];
    return kindChange(c, web, now, { ...filled, errors: told }, { stale });
  }
  return done(c, href("kind", { kind: kind.id }), { id: kind.id });
}

/** That another kind has the name: at its field, with whose it is. */
async function nameErrors(web: Web, { text }: Say, kinds: readonly Kind[], made: Kind): Promise<FieldError[]> {
  const other = namesake(kinds, made);
  if (!other) return [];
  const standing = text(`kinds.standing.${await standingOf(web, other.kind)}`);
  const message = text("input.kind.named", { name: other.kind.name[other.language] ?? "", standing });
  return [{ field: textFieldName("name", other.language), message }];
}

/** The page of all kinds, and what it is called. */
export function backToAll({ text }: Say): { href: string; label: string } {
  return { href: href("kinds"), label: text("kinds.title") };
}

function buttons({ text }: Say, save: string): Html {
  return html`<p class="buttons"><button name="do" value="save">${save}</button> <button class="second" name="do" value="preview">${text("kinds.preview.do")}</button></p>`;
}

async function baseOf(web: Web, id: string | undefined): Promise<Kind> {
  const kinds = await listKinds(web.ports.assets);
  return (kinds.find((kind) => kind.id === id) ?? kinds.find((kind) => kind.id === usualBase))!;
}

function isFilled({ typed }: Filled): boolean {
  return Object.keys(typed).length > 0;
}

/** Errors for the form again; thrown for who asked in JSON. */
function refused(c: PageContext, errors: FieldError[]): FieldError[] {
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  return errors;
}
