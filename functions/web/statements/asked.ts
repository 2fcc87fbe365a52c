import { html } from "hono/html";
import type { AskedStatement } from "../../../shared/acts/statement-facts.ts";
import type { Agreement } from "../../../shared/agreement/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type ActionRef, actionRef } from "../../../shared/programme/state.ts";
import type { Period } from "../../../shared/time/period.ts";
import type { SeenAgreement } from "../agreements/who.ts";
import { selectField, textField } from "../components/fields.ts";
import type { StatementSay } from "../components/statement-words.ts";
import type { Html, PageContext } from "../http/context.ts";
import { day } from "../http/day.ts";
import type { Filled } from "../http/input.ts";
import type { StatedAction } from "./who.ts";

/** What an address asks for; its form as it was typed, and what is wrong of it. */
export type Asked = { asked: AskedStatement; filled: Filled };

/** What the address asks of an agreement. */
export function askedForAgreement(c: PageContext, speak: StatementSay, { agreement }: SeenAgreement): Asked {
  return askedIn(c, speak, [agreement], agreement);
}

/** What the address asks of an action: from the first day of its agreements to their last, of none those of its programme. */
export function askedForAction(
  c: PageContext,
  speak: StatementSay,
  { agreements, programme, action }: StatedAction,
): Asked {
  const days: readonly Period[] = agreements.length > 0 ? agreements : [programme];
  const from = days.map((each) => each.from).sort()[0] ?? "";
  const until =
    days
      .map((each) => each.until)
      .sort()
      .at(-1) ?? "";
  return askedIn(c, speak, agreements, { from, until }, actionRef(programme.id, action.id));
}

/**
 * The days, and the action, that an address asks for; without any, those of `whole` and all actions, or the one that the page is of. Throws
 * `not-found` where it asks to see an action that is not there.
 */
function askedIn(
  c: PageContext,
  { told }: StatementSay,
  agreements: readonly Agreement[],
  whole: Period,
  of?: ActionRef,
): Asked {
  const typed = { from: c.req.query("from") || whole.from, until: c.req.query("until") || whole.until };
  const read = { from: day.safeParse(typed.from), until: day.safeParse(typed.until) };
  const named = c.req.query("action") ?? "";
  const action = of ?? agreements.flatMap(({ actions }) => actions).find((each) => each === named);
  const unknown = named !== "" && action === undefined;
  if (unknown && c.req.method !== "POST") throw new Refusal("not-found");
  const errors = [
    ...(["from", "until"] as const)
      .filter((field) => !read[field].success)
      .map((field) => ({ field, message: told("wrong-date") })),
    ...(unknown ? [{ field: "action", message: told("wrong-action") }] : []),
  ];
  const { from, until } = { from: read.from.data ?? whole.from, until: read.until.data ?? whole.until };
  return {
    asked: { from, until, agreements, ...(action !== undefined && { action }) },
    filled: { typed: { from: [typed.from], until: [typed.until], action: [action ?? ""] }, errors },
  };
}

/** The same as a query, for the addresses of what is done with it. */
export function queryOf({ from, until, action }: Period & { action?: ActionRef }): Record<string, string> {
  return { from, until, ...(action !== undefined && { action }) };
}

/** Days, and the action where there are several to choose from; `address`: of the page, without them. */
export function askingForm(
  { told }: StatementSay,
  filled: Filled,
  address: string,
  actions: readonly { ref: ActionRef; title: string }[],
): Html {
  const options = [
    { value: "", label: told("all-actions") },
    ...actions.map(({ ref, title }) => ({ value: ref, label: title })),
  ];
  const choice = actions.length > 1 ? selectField(filled, { name: "action", label: told("action"), options }) : "";
  return html`<form method="get" action="${address}" novalidate class="noprint"><div class="filters">${textField(filled, { name: "from", label: told("from"), type: "date" })}
${textField(filled, { name: "until", label: told("until"), type: "date" })}${choice}</div>
<button class="second">${told("show")}</button></form>`;
}
