import * as steps from "../../../infra/local/sample-acts.ts";
import { enterLines, type Line, undoEntry } from "../../../shared/acts/entering.ts";
import { enterMissions, missionTerms } from "../../../shared/acts/missions.ts";
import type { Command } from "../../../shared/agreement/command.ts";
import type { AgreementPlan, Term } from "../../../shared/agreement/state.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import { ledgerId, monthOf } from "../../../shared/ledger/state.ts";
import { agreements } from "../../../shared/stored/agreement.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { putText } from "../../../shared/stored/text.ts";
import * as y from "../year.ts";

/** What an agreement pays, as people ask for it, enter on it and undo; another is only considered. */

const signed = "acse-2008-114";
const framing = "2008/interculturalite";
const territories = "2008/discriminations-et-territoires";
const days: Term = { id: "journees", words: "Journées de travail", unit: "day", account: "64", action: framing };
const year2008 = { from: "2008-01-01", until: "2008-12-31", currency: "EUR" };
const plan: AgreementPlan = {
  ...{ ...year2008, funder: "acse", reference: "ACSE 2008-114", title: "Interculturalité et territoires" },
  actions: [framing, territories],
};
const considered: AgreementPlan = {
  ...{
    ...year2008,
    funder: "acse",
    reference: "",
    title: "Fonctionnement 2008",
    actions: ["2008/reseau"],
  },
};

/** Two days and a half of two planned, at a rate that rises; one line twice; missions of a meeting; a payment noted by mistake. */
export const money: y.Acts = {
  "2008-03-12 12:00": async (year) => {
    const terms: Term[] = [
      { ...days, planned: 200, rate: 350_00 },
      { id: "missions", words: "Missions", unit: "mission", account: "62", planned: 600, rate: 95_00 },
      { id: "gestion", words: "Frais de gestion", unit: "running-cost", account: "61", planned: 200_00 },
    ];
    await ask(year, signed, { type: "open", id: signed, stage: "requested", on: "2008-03-10", terms, ...plan });
    const other = { id: "acse-reseau-2008", stage: "considered" as const, on: "2008-03-12", terms: [] };
    await ask(year, "acse-reseau-2008", { type: "open", ...other, ...considered });
  },
  "2008-03-14 18:00": (year) => enter(year, "cofrimi", { term: "journees", quantity: 100 }, "Première lecture"),
  "2008-03-19 18:00": (year) => ask(year, signed, { type: "advance", stage: "signed", on: "2008-03-18" }),
  "2008-03-26 18:00": (year) =>
    pay(year, { id: "acompte", on: "2008-03-25", cents: 735_00, words: "Acompte de moitié" }),
  "2008-04-02 18:00": (year) => enter(year, "cofrimi", { term: "journees", quantity: 150 }, "Préparation du séminaire"),
  "2008-04-03 19:00": async (year) => {
    const twice = await enter(year, "cofrimi", { term: "journees", quantity: 150 });
    const note = await putText(year.ports, "Saisie deux fois");
    await undoEntry(year.ports, entering(year.people.cofrimi!), { ...twice, note });
  },
  "2008-04-10 18:00": (year) =>
    enter(year, "irev", { action: territories, term: "gestion", cents: 84_60 }, "Location de la salle"),
  "2008-04-14 18:00": (year) => missions(year, "Cadrage"),
  "2008-05-06 18:00": async (year) => {
    await ask(year, signed, { type: "setTerm", term: { ...days, planned: 200, rate: 365_00 } });
    await pay(year, { id: "solde", on: "2008-05-05", cents: 735_00, words: "" });
  },
  "2008-05-07 18:00": (year) => ask(year, signed, { type: "cancelPayment", payment: "solde" }),
  "2008-05-13 18:00": (year) => enter(year, "cofrimi", { term: "journees", quantity: 25 }),
};

type Asked = Command extends infer C ? (C extends { by: unknown } ? Omit<C, "by" | "today"> : never) : never;

async function ask(year: y.Year, id: string, command: Asked): Promise<void> {
  const by = steps.asker(year.people.coordination!);
  await issue(agreements, year.ports, id, { ...command, by, today: todayOf(year) } as Command);
}

async function pay(year: y.Year, payment: { id: string; on: string; cents: number; words: string }): Promise<void> {
  await ask(year, signed, { type: "pay", payment });
}

/** Who enters today, for their organisation. Returns where the line stands. */
async function enter(
  year: y.Year,
  who: string,
  { action = framing, ...counted }: Partial<Line> & Pick<Line, "term">,
  said?: string,
): Promise<{ ledger: string; entry: string }> {
  const { ports, people } = year;
  const person = people[who]!;
  const date = todayOf(year);
  const place = { agreement: signed, holder: organisationHolder(person.belongs) };
  const note = said === undefined ? {} : { note: await putText(ports, said) };
  const line: Line = { id: ports.ids(), date, action, ...counted, person: person.id, ...note, ...place };
  await enterLines(ports, entering(person), [line], date);
  return { ledger: ledgerId({ ...place, month: monthOf(date) }), entry: line.id };
}

/** The coordinator enters the missions of all who came. */
async function missions(year: y.Year, title: string): Promise<void> {
  const { ports } = year;
  const { state } = (await loadMeeting(ports.store, `meeting-${y.idOf(year, title)}`))!;
  const [paid] = await missionTerms(ports.store, state);
  const people = state.record!.present;
  await enterMissions(ports, steps.asker(year.people.coordination!), state, paid!, { people, today: todayOf(year) });
}

function entering({ id: person, coordinator, belongs }: Person) {
  return { person, coordinator, organisation: organisationHolder(belongs) };
}

function todayOf({ ports }: y.Year): string {
  return new Date(ports.clock()).toISOString().slice(0, 10);
}
