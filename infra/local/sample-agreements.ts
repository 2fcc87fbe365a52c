import { enterLines, type Line, undoEntry } from "../../shared/acts/entering.ts";
import { enterMissions, missionTerms } from "../../shared/acts/missions.ts";
import type { Command } from "../../shared/agreement/command.ts";
import { agreementIdOf } from "../../shared/agreement/naming.ts";
import type { AgreementPlan, Term } from "../../shared/agreement/state.ts";
import type { Asker } from "../../shared/chain/event.ts";
import { issue } from "../../shared/chain/issue.ts";
import { organisationHolder, organisationOf } from "../../shared/deliverable/holder.ts";
import { ledgerId, monthOf } from "../../shared/ledger/state.ts";
import { agreements } from "../../shared/stored/agreement.ts";
import { loadMeeting } from "../../shared/stored/meeting.ts";
import type { Person } from "../../shared/stored/person.ts";
import { putText } from "../../shared/stored/text.ts";
import { addDays, addMonths } from "../../shared/time/calendar.ts";
import type { LocalDate } from "../../shared/values.ts";
import type { Network } from "./network.ts";
import { asker, dayIn, daysAgo, workingDayBefore } from "./sample-acts.ts";

/** Agreements of a sample, and what people enter on them. */

type Cast = Record<"coordinator" | "documentalist" | "reviewer", Person>;

const synthesis = "2008/integration-et-collectivites";
const school = "2008/ecole-et-diversite";

/**
 * Two agreements: one is signed and half paid, with days and costs of one organisation, hours of another and the missions of a meeting
 * that was held, a day more than planned, one line undone; the other is asked for.
 */
export async function agreementsOfYear(network: Network, cast: Cast): Promise<void> {
  const { coordinator, documentalist, reviewer } = cast;
  const signed = await signedAgreement(network, asker(coordinator));
  await enterAll(network, reviewer, signed, costsOfSynthesis);
  await enterAll(network, documentalist, signed, hoursOfSchool);
  await enteredTwice(network, reviewer, signed);
  await missionsOfSeminar(daysAgo(network, 33), asker(coordinator));
  await askedFor(daysAgo(network, 20), asker(coordinator));
}

const terms: Term[] = [
  {
    ...{ id: "journees", words: "Journées de travail (forfait jour)", unit: "day", account: "64", action: synthesis },
    ...{ planned: 14_00, rate: 350_00 },
  },
  {
    ...{ id: "heures", words: "Heures de capitalisation", unit: "hour", account: "64", action: school },
    ...{ planned: 60_00, rate: 38_00 },
  },
  { id: "missions", words: "Missions aux séminaires", unit: "mission", account: "62", planned: 12_00, rate: 95_00 },
  { id: "gestion", words: "Documentation et envois", unit: "running-cost", account: "61", planned: 600_00 },
];

async function signedAgreement(network: Network, by: Asker): Promise<string> {
  const plan = { ...of("daic", network, 110), title: "Intégration, école et diversité" };
  const reference = `DAIC ${plan.from.slice(0, 4)}-041`;
  const [opened, signed, paid] = [89, 84, 78].map((days) => daysAgo(network, days)) as [Network, Network, Network];
  const asked = { stage: "requested", on: workingDayBefore(network, -110), terms } as const;
  const id = await open(opened, by, { ...plan, reference, actions: [synthesis, school] }, asked);
  const on = workingDayBefore(network, -86);
  await ask(signed, id, { by, type: "advance", stage: "signed", on, today: dayIn(signed, 0) });
  const payment = { id: "premier", on: workingDayBefore(network, -80), cents: 4_460_00 };
  const words = "Premier versement, la moitié à la signature";
  await ask(paid, id, { by, type: "pay", payment: { ...payment, words }, today: dayIn(paid, 0) });
  return id;
}

async function askedFor(network: Network, by: Asker): Promise<void> {
  const title = "Interculturalité\u00a0: note de cadrage et «\u00a0Point de vue\u00a0»";
  const plan: AgreementPlan = { ...of("acse", network, 0), reference: "", title, actions: ["2008/interculturalite"] };
  const days: Term = { id: "journees", words: "Journées de travail (forfait jour)", unit: "day", account: "64" };
  const some = [{ ...days, planned: 10_00, rate: 350_00 }];
  await open(network, by, plan, { stage: "requested", on: workingDayBefore(network, 0), terms: some });
}

/** Of a funder: a year from the first of the month that it was so many days ago. */
function of(funder: string, network: Network, days: number) {
  const from: LocalDate = `${monthOf(dayIn(network, -days))}-01`;
  return { funder, from, until: addDays(addMonths(from, 12), -1), currency: "EUR" };
}

type Beginning = Pick<Extract<Command, { type: "open" }>, "stage" | "on" | "terms">;

async function open(network: Network, by: Asker, plan: AgreementPlan, beginning: Beginning): Promise<string> {
  const id = agreementIdOf(plan, []);
  await ask(network, id, { by, type: "open", id, today: dayIn(network, 0), ...beginning, ...plan });
  return id;
}

async function ask({ ports }: Network, id: string, command: Command): Promise<void> {
  await issue(agreements, ports, id, command);
}

/** What is entered on a day so many before today: hundredths of the unit, or cents of a cost. */
type Entered = Pick<Line, "action" | "term" | "quantity" | "cents"> & { days: number; note: string };

/** Fifteen days of fourteen, and costs. */
const costsOfSynthesis: Entered[] = [
  ...(
    [
      [76, 3_00, "Lecture des notes de 2007, plan"],
      [62, 3_00, "Rédaction\u00a0: constats"],
      [48, 2_50, "Rédaction\u00a0: enseignements et pistes"],
      [36, 2_00, "Préparation du séminaire de synthèse"],
      [21, 2_00, "Reprise après les remarques"],
      [9, 1_50, "Veille\u00a0: questions du mois"],
      [3, 1_00, "Veille\u00a0: note de mai"],
    ] as const
  ).map(([days, quantity, note]) => ({ days, action: synthesis, term: "journees", quantity, note }) as const),
  {
    days: 57,
    action: synthesis,
    term: "gestion",
    cents: 84_60,
    note: "Abonnement à la base documentaire, un trimestre",
  },
  { days: 14, action: synthesis, term: "gestion", cents: 37_20, note: "Envois de la note provisoire" },
];

const hoursOfSchool: Entered[] = (
  [
    [69, 6_00, "Recensement des actions menées"],
    [41, 7_50, "Fiches de l’ORIV et du CREFE"],
    [19, 5_00, "Bibliographie"],
    [6, 3_50, "Personnes ressources"],
  ] as const
).map(([days, quantity, note]) => ({ days, action: school, term: "heures", quantity, note }));

/** Each line on its day, by one of an organisation, for it. */
async function enterAll(network: Network, by: Person, agreement: string, all: readonly Entered[]): Promise<void> {
  for (const entered of all) await enter(daysAgo(network, entered.days), by, agreement, entered);
}

/** Returns where the line stands, and its id. */
async function enter(
  network: Network,
  person: Person,
  agreement: string,
  { days: _, note, ...counted }: Entered,
): Promise<{ ledger: string; entry: string }> {
  const { ports } = network;
  const date = workingDayBefore(network, 0);
  const holder = organisationOf(person) ?? person.id;
  const line = { id: ports.ids(), date, person: person.id, ...counted, note: await putText(ports, note) };
  await enterLines(ports, entering(person), [{ ...line, agreement, holder }], dayIn(network, 0));
  return { ledger: ledgerId({ agreement, holder, month: monthOf(date) }), entry: line.id };
}

/** Two days and a half that were entered once more, and undone the day after. */
async function enteredTwice(network: Network, person: Person, agreement: string): Promise<void> {
  const again: Entered = { days: 47, action: synthesis, term: "journees", quantity: 2_50, note: "Rédaction" };
  const undone = await enter(daysAgo(network, again.days), person, agreement, again);
  const { ports } = daysAgo(network, again.days - 1);
  await undoEntry(ports, entering(person), { ...undone, note: await putText(ports, "Saisie deux fois") });
}

function entering(person: Person): Asker {
  const { id, coordinator } = person;
  return {
    person: id,
    coordinator,
    ...(person.belongs !== "" && { organisation: organisationHolder(person.belongs) }),
  };
}

/** The missions of whoever came to the seminar on the synthesis. */
async function missionsOfSeminar(network: Network, by: Asker): Promise<void> {
  const { ports } = network;
  const { state } = (await loadMeeting(ports.store, "seminaire-de-synthese"))!;
  const [paid] = await missionTerms(ports.store, state);
  const people = state.record?.present ?? [];
  await enterMissions(ports, by, state, paid!, { people, today: dayIn(network, 0) });
}
