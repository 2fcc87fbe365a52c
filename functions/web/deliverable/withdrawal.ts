import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { delivered, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import { maxName, type State } from "../../../shared/deliverable/state.ts";
import { languageTitle } from "../../../shared/i18n/languages.ts";
import { foldWords } from "../../../shared/name.ts";
import { deliverables, loadEvents, loadState } from "../../../shared/stored/deliverable.ts";
import { getText, putText } from "../../../shared/stored/text.ts";
import { nowOf } from "../components/duties.ts";
import { checkboxes, textArea, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { searched } from "../components/searching.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { unlessDone } from "../http/unless-done.ts";

/** Why a deliverable is withdrawn; `title`: its own, written again by whoever withdraws it. */
export const withdrawing = z.strictObject({
  title: z.string("input.title.again").max(maxName, "input.long"),
  reason: z.string("input.reason").trim().min(1, "input.reason").max(4000, "input.long"),
  /** Of a final: that its files go for good is known. */
  gone: z.boolean().default(false),
});

/** The coordinator withdraws a deliverable, and says why; of one that is withdrawn, on to the page that says so. */
export async function withdrawal(
  c: PageContext,
  web: Web,
  { state }: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  if (state.stage === "withdrawn") return c.redirect(pageOnce(state), 303);
  const speak = say(c, web);
  const { text } = speak;
  const given = delivered(state) !== undefined;
  const gone = {
    name: "gone",
    label: text("confirm.legend"),
    options: [{ value: "true", label: text("withdrawal.gone") }],
  };
  const body = html`<p>${text(given ? "withdrawal.final.lead" : "withdrawal.lead")}</p>
${await translationsStay(web, speak, state)}
<form method="post" novalidate>
${textField(filled, { name: "title", label: text("withdrawal.title.again"), hint: state.title })}
${textArea(filled, { name: "reason", label: text("withdrawal.reason"), hint: text(given ? "withdrawal.final.hint" : "withdrawal.reason.hint") })}
${given ? checkboxes(filled, gone) : ""}
<button class="danger">${text(given ? "withdrawal.final.do" : "withdrawal.do")}</button></form>`;
  const back = { href: href("deliverable", { id: state.id }), label: state.title };
  return formPage(c, web, { title: text(given ? "withdrawal.final.title" : "withdrawal.title"), back, filled, body });
}

/** Which published translations of it stay; "" where there is none. */
async function translationsStay({ ports }: Web, { text, language }: Say, state: State): Promise<Html | ""> {
  const loaded = await Promise.all((state.translations ?? []).map((each) => loadState(ports.store, each.deliverable)));
  const published = loaded.flatMap((each) => (each && delivered(each.state) ? [each.state] : []));
  if (published.length === 0) return "";
  const items = published.map((each) => {
    const values = { language: languageTitle(language, each.language), title: each.title };
    return html`<li><a href="${href("deliverable", { id: each.id })}">${text("translation.list.item", values)}</a></li>`;
  });
  return html`<p>${text("withdrawal.translations", { count: published.length })}</p><ul class="plain">${items}</ul>`;
}

/** Withdraws it: it stays to be seen, and nothing more is done of it; of a final, the files go, once that is known. */
export async function withdraw(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof withdrawing>>,
): Promise<Response> {
  if (!ok) return withdrawal(c, web, opened, filled);
  const { state, by, still } = opened;
  const isAgain = (now: State) => !wantsJson(c) || isWithdrawnFor(web, now, ok.reason);
  if (state.stage === "withdrawn" && (await isAgain(state))) return done(c, pageOnce(state));
  const errors = unconfirmed(say(c, web), state, ok);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors, "unconfirmed");
  if (errors.length > 0) return withdrawal(c, web, opened, { ...filled, errors });
  const reason = await putText(web.ports, ok.reason);
  const command = { type: "withdraw", by, reason, day: nowOf(web).today } as const;
  const isDone = (now: State) => now.stage === "withdrawn" && isAgain(now);
  const now = await unlessDone(web, state.id, isDone, () => issue(deliverables, web.ports, state.id, command, still));
  return done(c, pageOnce(now ?? state));
}

/** What is lacking of its confirmation: its title written again; of a final, that its files go is known. */
function unconfirmed({ text }: Say, state: State, { title, gone }: z.infer<typeof withdrawing>): FieldError[] {
  const wrong = sameTitle(title, state.title) ? [] : [{ field: "title", message: text("input.title.again") }];
  return delivered(state) && !gone ? [...wrong, { field: "gone", message: text("input.confirm") }] : wrong;
}

/**
 * Whether somebody wrote a title again, by its letters and digits: not every sign is on a keyboard ("…", "–", "«"), and some are unseen
 * (U+200B). A title that has signs alone is compared by them.
 */
function sameTitle(typed: string, title: string): boolean {
  const [said, meant] = [typed, title].map((each) => searched(each).replace(/[^\p{L}\p{N}]/gu, ""));
  return meant === "" ? foldWords(typed) === foldWords(title) : said === meant;
}

/** Where a deliverable is shown once it is withdrawn: of a final, the page that says why. */
function pageOnce(state: State): string {
  return href(delivered(state) || isWithdrawnFinal(state) ? "final" : "deliverable", { id: state.id });
}

/** Whether it was withdrawn for that reason already: the same request was sent twice. */
async function isWithdrawnFor({ ports }: Web, { id, stage }: State, reason: string): Promise<boolean> {
  if (stage !== "withdrawn") return false;
  const events = await Array.fromAsync(loadEvents(ports.store, id));
  const withdrawal = events.findLast((event) => event.type === "withdrawn");
  return withdrawal !== undefined && (await getText(ports.files, withdrawal.data.reason)) === reason;
}
