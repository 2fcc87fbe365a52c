import { html } from "hono/html";
import type * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { type Proposal, proposalsOf } from "../../../shared/deliverable/final/proposing.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getText, putText } from "../../../shared/stored/text.ts";
import { checkboxes, radios, textArea, textField } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Cast, type Opened, theCast } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { FieldError, Filled, Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { unlessDone } from "../http/unless-done.ts";
import type { opening } from "./edition-forms.ts";

type Asked = z.infer<typeof opening>;

/** The coordinator opens a new edition of a final, or takes up parts that were proposed for the one that is being made. */
export async function newEdition(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state } = opened;
  const speak = say(c, web);
  const { text } = speak;
  const proposals = proposalsOf(state);
  if (wantsJson(c))
    return c.json({
      making: state.making ?? null,
      proposals: proposals.map(({ upload, part, by }) => ({ upload, part, by })),
    });
  const cast = await theCast(web, opened, speak);
  const list = proposals.length > 0 ? proposed(speak, cast, state, filled) : "";
  const may = state.stage === "final" && delivered(state) === state.final;
  const takes = state.making !== undefined && state.stage === "draft" && list !== "";
  const body = may
    ? await openingForm(web, speak, state, filled, list)
    : takingForm(speak, state, filled, takes && list);
  const back = { href: href("deliverable", { id: state.id }), label: state.title };
  const title = text(takes ? "edition.take.go" : "edition.open.title");
  return formPage(c, web, { title, back, filled, body });
}

async function openingForm({ ports }: Web, speak: Say, state: State, filled: Filled, list: Html | ""): Promise<Html> {
  const { text } = speak;
  const { kind } = await loadKind(ports.assets, state.kind);
  const edition = state.final!.edition;
  const ways = [
    { value: "round", label: text("edition.way.round"), hint: text("edition.way.round.hint") },
    { value: "correction", label: text("edition.way.correction"), hint: text("edition.way.correction.hint") },
  ];
  return html`<p>${text("edition.open.lead", { edition, next: edition + 1 })}</p>
<form method="post" novalidate>
${textArea(filled, { name: "reason", label: text("edition.reason"), hint: text("edition.reason.hint") })}
${kind.editions === "correction" ? radios(filled, { name: "way", label: text("edition.way"), options: ways }) : html`<p>${text("edition.way.only")}</p>`}
${list}
${textField(filled, { name: "dueDraft", label: text("due.draft"), type: "date" })}
${textField(filled, { name: "dueFinal", label: text("due.final"), type: "date" })}
<button>${text("edition.open.do", { edition: edition + 1 })}</button></form>`;
}

/** That one is being made, or cannot be opened yet; and the parts that may still go into it. */
function takingForm(speak: Say, { making }: State, filled: Filled, list: Html | "" | false): Html {
  const { text } = speak;
  const late = filled.errors.length > 0 || !list ? "edition.open.making" : "edition.making";
  const words = making ? text(late, { edition: making.edition }) : text("edition.open.not-final");
  const form = list && html`<form method="post" novalidate>${list}<button>${text("edition.take.do")}</button></form>`;
  return html`${unsaid(speak, filled)}<p>${words}</p>${form || ""}`;
}

/** What somebody wrote to open an edition that somebody else had opened meanwhile. */
function unsaid({ text }: Say, filled: Filled): Html | "" {
  const reason = typedIn(filled, "reason");
  return reason === ""
    ? ""
    : html`<div id="reason"><p>${text("edition.open.unsaid")}</p><blockquote><p>${reason}</p></blockquote></div>`;
}

/** The parts that were sent of the final, each ticked, with who sent it, what it would change, and the way to decline it. */
function proposed(speak: Say, cast: Cast, state: State, filled: Filled): Html {
  const { text } = speak;
  const proposals = proposalsOf(state);
  const options = proposals.map(({ upload, name, part, by, requested }) => ({
    value: upload,
    label: partTitle(state, part) || name,
    hint: text("proposal.sent", { who: cast.name(by), name, date: speak.instant(requested) }),
  }));
  const values = proposals.map(({ upload }) => upload);
  return html`${checkboxes(filled, { name: "proposals", label: text("proposal.legend"), options, values })}
<ul class="plain">${proposals.map((each) => html`<li>${proposalLink(speak, state, each)}</li>`)}</ul>`;
}

function proposalLink({ text }: Say, state: State, { upload, part, name }: Proposal): Html {
  const title = partTitle(state, part) || name;
  return html`<a href="${href("proposal", { id: state.id, upload })}">${text("proposal.see", { part: title })}</a>`;
}

/**
 * Opens it, once: a form sent twice opened it the first time; of one that somebody else opened meanwhile, says so. Or takes up the
 * parts that are ticked.
 */
export async function openNewEdition(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Asked>,
): Promise<Response> {
  if (!ok) return newEdition(c, web, opened, filled);
  const { ports } = web;
  const { state, by, still } = opened;
  const to = href("deliverable", { id: state.id });
  if (state.making) {
    if (await isForAnother(web, state, ok)) return told(c, web, opened, filled);
    const take = { type: "takeUp", by, proposals: ok.proposals } as const;
    await issue(deliverables, ports, state.id, take, still);
    return done(c, to);
  }
  const { kind } = await loadKind(ports.assets, state.kind);
  const mayCorrect = kind.editions === "correction";
  if (!ok.reason && wantsJson(c)) throw new Refusal("reason-missing");
  const errors = wantsJson(c) ? [] : leftOut(say(c, web), ok, mayCorrect);
  if (errors.length > 0) return newEdition(c, web, opened, { ...filled, errors });
  const { reason: written = "", way = "round" } = ok;
  const fields = { "date-invalid": "dueFinal", "correction-forbidden": "way", "request-invalid": "proposals" } as const;
  const result = await attempt(c, filled, fields, async () => {
    const due = { ...(ok.dueDraft && { draft: ok.dueDraft }), ...(ok.dueFinal && { final: ok.dueFinal }) };
    const reason = await putText(ports, written);
    const asked = { reason, way, proposals: ok.proposals, due, mayCorrect };
    const command = { type: "openEdition", by, ...asked } as const;
    const isOpen = ({ making }: State) => making !== undefined;
    const made = await unlessDone(web, state.id, isOpen, () => issue(deliverables, ports, state.id, command, still));
    return made && (await isForAnother(web, made, ok)) ? told(c, web, { ...opened, state: made }, filled) : done(c, to);
  });
  return result instanceof Response ? result : newEdition(c, web, opened, result);
}

/** What a form must say and does not: why, and how it becomes final where there is a choice. */
function leftOut({ text }: Say, { reason, way }: Asked, mayCorrect: boolean): FieldError[] {
  return [
    ...(reason ? [] : [{ field: "reason", message: text("input.reason") }]),
    ...(way || !mayCorrect ? [] : [{ field: "way", message: text("edition.way.choose") }]),
  ];
}

/** Whether the edition that is being made was opened for another reason than the one that is given. */
async function isForAnother({ ports }: Web, { making }: State, { reason }: Asked): Promise<boolean> {
  const said = making && reason ? await getText(ports.files, making.reason) : undefined;
  return said !== undefined && said !== reason;
}

/** That somebody else opened it meanwhile: what was written is shown, and is nowhere else. */
function told(c: PageContext, web: Web, opened: Opened, filled: Filled): Promise<Response> {
  const { making, stage } = opened.state;
  if (wantsJson(c)) throw new Refusal("stage-forbids", { stage });
  const message = say(c, web).text("edition.open.making", { edition: making?.edition ?? 1 });
  return newEdition(c, web, opened, { ...filled, errors: [{ field: "reason", message }] });
}
