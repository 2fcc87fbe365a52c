import { Hono } from "hono";
import { html } from "hono/html";
import { Refusal } from "../../../shared/errors.ts";
import { type Receipt, receiptOf } from "../../../shared/line/receipt.ts";
import { getText } from "../../../shared/line/text.ts";
import type { State } from "../../../shared/workflow/state.ts";
import { fullName, theDeliverable } from "../access.ts";
import { param } from "../answer.ts";
import type { PageContext, Variables, Web } from "../context.ts";
import { facts } from "../parts/facts.ts";
import { frame } from "../parts/frame.ts";
import { row } from "../parts/row.ts";
import { type Say, say } from "../say.ts";

/** What a reviewer keeps of their decision: number, time, state, and a copy as text. */
export function receiptPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/receipts/:submission", (c) => receipt(c, web))
    .get("/deliverables/:id/receipts/:submission/copy", (c) => copy(c, web));
}

type View = { state: State; receipt: Receipt; speak: Say; reason: string | undefined; name: string };

/** One's own only. Throws `not-found`. */
async function theReceipt(c: PageContext, web: Web): Promise<View> {
  const { state, visitor } = await theDeliverable(c, web, "reviewer");
  const receipt = await receiptOf(web.ports.store, state, param(c, "submission"));
  if (receipt.decision.reviewer !== visitor.person.id) throw new Refusal("not-found");
  const { reason } = receipt.decision;
  const text = reason && (await getText(web.ports.files, reason));
  return { state, receipt, speak: say(c, web), reason: text, name: fullName(visitor.person) };
}

async function receipt(c: PageContext, web: Web): Promise<Response> {
  const view = await theReceipt(c, web);
  const { state, receipt, speak } = view;
  const { text } = speak;
  const counts =
    receipt.round.decisions.findLast(({ reviewer }) => reviewer === receipt.decision.reviewer) === receipt.decision;
  const here = `/deliverables/${state.id}`;
  const main = row(
    html`<p><time datetime="${receipt.decision.at}">${speak.instant(receipt.decision.at)}</time></p>`,
    html`<div class="receipt" role="status"><h1>${text("receipt.title")}</h1>
<p class="number">${text("receipt.number", { number: receipt.number })}</p>
<p>${text(`review.yours.${receipt.decision.choice}`, { date: speak.instant(receipt.decision.at) })}</p></div>
${facts(lines(view))}
<p>${text(receipt.round.closed ? "receipt.closed" : counts ? "receipt.may-change" : "receipt.superseded")}</p>
<div class="buttons"><a class="button" href="${here}/receipts/${receipt.decision.submission}/copy">${text("receipt.copy")}</a>
<a href="${here}/review">${text("decision.back")}</a></div>`,
  );
  return frame(c, web, { title: text("receipt.title"), main });
}

function lines({ state, receipt, speak, reason, name }: View): [string, string | undefined][] {
  const { text } = speak;
  return [
    [text("field.title"), state.title],
    [text("role.reviewer"), name],
    [text("round.decision"), text(`choice.${receipt.decision.choice}`)],
    [text("round.reason"), reason],
    [
      text("receipt.state"),
      receipt.round.closed ? text(`outcome.${receipt.round.outcome ?? "unresolved"}`) : text("receipt.open"),
    ],
    [text("field.version"), receipt.round.version],
    [text("receipt.head"), receipt.head],
  ];
}

async function copy(c: PageContext, web: Web): Promise<Response> {
  const view = await theReceipt(c, web);
  const { text, instant, language } = view.speak;
  const { number, decision } = view.receipt;
  const head = [text("receipt.title"), text("receipt.number", { number }), instant(decision.at)];
  const told = lines(view).flatMap(([name, value]) =>
    value ? [`${name}${language === "fr" ? "\u00a0" : ""}: ${value}`] : [],
  );
  return c.body([...head, "", ...told, ""].join("\n"), 200, {
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": `attachment; filename="avis-${number}.txt"`,
  });
}
