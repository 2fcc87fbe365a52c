import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Event, EventOf, EventType } from "../../../shared/agreement/event.ts";
import { evolve } from "../../../shared/agreement/evolve.ts";
import { type Agreement, termOf } from "../../../shared/agreement/state.ts";
import type { AgreementKey } from "../../../shared/i18n/agreements.ts";
import { formatMoney } from "../../../shared/i18n/amounts.ts";
import { agreementChain } from "../../../shared/stored/agreement.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { type AgreementSay, tellingAgreements } from "../components/agreement-words.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type People, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { termWords } from "./amounts.ts";
import type { OpenedAgreement } from "./who.ts";

/** Events on one page. */
const aPage = 50;

/** An event, and the agreement as it stood before. */
type Happened = { event: Event; before: Agreement | undefined };
type View = { speak: AgreementSay; who: string; before: Agreement | undefined; called: (action: string) => string };
type Words = { [T in EventType]: (event: EventOf<T>, view: View) => string };

/** All that happened to an agreement, the newest first, with who and when; `?before`: what came before an event, by its number. */
export async function agreementHistory(c: PageContext, web: Web, { agreement }: OpenedAgreement): Promise<Response> {
  const all = await happenedTo(web, agreement.id);
  const before = Number(c.req.query("before") ?? Number.POSITIVE_INFINITY);
  const asked = all.filter(({ event }) => !(event.seq >= before)).reverse();
  const shown = asked.slice(0, aPage);
  if (wantsJson(c)) return c.json({ events: shown.map(({ event: { prev: _, v: __, ...event } }) => event) });
  const speak = tellingAgreements(say(c, web));
  const { told } = speak;
  const people = await thePeople(web);
  const called = await actionTitles(
    web.ports.store,
    shown.flatMap(({ event }) => actionsIn(event)),
  );
  const last = shown.at(-1)?.event.seq;
  const more = asked.length > shown.length && last !== undefined;
  const earlier = more ? href("agreementHistory", { agreement: agreement.id }, { before: last }) : "";
  const main = html`${row(
    html`<p><a href="${href("agreement", { agreement: agreement.id })}">${agreement.title}</a></p>`,
    html`<h1>${told("history")}</h1>`,
  )}
<ol class="things">${shown.map((each) => item({ speak, called }, people, each))}</ol>
${earlier ? row("", html`<p><a href="${earlier}">${told("history.before")}</a></p>`) : ""}`;
  return frame(c, web, { title: told("history"), main });
}

async function happenedTo({ ports }: Web, id: string): Promise<Happened[]> {
  const happened: Happened[] = [];
  let before: Agreement | undefined;
  for await (const event of agreementChain.events(ports.store, id)) {
    happened.push({ event, before });
    before = evolve(before, event);
  }
  return happened;
}

function actionsIn({ type, data }: Event): string[] {
  return type === "actionAttached" ? [data.from, data.action] : [];
}

function item(view: Pick<View, "speak" | "called">, people: People, { event, before }: Happened): Html {
  const sentence = words[event.type] as (event: Event, view: View) => string;
  return html`<li>${row(
    html`<p><time datetime="${event.at}">${view.speak.instant(event.at)}</time></p>`,
    html`<p>${sentence(event, { ...view, who: people.name(event.by), before })}</p>`,
  )}</li>`;
}

const words: Words = {
  opened: ({ data: { stage, on } }, { speak: { told, date }, who }) =>
    told("happened.opened", { who, stage: told(`since.${stage}`, { date: date(on) }) }),
  changed: ({ data }, { speak: { told }, who }) =>
    told("happened.changed", {
      who,
      changed: Object.keys(data)
        .map((name) => told(fieldNames[name as Field]))
        .join(", "),
    }),
  advanced: ({ data: { stage, on } }, { speak: { told, date }, who }) =>
    told("happened.advanced", { who, stage: told(`since.${stage}`, { date: date(on) }) }),
  termSet: ({ data: { term } }, { speak, who, before }) => {
    const isNew = !before || !termOf(before, term.id);
    const value = termWords(speak, term, before?.currency ?? "EUR") || "–";
    return speak.told(isNew ? "happened.termAdded" : "happened.termSet", { who, term: term.words, value });
  },
  termRemoved: ({ data }, { speak, who, before }) =>
    speak.told("happened.termRemoved", { who, term: (before && termOf(before, data.term)?.words) ?? data.term }),
  paid: ({ data: { payment } }, view) => paymentWords(view, "happened.paid", payment),
  paymentCancelled: ({ data }, view) => paymentWords(view, "happened.paymentCancelled", paymentOf(view, data.payment)),
  paymentRestored: ({ data }, view) => paymentWords(view, "happened.paymentRestored", paymentOf(view, data.payment)),
  statementSent: ({ data: { statement } }, { speak: { told, date }, who }) =>
    told("happened.statementSent", { who, from: date(statement.from), until: date(statement.until) }),
  statementReceived: ({ data }, { speak: { told, date }, who, before }) => {
    const sent = before?.statements.find(({ id }) => id === data.statement);
    const days = { from: date(sent?.from ?? data.day), until: date(sent?.until ?? data.day) };
    return told("happened.statementReceived", { who, format: data.format.toUpperCase(), ...days });
  },
  reported: ({ data: { on } }, { speak: { told, date }, who }) =>
    on === null ? told("happened.unreported", { who }) : told("happened.reported", { who, date: date(on) }),
  reminded: (_, { speak }) => speak.told("happened.reminded"),
  actionAttached: ({ data }, { speak, called }) =>
    speak.told("happened.actionAttached", { from: called(data.from), to: called(data.action) }),
};

type Field = keyof EventOf<"changed">["data"];
const fieldNames: Record<Field, AgreementKey> = {
  ...{ funder: "funder", reference: "reference", title: "title", actions: "actions" },
  ...{ from: "from", until: "until", currency: "currency", reportDue: "reportDue", granted: "granted" },
};

function paymentOf({ before }: View, id: string): { on: string; cents: number } {
  return before!.payments.find((payment) => payment.id === id)!;
}

function paymentWords(
  { speak, who, before }: View,
  key: AgreementKey,
  { on, cents }: { on: string; cents: number },
): string {
  const amount = formatMoney(speak.language, cents, before?.currency ?? "EUR");
  return speak.told(key, { who, amount, date: speak.date(on) });
}
