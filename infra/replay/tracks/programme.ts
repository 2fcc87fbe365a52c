import { href } from "../../../shared/addresses.ts";
import { closeRound, submitDraft } from "../acts/documents.ts";
import { decide } from "../acts/reviewing.ts";
import { peopleList } from "../people/cast.ts";
import { idIn } from "../people/person.ts";
import { type Play, remember, type Track } from "../story.ts";

const programme = "2008";
const title = "Programme de travail 2008";

/** The year as a whole: people and the programme come in, its matrix is seen at a glance and printed, its text goes round. */
export const wholeYear: Track = {
  title: "Vision globale",
  scenes: [
    { at: "2008-01-07 09:00", what: "the coordinator pastes the list of people", play: importPeople },
    { at: "2008-01-07 09:30", what: "the coordinator pastes the programme of 2008", play: importProgramme },
    { at: "2008-01-08 10:00", what: "the matrix is made as documents", play: makeMatrix },
    { at: "2008-01-09 10:00", what: "the programme is made a document, and sent to members", play: makeDocument },
    { at: "2008-01-16 11:00", what: "ORIV and COFRIMI approve it", play: approve },
    {
      at: "2008-01-18 10:00",
      what: "the programme is approved",
      play: (on) => closeRound(on, "programme", "approved"),
    },
    { at: "2008-04-07 10:00", what: "the coordinator looks at the year from the week's letter", play: lookAtYear },
    { at: "2008-07-07 10:00", what: "again in July", play: lookAtYear },
    { at: "2008-10-06 10:00", what: "again in October", play: lookAtYear },
    { at: "2009-03-30 10:00", what: "the year is over: its matrix and its page say so", play: lookBack },
  ],
};

async function importPeople({ people: { coordination } }: Play): Promise<void> {
  const page = await coordination.open(href("peopleImport"));
  await coordination.submit(page, /\/people\/import$/, { list: peopleList() });
}

async function importProgramme({ people: { coordination }, file }: Play): Promise<void> {
  const page = await coordination.open(href("programmeImport"));
  const text = Buffer.from(await file("sample/reci-2008.yaml")).toString("utf8");
  await coordination.submit(page, /\/programmes\/import$/, { file: text });
}

async function makeMatrix({ people: { coordination }, wait }: Play): Promise<void> {
  const page = await coordination.open(href("matrix", { programme }));
  await coordination.submit(page, /\/matrix$/);
  await wait("the matrix as documents", async () => {
    const { html } = await coordination.open(href("matrix", { programme }));
    return html.includes("data-wait") ? undefined : html;
  });
  for (const format of ["pdf", "docx", "csv"]) await coordination.open(href("matrixFile", { programme, format }));
}

/** Who reviews it and who is given it is said on the page of its changes. */
async function makeDocument(on: Play): Promise<void> {
  const { coordination } = on.people;
  const form = await coordination.open(href("programmeDocument", { programme }));
  const made = await coordination.submit(form, /\/document$/, { title });
  const id = idIn(made, "deliverables");
  remember(on, "programme", "document", id);
  const plan = await coordination.open(href("changes", { id }));
  await coordination.submit(plan, /\/changes$/, {
    reviewers: ["Direction", "Chargée de mission", "Direction adjointe"],
    funders: ["ACSE", "DAIC", "MPG"],
    ...{ dueReview: "2008-01-25", dueFinal: "2008-01-31" },
  });
  await on.wait("the text of the programme", async () => {
    const page = await coordination.open(href("submission", { id }));
    return page.html.includes('name="version"') ? page : undefined;
  });
  await submitDraft(on, coordination, "programme");
}

async function approve(on: Play): Promise<void> {
  const { oriv, cofrimi } = on.people;
  for (const reviewer of [oriv, cofrimi]) {
    await reviewer.follow(`Votre avis sur « ${title} »`);
    await decide(on, reviewer, "programme", "approve");
  }
}

/** The week's letter leads to the year, where what is late stands first. */
async function lookAtYear({ people: { coordination } }: Play): Promise<void> {
  const { address } = await coordination.follow("Semaine du ");
  if (new URL(address).pathname !== href("year")) throw new Error(`the week's letter leads to ${address}`);
}

async function lookBack({ people: { coordination } }: Play): Promise<void> {
  await coordination.open(href("year"));
  await coordination.open(href("matrix", { programme }));
  await coordination.open(href("programmeOf", { programme }));
}
