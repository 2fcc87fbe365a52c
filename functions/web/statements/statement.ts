import { html } from "hono/html";
import { statementSeen } from "../../../shared/acts/statement.ts";
import { href } from "../../../shared/addresses.ts";
import type { ActionRef } from "../../../shared/programme/state.ts";
import { statementSubtitle, statementTitle } from "../../../shared/statement/titles.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import type { SeenAgreement } from "../agreements/who.ts";
import { errorSummary } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type StatementSay, tellingStatements } from "../components/statement-words.ts";
import { typesetOf, waitsFor } from "../components/typeset-files.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import { type Asked, askedForAction, askedForAgreement, askingForm, queryOf } from "./asked.ts";
import { liveFiles } from "./files.ts";
import { statedOrWrong } from "./refused.ts";
import { statementSections } from "./sections.ts";
import { type Sendable, sendingForm } from "./sending-form.ts";
import { factsOf, toSet } from "./stated.ts";
import type { StatedAction } from "./who.ts";

/** `filled`: the form that sends it, as it came back, because what it had shown changed meanwhile where it says so. */
type Shown = Pick<Sendable, "filled" | "isChanged">;

/** What an agreement comes to as it stands, in all its days or in those that the address asks for. */
export async function statement(c: PageContext, web: Web, seen: SeenAgreement, shown: Shown = {}): Promise<Response> {
  const { agreement, standpoint } = seen;
  const speak = tellingStatements(say(c, web));
  const asked = askedForAgreement(c, speak, seen);
  const titled = await actionTitles(web.ports.store, agreement.actions);
  const actions = agreement.actions.map((ref) => ({ ref, title: titled(ref) }));
  const mayBeSent = standpoint === "coordinator" && agreement.stage !== "considered";
  return page(c, web, speak, asked, {
    back: { href: href("agreement", { agreement: agreement.id }), label: agreement.title },
    actions,
    ...(standpoint === "coordinator" && {
      fileAt: (format) => href("statementFile", { agreement: agreement.id, format }, queryOf(asked.asked)),
    }),
    address: href("statement", { agreement: agreement.id }),
    ...(mayBeSent && {
      sending: (sendable) => sendingForm(web, speak, agreement, asked.asked, { ...shown, ...sendable }),
    }),
    wrong: shown.filled?.errors ?? [],
  });
}

/** What an action comes to, on those agreements of which who looks sees all. */
export async function actionStatement(c: PageContext, web: Web, stated: StatedAction): Promise<Response> {
  const speak = tellingStatements(say(c, web));
  const asked = askedForAction(c, speak, stated);
  const place = { programme: stated.programme.id, action: stated.action.id };
  const { from, until } = asked.asked;
  return page(c, web, speak, asked, {
    back: { href: href("action", place), label: stated.action.title },
    actions: [],
    ...(stated.office && {
      fileAt: (format) => href("actionStatementFile", { ...place, format }, { from, until }),
    }),
    address: href("actionStatement", place),
    wrong: [],
  });
}

/** What stands around a statement: where it belongs and is, the actions to choose from, its files where who looks has them before it is sent, the form that sends it and what is wrong of that. */
type Around = {
  back: { href: string; label: string };
  actions: readonly { ref: ActionRef; title: string }[];
  address: string;
  fileAt?: (format: string) => string;
  sending?: (sendable: Sendable) => Promise<Html>;
  wrong: FieldError[];
};

async function page(c: PageContext, web: Web, speak: StatementSay, asked: Asked, around: Around): Promise<Response> {
  const facts = await factsOf(web, asked.asked);
  const { stated, filled } = statedOrWrong(c, speak, asked.filled, facts);
  if (wantsJson(c)) {
    if (!stated) throw new InvalidRequest(filled.errors);
    return c.json({ statement: stated });
  }
  const { back, actions, fileAt, address } = around;
  const errors = [...filled.errors, ...around.wrong];
  const title = statementTitle(speak.language, asked.asked);
  const set = stated && toSet(web, facts);
  const files = set && fileAt && (await typesetOf(web, set));
  const sending = set && around.sending ? await around.sending({ stated, seen: statementSeen(set) }) : "";
  const madeAt = `${address}?${new URLSearchParams(queryOf(asked.asked))}`;
  const main = html`${row(
    html`<p><a href="${back.href}">${back.label}</a></p>`,
    html`${errorSummary(speak, { ...filled, errors })}<h1>${title}</h1><p class="lead">${statementSubtitle(speak.language, facts)}</p>
${askingForm(speak, filled, address, actions)}${sending ? html`<p class="noprint"><a href="#send">${speak.told("send-do")}</a></p>` : ""}${files && fileAt ? liveFiles(speak, web, files, fileAt, madeAt) : stated ? html`<p class="noprint muted">${speak.told("files-of-sent")}</p>` : ""}`,
  )}
${stated ? statementSections(c, web, speak, stated) : ""}${sending ? row("", sending) : ""}`;
  const { scripts = [], ...waits } = files ? waitsFor(files) : {};
  return frame(c, web, { title, main, refused: errors.length > 0, scripts: ["confirm.js", ...scripts], ...waits });
}
