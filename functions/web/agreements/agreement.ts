import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { reportIdOf } from "../../../shared/agreement/naming.ts";
import { presentTerms } from "../../../shared/agreement/state.ts";
import { summarize } from "../../../shared/agreement/summary.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import { type ActionRef, parseActionRef } from "../../../shared/programme/state.ts";
import { agreementShownTo } from "../../../shared/sight/agreements.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { doneByTerm } from "../../../shared/stored/ledger.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { type AgreementSay, agreementTag, reportWords, tellingAgreements } from "../components/agreement-words.ts";
import { nowOf } from "../components/duties.ts";
import { facts, scrolled } from "../components/facts.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { panel } from "../components/panel.ts";
import { reportWay, sentList } from "../components/statement-lines.ts";
import { tellingStatements } from "../components/statement-words.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { say } from "../http/say.ts";
import { organisationNames } from "../programme/names.ts";
import { paymentsList } from "./payments.ts";
import { reportForm, stageForm, stageWords } from "./stages.ts";
import { type DoneByTerm, removedTerms, termsTable } from "./terms-table.ts";
import { unsaidFunding } from "./unsaid-funding.ts";
import type { SeenAgreement } from "./who.ts";

type View = SeenAgreement & {
  speak: AgreementSay;
  filled: Filled;
  office: boolean;
  today: LocalDate;
  done: DoneByTerm | undefined;
  funder: string;
  called: (action: string) => string;
};

/** An agreement: who pays what of which actions, how much was done and received, when its report is due. */
export async function agreement(
  c: PageContext,
  web: Web,
  seen: SeenAgreement,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const view = await viewOf(c, web, seen, filled);
  const { speak, agreement, office } = view;
  if (wantsJson(c)) return c.json(asJson(view));
  const { told } = speak;
  const { payments } = agreementShownTo[seen.standpoint];
  const late = isReportLate(view);
  const report = payments ? await reportPanel(web, view) : "";
  const main = html`${office ? html`<p><a href="${href("agreements")}">${told("list")}</a></p>` : ""}${errorSummary(speak, filled)}
<h1>${agreement.title}</h1>
<div class="state"><p>${agreementTag(speak, agreement.stage)}</p><p>${stageWords(speak, agreement)}</p></div>
${office ? await unsaidFunding(web, speak, agreement, view.funder) : ""}
<div class="grid two"><div class="span-8">${late ? report : ""}${termsPanel(view)}
${payments ? panel("payments", told("payments"), paymentsList({ ...view, id: web.ports.ids() })) : ""}
${payments ? await statementsPart(web, view) : ""}
${late ? "" : report}</div>
<div class="span-4 beside">${aboutPanel(view)}</div></div>`;
  return frame(c, web, {
    title: agreement.title,
    main,
    scripts: office ? ["confirm.js"] : [],
    styles: ["columns.css"],
    refused: filled.errors.length > 0,
  });
}

/** What is paid and how much of it was done; to coordinators the ways to change it. */
function termsPanel(view: View): Html {
  const { speak, agreement, office } = view;
  const { told } = speak;
  const { id } = agreement;
  const more = office ? html`<li><a href="${href("newTerm", { agreement: id })}">${told("terms.new")}</a></li>` : "";
  return panel(
    "terms",
    told("terms"),
    html`${scrolled(told("terms.caption"), termsTable(view))}${office ? removedTerms(view) : ""}
<ul class="ways"><li><a href="${href("agreementEntries", { agreement: id })}">${told("entries")}</a></li>${more}</ul>`,
  );
}

/** When its report is due, and what there is of it; once it is late it comes first. */
async function reportPanel(web: Web, view: View): Promise<Html> {
  const { speak, agreement, office, today } = view;
  const words = html`<p>${reportWords(speak, summarize(agreement), today)}</p>`;
  const body = html`${words}${office ? await reportPart(web, view) : ""}`;
  return panel("report", speak.told("report"), body, { kind: isReportLate(view) ? "late" : "" });
}

function isReportLate({ agreement, today }: View): boolean {
  const { awaitsReport, reportDue } = summarize(agreement);
  return awaitsReport && reportDue < today;
}

/** Whose it is, which days and actions it is of; to coordinators its stage, its changes and all that was noted. */
function aboutPanel(view: View): Html {
  const { office, speak } = view;
  const more = office ? html`${ways(view)}<div class="folds">${stageForm(view)}</div>` : "";
  return panel("about", speak.told("about"), html`${factsOf(view)}${more}`);
}

async function viewOf(c: PageContext, web: Web, seen: SeenAgreement, filled: Filled): Promise<View> {
  const { agreement, standpoint } = seen;
  const { store } = web.ports;
  const { every } = agreementShownTo[standpoint];
  return {
    ...{ ...seen, filled, speak: tellingAgreements(say(c, web)), office: standpoint === "coordinator" },
    today: nowOf(web).today,
    done: every ? await doneByTerm(store, agreement.id) : undefined,
    funder: (await organisationNames(web))(agreement.funder),
    called: await actionTitles(store, agreement.actions),
  };
}

/** What the page shows, to each as it shows it: to who takes part in its actions what is paid, and nothing of what was received. */
function asJson({ agreement, standpoint, office, done }: View): object {
  const { id, seq, funder, reference, title, actions, from, until, currency, stage, since, payments } = agreement;
  const { planned, received, reportDue, awaitsReport, reported } = summarize(agreement);
  const terms = office ? agreement.terms : presentTerms(agreement);
  const shown = { id, seq, funder, reference, title, actions, from, until, currency, stage, since, terms };
  if (!agreementShownTo[standpoint].payments) return { agreement: shown, standpoint };
  const statements = agreement.statements.map(({ received, ...sent }) => (office ? { ...sent, received } : sent));
  const { granted } = agreement;
  return {
    agreement: {
      ...{ ...shown, payments, statements, reportDue },
      ...(reported !== undefined && { reported }),
      ...(granted !== undefined && { granted }),
    },
    ...{ standpoint, received, awaitsReport, ...(planned !== undefined && { planned }) },
    ...(done && { done: Object.fromEntries(done) }),
  };
}

/** What it comes to: as it stands, and as it was sent. */
async function statementsPart(web: Web, { speak, agreement, office }: View): Promise<Html> {
  const telling = tellingStatements(speak);
  const sent = await sentList(web, telling, agreement, office);
  const now = html`<p><a href="${href("statement", { agreement: agreement.id })}">${telling.told("statement-now")}</a></p>`;
  return panel(
    "statements",
    telling.told("statements"),
    html`${sent || html`<p>${telling.told("statements-none")}</p>`}${now}`,
  );
}

/** The way to its report, and to say that it was handed in: proposed once the report is final, as long as somebody is reminded of it. */
async function reportPart(web: Web, view: View): Promise<Html> {
  const { agreement, speak } = view;
  const report = (await loadState(web.ports.store, reportIdOf(agreement)))?.state;
  const written = report?.stage === "final" && summarize(agreement).awaitsReport;
  return html`${await reportWay(web, tellingStatements(speak), agreement)}${reportForm({ ...view, written })}`;
}

function ways({ agreement: { id }, speak: { told } }: View): Html {
  return html`<ul class="ways"><li><a href="${href("agreementChange", { agreement: id })}">${told("change")}</a></li>
<li><a href="${href("agreementHistory", { agreement: id })}">${told("history")}</a></li></ul>`;
}

function factsOf(view: View): Html {
  const { speak, agreement, funder } = view;
  const { told, text, date } = speak;
  const { reference, from, until, actions, currency, granted } = agreement;
  const shown = granted !== undefined && agreementShownTo[view.standpoint].payments;
  return facts([
    [told("funder"), funder],
    [told("reference"), reference],
    [told("period"), text("period", { from: date(from), until: date(until) })],
    [told("actions"), html`<ul class="plain">${actions.map((ref) => html`<li>${actionLink(view, ref)}</li>`)}</ul>`],
    [told("currency"), currency === "EUR" ? "" : currency],
    [told("granted"), shown ? formatMoney(speak.language, granted, currency) : ""],
  ]);
}

/** Coordinators see every action; others the words alone, whether they see the action or not. */
function actionLink({ office, called }: View, ref: ActionRef): Html | string {
  const names = parseActionRef(ref);
  return office && names ? html`<a href="${href("action", names)}">${called(ref)}</a>` : called(ref);
}
