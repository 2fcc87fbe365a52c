import { readCopy } from "../../../functions/ingest/copy.ts";
import { ingest } from "../../../functions/ingest/ingest.ts";
import * as steps from "../../../infra/local/sample-acts.ts";
import { leaveNetwork } from "../../../shared/acts/leave.ts";
import { copyJobId, ingestJobId } from "../../../shared/deliverable/jobs.ts";
import type { PartPlan } from "../../../shared/deliverable/state.ts";
import { erase } from "../../../shared/evidence/erase.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { finishJob } from "../../../shared/stored/job.ts";
import { batchKey, textKey, uploadKey } from "../../../shared/stored/objects.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import { annotate, comment, move, replace } from "../../functions/ingest/annotate.ts";
import * as y from "../year.ts";
import { cancelMeeting, closeDecision, giveDecision, meet, office } from "./season-acts.ts";

const first = "La charte décrit les engagements que prennent les membres du réseau.";
const second = "Chaque structure désigne une personne qui suit les travaux communs.";
const third = "Une rencontre annuelle réunit toutes les équipes à Strasbourg.";
const charter = (...paragraphs: string[]) =>
  `# Principes\n\nUn réseau de douze centres.\n\n${paragraphs.join("\n\n")}\n\n# Suite\n\nElle vaut pour trois ans.\n`;

/**
 * What goes otherwise than planned: a file that cannot be read; a copy with remarks, one of which moves a paragraph;
 * corrections applied, then undone by a file that was set aside first; parts rearranged; a meeting that did not take place; someone who leaves;
 * what people wrote, erased at their request.
 */
export const troubles: y.Acts = {
  "2008-03-31 12:00": async (year) => {
    await y.create(year, {
      ...{ kind: "plain", title: "Charte", authors: ["crpv"], reviewers: ["oriv", "villes"], quorum: 2 },
      due: { draft: "2008-04-10", review: "2008-04-25", final: "2008-06-13" },
    });
  },
  "2008-04-03 18:00": (year) => sendUnreadable(year, "crpv", "Charte"),
  "2008-04-04 12:00": (year) => y.send(year, "crpv", "Charte", charter(first, second, third)),
  "2008-04-07 12:00": (year) => y.submit(year, "crpv", "Charte"),
  "2008-04-10 18:00": (year) =>
    sendCopy(
      year,
      "oriv",
      "Charte",
      [comment(0, "douze centres"), replace("trois ans", "cinq ans"), move(first, third)],
      ["Les nommer ?"],
    ),
  "2008-04-14 18:00": async (year) => {
    await sendRemarks(year, "oriv", "Charte");
    await steps.decide(
      ...([y.networkOf(year), year.people.oriv!, y.idOf(year, "Charte")] as const),
      ...(["approveWithReservations", "Le déplacement m’importe."] as const),
    );
  },
  "2008-04-15 18:00": async (year) => {
    await steps.remark(y.networkOf(year), year.people.villes!, y.idOf(year, "Charte"), [
      { type: "addition", on: "Elle vaut pour", text: "", proposal: "Elle est relue chaque année." },
      { type: "comment", text: "Le ton convient." },
    ]);
    await y.decide(year, "villes", "Charte", "approve");
  },
  // what a meeting decided: one thing is reminded before its day, is late and reminded again, then done; the other is dropped
  "2008-04-10 12:00": async (year) => {
    const due = "2008-04-18";
    await giveDecision(year, "Cadrage", { id: "diffuser", words: "Diffuser la définition", person: "oriv", due });
    await giveDecision(year, "Cadrage", { id: "salle", words: "Réserver la salle de mai", person: "cofrimi" });
  },
  "2008-04-14 12:00": (year) => closeDecision(year, "Cadrage", { who: "cofrimi", id: "salle", as: "dropped" }),
  "2008-04-23 12:00": (year) => closeDecision(year, "Cadrage", { who: "oriv", id: "diffuser", as: "done" }),
  // of a meeting that nobody records, until it is said that it did not take place
  "2008-04-16 18:00": (year) => meet(year, "Confiée", "2008-04-18", "Créteil", ["banlieue", "villes"]),
  "2008-04-17 18:00": (year) => y.close(year, "Charte"),
  "2008-04-21 18:00": (year) => applyAll(year, "crpv", "Charte"),
  "2008-04-24 12:00": (year) => cancelMeeting(year, "Confiée", "La grève a empêché de venir."),
  // a file from before the corrections, which are wanted no more: they wait for their dispositions again
  "2008-04-25 18:00": (year) => y.send(year, "crpv", "Charte", charter(second, third, first)),
  "2008-04-28 18:00": (year) => sendAllTheSame(year, "crpv", "Charte"),
  "2008-05-06 12:00": async (year) => {
    await arrange(year, "Dossier", (parts) => [
      parts[2]!,
      { ...parts[0]!, title: "ORIV, Strasbourg" },
      parts[1]!,
      { id: "part-4", title: "Annexes", people: [year.people.epi!.id] },
    ]);
    await eraseReason(year, "Charte", "oriv");
  },
  "2008-05-07 12:00": async (year) => {
    // once the first remarks are there no more, those of the copy
    await eraseRemarks(year, "Charte", "oriv");
  },
  "2008-05-09 12:00": async (year) => {
    await leaveNetwork(year.ports, year.people.veille!.id, { person: year.people.coordination!.id, coordinator: true });
    year.gone.add(year.people.veille!.id);
  },
  "2008-05-14 12:00": (year) => arrange(year, "Dossier", ([epi, oriv, crpv]) => [oriv!, epi!, crpv!]),
  "2008-05-22 09:00": async (year) => {
    const submission = await y.click(year, "coordination", "Charte", "submission", {
      ...{ version: (await y.stateOf(year, "Charte")).versions.at(-1)!.hash, undisposed: "true", confirmed: "true" },
    });
    if (!submission) throw new Error("the round was not opened");
  },
  "2008-05-26 09:00": async (year) => {
    await y.decide(year, "oriv", "Charte", "approve");
    await y.close(year, "Charte");
  },
};

/** Another's acts as well, at their moments. */
export function together(all: y.Acts, others: y.Acts): y.Acts {
  const joined = { ...all };
  for (const [moment, act] of Object.entries(others)) {
    const before = joined[moment];
    joined[moment] = async (year) => {
      await before?.(year);
      await act(year);
    };
  }
  return joined;
}

/** A file with the name of a Word document that is none. */
async function sendUnreadable(year: y.Year, who: string, title: string): Promise<void> {
  const bytes = Buffer.from("Ceci n’est pas un document.");
  const sent = { part: "part-1", name: "brouillon.docx", bytes };
  await steps.upload(y.networkOf(year), year.people[who]!, y.idOf(year, title), sent);
}

/** The Word file of the version under review, annotated and sent back; its remarks wait to be sent. */
async function sendCopy(
  year: y.Year,
  who: string,
  title: string,
  edits: Parameters<typeof annotate>[1],
  comments: string[],
): Promise<void> {
  const { ports, settings, people } = year;
  const [of, by] = [y.idOf(year, title), people[who]!.id];
  const { version } = (await y.stateOf(year, title)).rounds.at(-1)!;
  const docx = await ports.files.get(proofCopyKey(version, "docx"));
  const page = await y.click(year, who, title, "copies", { format: "docx" });
  const upload = page.split("/").at(-1)!;
  await ports.files.put(uploadKey(upload), annotate(docx!, edits, comments), "application/octet-stream");
  const job = { id: copyJobId(upload), type: "copy" as const, deliverable: of, round: 1, person: by, upload };
  await readCopy(ports, job, readDraft, settings.limits);
  await finishJob(ports, job.id);
  const at = new Date(ports.clock()).toISOString();
  year.copies.push({ upload, of, by, at, name: "copie-annotee.docx", remarks: edits.length });
}

async function sendRemarks(year: y.Year, who: string, title: string): Promise<void> {
  const { number, version } = (await y.stateOf(year, title)).rounds.at(-1)!;
  const submission = `copie-${who}`;
  await y.click(year, who, title, "remarks/sending", { round: String(number), version, submission, confirmed: "true" });
}

/** All corrections that can be, in one click. */
async function applyAll(year: y.Year, who: string, title: string): Promise<void> {
  const { versions, rounds } = await y.stateOf(year, title);
  const [base, round] = [versions.at(-1)!.hash, String(rounds.at(-1)!.number)];
  await y.click(year, who, title, "corrections", { base, round, confirmed: "true" });
}

/** Sends the file that was set aside, which would take corrections back, once more. */
async function sendAllTheSame(year: y.Year, who: string, title: string): Promise<void> {
  const { ports, settings } = year;
  const { uploads } = await y.stateOf(year, title);
  const [aside] = Object.entries(uploads).find(([, { refused }]) => refused?.code === "corrections-undone")!;
  const page = await y.click(year, who, title, `uploads/${aside}`, { confirmed: "true" });
  const upload = page.split("/").at(-1)!;
  const job = { id: ingestJobId(upload), type: "ingest" as const, deliverable: y.idOf(year, title), upload };
  await ingest(ports, job, readDraft, settings.limits);
  await finishJob(ports, job.id);
}

async function arrange(year: y.Year, title: string, as: (parts: PartPlan[]) => PartPlan[]): Promise<void> {
  const { parts } = await y.stateOf(year, title);
  await office(year, title, { type: "arrangeParts", parts: as(parts), drop: [] });
}

async function eraseReason(year: y.Year, title: string, who: string): Promise<void> {
  const { decisions } = (await y.stateOf(year, title)).rounds[0]!;
  const { reason } = decisions.findLast(({ reviewer }) => reviewer === year.people[who]!.id)!;
  await eraseFile(year, reason!, textKey(reason!));
}

async function eraseRemarks(year: y.Year, title: string, who: string): Promise<void> {
  const { batches } = (await y.stateOf(year, title)).rounds[0]!;
  const { file } = batches.find(({ by }) => by === year.people[who]!.id)!;
  await eraseFile(year, file, batchKey(file));
}

async function eraseFile(year: y.Year, hash: string, key: string): Promise<void> {
  const bytes = (await year.ports.files.get(key))!;
  year.erased.push({ hash, at: new Date(year.ports.clock()).toISOString(), bytes });
  await erase(year.ports, hash);
}
