import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { agreementStages } from "../../../shared/agreement/state.ts";
import type { Summary } from "../../../shared/agreement/summary.ts";
import { languageRecord } from "../../../shared/i18n/languages.ts";
import { agreementYears, openAgreements, settledAgreements } from "../../../shared/stored/agreement.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { type AgreementSay, amountsWords, reportWords, tellingAgreements } from "../components/agreement-words.ts";
import { nowOf } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { organisationNames } from "../programme/names.ts";
import { pageOf } from "../programme/paged.ts";

const aPage = 50;
type View = {
  speak: AgreementSay;
  today: string;
  called: (action: string) => string;
  named: (organisation: string) => string;
};

/** All agreements: those that are open by stage, signed ones first, of each the one whose report is due first; settled ones by year. */
export async function agreements(c: PageContext, web: Web, _: Visitor): Promise<Response> {
  const { store } = web.ports;
  const open = await openAgreements(store);
  const years = await agreementYears(store);
  const year = years.find((each) => each === c.req.query("year")) ?? years[0];
  const settled = year === undefined ? [] : await settledAgreements(store, year);
  if (wantsJson(c)) return c.json({ open, years, year, settled });
  const speak = tellingAgreements(say(c, web));
  const { told } = speak;
  const view: View = {
    ...{ speak, today: nowOf(web).today, named: await organisationNames(web) },
    called: await actionTitles(
      store,
      [...open, ...settled].flatMap(({ actions }) => actions),
    ),
  };
  const main = html`${row("", html`<h1>${told("list")}</h1><p>${told("list.lead")}</p><p><a class="button" href="${href("newAgreement")}">${told("new")}</a></p>${open.length + settled.length === 0 ? html`<p>${told("list.none")}</p>` : ""}`)}
${openSections(c, view, open)}
${year === undefined ? "" : section("settled", told("list.settled", { year }), html`${yearLinks(speak, years, year)}${items(view, settled)}`)}`;
  return frame(c, web, { title: told("list"), main });
}

/** A section a stage, a page of them all. */
function openSections(c: PageContext, view: View, open: readonly Summary[]): Html {
  const { told, text } = view.speak;
  const stages = agreementStages.filter((stage) => stage !== "settled").reverse();
  const all = stages.map((stage) => [stage, open.filter((each) => each.stage === stage)] as const);
  const start = Math.max(0, Math.trunc(Number(c.req.query("from"))) || 0);
  const { groups, next } = pageOf(all, start, aPage);
  const more =
    next === undefined
      ? ""
      : row("", html`<p><a href="${href("agreements", {}, { from: next })}">${text("list.more")}</a></p>`);
  return html`${groups.map(([stage, of]) => section(stage, told(`list.${stage}`), items(view, of)))}${more}`;
}

function section(id: string, title: string, body: Html): Html {
  return html`<section aria-labelledby="${id}">${row("", html`<h2 id="${id}">${title}</h2>`)}${body}</section>`;
}

function items(view: View, all: readonly Summary[]): Html {
  return html`<ul class="things">${all.map((each) => html`<li>${item(view, each)}</li>`)}</ul>`;
}

/** In the margin who pays; beside it what, of which actions, how much of it was received, when its report is due. */
function item({ speak, today, called, named }: View, agreement: Summary): Html {
  const { id, title, funder, reference, actions } = agreement;
  const words = [reference, actions.map(called).join(", "), amountsWords(speak, agreement)].filter(Boolean);
  const report =
    agreement.awaitsReport || agreement.reported
      ? html`<br>${speak.told("report")}${languageRecord(speak.language).colon} ${reportWords(speak, agreement, today)}`
      : "";
  return row(
    html`<p>${named(funder)}</p>`,
    html`<h3><a href="${href("agreement", { agreement: id })}">${title}</a></h3><p class="muted">${words.join(" · ")}${report}</p>`,
  );
}

function yearLinks({ told }: AgreementSay, years: readonly string[], year: string): Html | "" {
  if (years.length < 2) return "";
  const links = years.map((each) =>
    each === year
      ? html`<li aria-current="true">${each}</li>`
      : html`<li><a href="${href("agreements", {}, { year: each })}#settled">${each}</a></li>`,
  );
  return row("", html`<nav aria-label="${told("list.years")}"><ul class="line">${links}</ul></nav>`);
}
