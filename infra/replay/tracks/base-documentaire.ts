import { enter, importEntries, type Line, undoLast } from "../acts/entries.ts";
import type { Play, Track } from "../story.ts";

const term = "Heures de saisie";

/**
 * Base documentaire: members enter their hours against the agreement with ACSE, ODTI those of its autumn from a file; a figure that was
 * mistyped is undone, and entered anew. CREFE, which does not steer it, sends its hours to the coordinator.
 */
export const baseDocumentaire: Track = {
  title: "Base documentaire",
  paid: { action: "base-documentaire" },
  scenes: [
    { at: "2008-04-01 16:30", what: "ORIV enters the hours of winter, 35 for 3,5: it is undone", play: enterWinter },
    { at: "2008-07-02 16:30", what: "ORIV enters those of spring", play: enterSpring },
    { at: "2008-10-01 11:00", what: "ODTI has taken over, and enters its first hours", play: enterSeptember },
    { at: "2008-12-17 10:00", what: "ODTI sends a file of all its autumn", play: importAutumn },
    { at: "2008-12-18 14:00", what: "the coordinator enters what CREFE told", play: enterForCrefe },
  ],
};

function hours(of: readonly (readonly [day: string, amount: string, note?: string])[]): Line[] {
  return of.map(([day, amount, note]) => ({ term, date: `2008-${day}`, amount, ...(note && { note }) }));
}

async function enterWinter({ people: { veille } }: Play): Promise<void> {
  await enter(
    veille,
    hours([
      ["01-22", "6", "Fonds alsacien : 24 références"],
      ["02-12", "5,5"],
    ]),
  );
  const mistyped = await enter(veille, hours([["03-11", "35"]]));
  await undoLast(veille, mistyped, "Votre total sur cette ligne : 46,5 heures", "3 h 30, et non 35 heures.");
  await enter(veille, hours([["03-11", "3 h 30", "Fonds lorrain : 15 références"]]));
}

async function enterSpring({ people: { veille, oriv } }: Play): Promise<void> {
  await enter(
    veille,
    hours([
      ["04-15", "7", "Fonds lorrain : 30 références"],
      ["05-20", "6,5"],
      ["06-17", "7", "Résumés"],
    ]),
  );
  await enter(oriv, hours([["06-24", "4", "Relecture des résumés, règles de saisie"]]));
}

async function enterSeptember({ people: { odti } }: Play): Promise<void> {
  await enter(
    odti,
    hours([
      ["09-23", "6", "Fonds isérois : 28 références"],
      ["09-30", "5,5"],
    ]),
  );
}

/** As ODTI keeps it in a spreadsheet: the agreement by its reference, days as people write them. */
async function importAutumn({ people: { odti } }: Play): Promise<void> {
  const done = [
    ...[
      ["07/10/2008", "7"],
      ["14/10/2008", "6,5"],
      ["21/10/2008", "7"],
      ["28/10/2008", "3,5"],
    ],
    ...[
      ["04/11/2008", "7"],
      ["12/11/2008", "6"],
      ["25/11/2008", "7"],
      ["02/12/2008", "7"],
      ["16/12/2008", "5,5"],
    ],
  ];
  await importEntries(odti, "saisie-automne-2008.csv", [
    ["Date", "Convention", "Ligne", "Structure", "Quantité", "Unité"],
    ...done.map(([day = "", amount = ""]) => [day, "ACSE 2008-0147", term, "ODTI", amount, "heure"]),
  ]);
}

async function enterForCrefe({ people: { coordination } }: Play): Promise<void> {
  const line = { term, who: "Documentaliste", note: "Fonds francilien : références sur l’école" };
  await enter(coordination, [
    { ...line, date: "2008-11-18", amount: "6" },
    { ...line, date: "2008-12-09", amount: "4,5" },
  ]);
}
