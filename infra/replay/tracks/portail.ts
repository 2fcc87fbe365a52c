import { href } from "../../../shared/addresses.ts";
import { advance, receivePayment, recordAgreement } from "../acts/agreements.ts";
import { enter, type Line, undoLast } from "../acts/entries.ts";
import { receiveStatement, sendStatement } from "../acts/statements.ts";
import { expectWords } from "../people/page.ts";
import { idOf, type Play, type Track } from "../story.ts";

const title = "Portail européen 2008";
const term = "Jours de travail";

/**
 * Portail européen: an agreement with MPG for 14 days, which four members count as they work; the 15th is warned of and undone. The
 * statement goes to MPG, which pays the rest.
 */
export const portail: Track = {
  title: "Portail européen",
  paid: { action: "portail-europeen" },
  scenes: [
    { at: "2008-01-11 10:00", what: "the agreement with MPG is recorded: 14 days", play: recordIt },
    {
      at: "2008-02-20 10:00",
      what: "MPG has signed",
      play: (on) => advance(on, "mpg", "signée", "2008-02-18"),
    },
    { at: "2008-03-10 10:00", what: "the first half is paid", play: (on) => pay(on, "2008-03-07", "Acompte de 50 %") },
    { at: "2008-06-30 17:00", what: "ORIV and CREFE enter their days of spring", play: enterSpring },
    { at: "2008-10-02 17:00", what: "EPI and ODTI enter theirs", play: enterSummer },
    { at: "2008-10-31 17:00", what: "ORIV enters its last days: 14 of 14, and a 15th", play: enterLast },
    { at: "2008-12-15 10:00", what: "the statement is sent to MPG", play: (on) => sendStatement(on, "mpg") },
    {
      at: "2008-12-17 15:00",
      what: "MPG downloads the statement",
      play: (on) => receiveStatement(on, on.people.mpg, `2008 : ${title}`),
    },
    { at: "2009-01-22 10:00", what: "MPG has paid the rest", play: (on) => pay(on, "2009-01-20", "Solde") },
    {
      at: "2009-02-05 10:00",
      what: "the agreement is settled",
      play: (on) => advance(on, "mpg", "soldée", "2009-02-02"),
    },
  ],
};

async function recordIt(on: Play): Promise<void> {
  await recordAgreement(on, "mpg", {
    ...{ funder: "MPG", reference: "MPG 2008-14", title, actions: ["portail-europeen"] },
    ...{ from: "2008-01-01", until: "2008-12-31" },
    terms: [{ words: term, unit: "jour", planned: "14", rate: "350,00" }],
  });
}

async function pay(on: Play, paidOn: string, words: string): Promise<void> {
  await receivePayment(on, "mpg", { amount: "2 450,00", paidOn, words });
}

/** A day of each month and day: "03-12". */
function days(of: readonly (readonly [day: string, amount: string, note?: string])[]): Line[] {
  return of.map(([day, amount, note]) => ({ term, date: `2008-${day}`, amount, ...(note && { note }) }));
}

async function enterSpring({ people: { oriv, crefe } }: Play): Promise<void> {
  await enter(
    oriv,
    days([
      ["03-12", "1", "Plan des fiches d’expériences"],
      ["04-22", "1", "Une fiche : l’accueil à Mulhouse"],
      ["06-05", "1,5", "Une fiche, et le recensement de ressources"],
    ]),
  );
  await enter(
    crefe,
    days([
      ["05-20", "1", "Une fiche : le collège de Saint-Denis"],
      ["06-19", "1,5"],
    ]),
  );
}

async function enterSummer({ people: { epi, odti } }: Play): Promise<void> {
  await enter(
    epi,
    days([
      ["07-03", "1", "Une fiche : les médiateurs de Marseille"],
      ["09-25", "1,5", "Saisie sur le portail"],
    ]),
  );
  await enter(
    odti,
    days([
      ["07-10", "1"],
      ["09-30", "1,5", "Saisie sur le portail"],
    ]),
  );
}

/** The 15th day is warned of with its numbers and let in; it was one of another action, and is undone. */
async function enterLast(on: Play): Promise<void> {
  const { oriv, coordination } = on.people;
  await enter(
    oriv,
    days([
      ["10-14", "1,5", "Traduction relue"],
      ["10-28", "1,5", "Saisie sur le portail"],
    ]),
  );
  const full = await coordination.open(href("agreement", { agreement: idOf(on, "mpg") }));
  expectWords(full, "14 j, 4 900,00 € 100 %");
  const over = await enter(oriv, days([["10-30", "1", "Réunion sur la base documentaire"]]));
  await undoLast(oriv, over, "dépassé de 1 jour", "Cette journée était pour la base documentaire.");
}
