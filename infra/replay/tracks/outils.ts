import { href } from "../../../shared/addresses.ts";
import { askFor, closeRound, deposit, submitDraft } from "../acts/documents.ts";
import { decide } from "../acts/reviewing.ts";
import { drawOn } from "../acts/sources.ts";
import { expectWords } from "../people/page.ts";
import type { Play, Track } from "../story.ts";

const note = "Des outils pour lutter contre les discriminations : note de capitalisation";

/** Outils / discriminations: no funding; a note out of what the network has made already, that any two members approve. */
export const outils: Track = {
  title: "Outils / discriminations",
  scenes: [
    { at: "2008-09-22 15:00", what: "the note is asked of ODTI", play: askForNote },
    { at: "2008-10-20 16:00", what: "ODTI sends it, and says what each section draws on", play: sendNote },
    {
      at: "2008-11-12 09:00",
      what: "nobody had answered by the deadline: the kind gave a week more",
      play: firstApproval,
    },
    { at: "2008-11-13 15:00", what: "a second member approves: two are enough", play: (on) => approve(on, "oriv") },
    { at: "2008-11-14 10:00", what: "the note is approved", play: (on) => closeRound(on, "tools", "approved") },
    { at: "2008-11-17 10:00", what: "nobody pays for it: the page of the action says so", play: lookAtFunding },
  ],
};

async function askForNote(on: Play): Promise<void> {
  await askFor(on, "tools", {
    ...{
      action: "outils-discriminations",
      expected: "note-de-capitalisation",
      kind: "capitalisation-note",
      title: note,
    },
    authors: ["Responsable de la formation"],
    reviewers: ["Direction", "Direction adjointe", "Documentaliste", "Chargé d’études", "Chargée de mission"],
    ...{ draft: "2008-10-20", review: "2008-11-10", final: "2008-11-28" },
  });
}

async function sendNote(on: Play): Promise<void> {
  const { odti } = on.people;
  await odti.follow(`« ${note} »`);
  await deposit(on, odti, "tools", {
    name: "note-de-capitalisation.docx",
    bytes: await on.file("capitalisation-note/sample.docx"),
  });
  const charter = Buffer.from("# La démarche DEFI\n\nUn auto-diagnostic en douze questions pour les PME et les TPE.\n");
  const file = { name: "demarche-defi.md", bytes: charter };
  await drawOn(on, odti, "tools", { title: "La démarche DEFI, présentation de 2006", file }, [
    "L’auto-diagnostic de la démarche DEFI",
  ]);
  await submitDraft(on, odti, "tools");
}

async function firstApproval(on: Play): Promise<void> {
  await on.people.irev.follow(`Nouvelle échéance : « ${note} »`);
  await approve(on, "irev");
}

async function approve(on: Play, who: "irev" | "oriv"): Promise<void> {
  await on.people[who].follow(`« ${note} »`);
  await decide(on, on.people[who], "tools", "approve");
}

async function lookAtFunding({ people: { coordination } }: Play): Promise<void> {
  const page = await coordination.open(href("action", { programme: "2008", action: "outils-discriminations" }));
  expectWords(page, "financement interne");
}
