import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Source, SourceThing } from "../../../shared/deliverable/origins/source.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { meetingsNamed } from "../../../shared/stored/meeting.ts";
import { uploadNameOf } from "../../../shared/stored/upload-name.ts";
import { attachmentForm, hasArrived, keepAttachment } from "../components/attachment.ts";
import { tick } from "../components/confirmation.ts";
import { hidden, radios, textField } from "../components/fields.ts";
import { errorSummary, nothingFilled, typedIn } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { newerThan, readableVersion, versionHref } from "../components/origin-notes.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { isOfMeeting } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import type { AddedSource } from "./entries.ts";
import { type DraftSection, draftSections, isIn } from "./sections.ts";
import { choiceOf, sourceChoices } from "./source-choices.ts";

type View = { web: Web; opened: Opened; speak: Speak; sections: DraftSection[] };
type Speak = Say;

/** What a document draws on: who writes it changes that while it is a draft, who reviews it reads it. */
export async function sources(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
  upload?: string,
): Promise<Response> {
  const { state } = opened;
  const { drawsOn = [], id } = state;
  if (wantsJson(c))
    return c.json({ sources: drawsOn.map(({ id, title, what, sections }) => ({ id, title, what, sections })) });
  const speak = say(c, web);
  const { text } = speak;
  const view: View = { web, opened, speak, sections: await draftSections(web, state) };
  const items = await Promise.all(drawsOn.map(async (source) => sourceItem(view, source)));
  const unused = drawsOn.filter((source) => !source.sections.some((section) => isIn(view.sections, section)));
  const back = opened.roles.has("author") || opened.roles.has("coordinator") ? "deliverable" : "reading";
  const main = html`${row(
    html`<p><a href="${href(back, { id })}">${state.title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1>${text("sources.title")}</h1><p>${text("sources.lead")}</p>
${drawsOn.length === 0 ? html`<p>${text("sources.none")}</p>` : ""}
${unused.length > 0 ? html`<div class="note"><p>${text("sources.unused", { count: unused.length })}</p><ul>${unused.map((source) => html`<li><a href="#${source.id}">${source.title}</a></li>`)}</ul></div>` : ""}`,
  )}
${items.length > 0 ? html`<ul class="things">${items}</ul>` : ""}
${mayChange(opened) ? row("", await adding(c, view, filled, upload)) : row("", state.stage === "review" ? html`<p class="muted">${text("sources.review")}</p>` : "")}`;
  if (mayChange(opened)) await reachFiles(c, web);
  return frame(c, web, {
    title: `${text("sources.title")} – ${state.title}`,
    main,
    refused: filled.errors.length > 0,
    scripts: ["confirm.js"],
  });
}

/** Sources change with the draft, by who writes it. */
function mayChange({ state, roles, past }: Opened): boolean {
  return !past && state.stage === "draft" && (roles.has("author") || roles.has("coordinator"));
}

async function sourceItem(view: View, source: Source): Promise<Html> {
  const { opened, speak, sections } = view;
  const { text } = speak;
  const { id } = opened.state;
  const used = source.sections.map((section) =>
    isIn(sections, section)
      ? html`<li>${section.heading}</li>`
      : html`<li>${section.heading} <span class="tag warning">${text("sources.gone")}</span></li>`,
  );
  const at = { id, source: source.id };
  const acts = mayChange(opened)
    ? html`<p><a href="${href("sourceSections", at)}">${text("sources.place")}<span class="hidden"> – ${source.title}</span></a></p>
<form method="post" action="${href("sourceRemoval", at)}" data-one-click>${tick(text("sources.remove.sure"))}<button class="second">${text("sources.remove")}<span class="hidden"> – ${source.title}</span></button></form>`
    : "";
  return html`<li id="${source.id}">${row(
    html`<p>${text(`sources.what.${source.what}`)}</p>${"dated" in source ? html`<p><time datetime="${source.dated}">${speak.date(source.dated)}</time></p>` : ""}`,
    html`${await thingWords(view, source)}
${used.length > 0 ? html`<p>${text("sources.used")}</p><ul>${used}</ul>` : html`<p class="muted">${text("sources.unused.one-source")}</p>`}
${acts}`,
  )}</li>`;
}

/** What it is, and the way to it for who may read it; whether there is a newer version. */
async function thingWords({ web, opened, speak }: View, source: Source): Promise<Html> {
  const { text } = speak;
  const { visitor, state } = opened;
  const closed = html`<p><strong>${source.title}</strong></p><p class="muted">${text("sources.hidden")}</p>`;
  if (source.what === "file")
    return html`<p><a href="${href("sourceFile", { id: state.id, source: source.id })}"><strong>${source.title}</strong></a> <span class="muted">(${source.file.name}, ${speak.bytes(source.file.bytes)})</span></p>`;
  if (source.what === "meeting") {
    const [meeting] = await meetingsNamed(web.ports.store, [source.meeting]);
    if (!meeting || !isOfMeeting(visitor, meeting)) return closed;
    return html`<p><a href="${href("meeting", { meeting: source.meeting })}"><strong>${source.title}</strong></a></p>`;
  }
  const read = await readableVersion(web, visitor, source);
  if (!read) return closed;
  const newer = newerThan(read);
  const { withdrawn } = read.opened.state;
  return html`<p><a href="${versionHref(read)}"><strong>${source.title}</strong></a></p>
${newer ? html`<p>${text("sources.newer", { date: speak.day(newer.accepted) })}</p>` : ""}${withdrawn ? html`<p>${text("sources.withdrawn", { date: speak.day(withdrawn) })}</p>` : ""}`;
}

/** Documents and meetings to choose from, words by which others are found, a file to send. */
async function adding(c: PageContext, { web, opened, speak }: View, filled: Filled, upload?: string): Promise<Html> {
  const { text } = speak;
  const { id } = opened.state;
  const here = href("sources", { id });
  const arrived = typedIn(filled, "upload") || upload;
  if (arrived) {
    const name = (await uploadNameOf(web.ports.files, arrived)) ?? "";
    return html`<h2>${text("sources.file")}</h2><form method="post" action="${here}" novalidate>${hidden("id", web.ports.ids())}${hidden("upload", arrived)}
<div class="note done"><p>${text("attachment.there")}</p></div>
${textField(filled, { name: "title", label: text("sources.file.title"), hint: text("sources.file.title.hint"), value: name.replace(/\.[a-z0-9]{1,8}$/i, "") })}
<button>${text("sources.add")}</button></form>`;
  }
  const find = c.req.query("find")?.trim() ?? "";
  const choices = await sourceChoices({ web, opened, speak }, find);
  const options = choices.map(({ value, title, thing }) => ({ value, label: title, hint: choiceHint(speak, thing) }));
  return html`<h2>${text("sources.add.title")}</h2>
<form method="get" action="${here}">${textField({ typed: { find: [find] }, errors: [] }, { name: "find", label: text("sources.find"), hint: text("sources.find.hint") })}
<button class="second">${text("sources.find.go")}</button></form>
${
  options.length === 0
    ? html`<p>${text(find === "" ? "sources.choices.none" : "sources.found.none")}</p>`
    : html`<form method="post" action="${here}" novalidate>${hidden("id", web.ports.ids())}
${radios(filled, { name: "thing", label: text("sources.choose"), options })}<button>${text("sources.add")}</button></form>`
}
<h2>${text("sources.file")}</h2>
${await attachmentForm(web, speak, href("sourceArrived", { id, upload: "" }).replace(/\/$/, ""))}`;
}

function choiceHint(speak: Say, thing: SourceThing): string {
  if (thing.what === "file") return "";
  return speak.text(`sources.choice.${thing.what}`, { date: speak.date(thing.dated) });
}

/** The same page once a file is there: the file store leads back to it. Throws `upload-missing`, `not-found`. */
export async function sourceArrived(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const upload = param(c, "upload");
  if (!mayChange(opened)) throw new Refusal("not-found");
  if (!(await hasArrived(web, upload))) throw new Refusal("upload-missing");
  return sources(c, web, opened, nothingFilled, upload);
}

/** Puts something in the basket; a form sent twice adds one. */
export async function addSource(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<AddedSource>,
): Promise<Response> {
  if (!ok) return sources(c, web, opened, filled);
  const speak = say(c, web);
  const { state, by, still } = opened;
  const found = await sourceAsked({ web, opened, speak }, ok);
  if ("field" in found) {
    const errors = [{ field: found.field, message: speak.text(found.key) }];
    if (wantsJson(c)) throw new InvalidRequest(errors);
    return sources(c, web, opened, { ...filled, errors });
  }
  const field = ok.upload ? "title" : "thing";
  const result = await attempt(
    c,
    filled,
    { "source-known": field, "source-itself": field, "too-many-sources": field },
    async () => {
      const source = { id: ok.id ?? web.ports.ids(), ...found };
      await issue(deliverables, web.ports, state.id, { type: "addSource", by, source }, still);
      return done(c, `${href("sources", { id: state.id })}#${source.id}`, { source: source.id }, 201);
    },
  );
  return result instanceof Response ? result : sources(c, web, opened, result);
}

type Lacking = { field: string; key: "input.source" | "input.title" };

async function sourceAsked(
  looking: { web: Web; opened: Opened; speak: Say },
  { thing, upload, title }: AddedSource,
): Promise<({ title: string } & SourceThing) | Lacking> {
  if (upload !== undefined) {
    if (!title) return { field: "title", key: "input.title" };
    const name = await uploadNameOf(looking.web.ports.files, upload);
    const kept = await keepAttachment(looking.web, upload, title);
    return { title, what: "file", file: name === undefined ? kept : { ...kept, name } };
  }
  const choice = thing === undefined ? undefined : await choiceOf(looking, thing);
  return choice ? { title: choice.title, ...choice.thing } : { field: "thing", key: "input.source" };
}
