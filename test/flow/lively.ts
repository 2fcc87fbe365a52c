import { expect } from "vitest";
import type { MeetingPlan } from "../../shared/meeting/state.ts";
import { putText } from "../../shared/stored/text.ts";
import {
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  putOutputs,
  stateOf,
  submitDraft,
} from "../functions/network.ts";
import { planMeeting } from "../functions/notify/scenes.ts";

/** A deliverable of each kind of moment, by its id. */
export type Moments = Record<"empty" | "draft" | "open" | "ready" | "asked" | "answered" | "final", string>;

/**
 * A network in which everything is under way: a draft to write, one to submit, a round with remarks (sent and not), a
 * meeting and someone to review instead, one to close, one whose author has remarks to answer, one that confirms, a final.
 */
export async function fill(network: Network): Promise<Moments> {
  const empty = await createNote(network, { title: "À écrire" });
  const draft = await createNote(network, { title: "Prête à soumettre" });
  await deposit(network, draft);
  const open = await inReview(network, "En relecture");
  await remark(network, open, "first");
  await plan(network, open);
  await handOver(network, open);
  const ready = await inReview(network, "À clore");
  await decideAs(network, "first", ready, "approve");
  await decideAs(network, "second", ready, "approve");
  const asked = await inReview(network, "À reprendre");
  await changesAsked(network, asked);
  const answered = await inReview(network, "Reprise");
  await changesAsked(network, answered);
  await deposit(network, answered, completeDraft.replace("De quoi parle-t-on ?", "De quoi parlons-nous ?"));
  const final = await inReview(network, "Finale");
  await decideAs(network, "first", final, "approve");
  await decideAs(network, "second", final, "approve");
  await closeRound(network, final);
  await putOutputs(network, final);
  return { empty, draft, open, ready, asked, answered, final };
}

async function inReview(network: Network, title: string): Promise<string> {
  const id = await createNote(network, { title });
  await deposit(network, id);
  await submitDraft(network, id);
  return id;
}

async function sent(browser: Browser, path: string, body: object): Promise<void> {
  const response = await browser.json(path, body);
  expect([path, response.status < 300 ? "done" : await response.text()]).toEqual([path, "done"]);
}

/** Three remarks that are sent, and one that is not yet. */
async function remark(network: Network, id: string, role: "first" | "second"): Promise<void> {
  const { version = "", number: round = 0 } = (await stateOf(network, id)).rounds.at(-1) ?? {};
  const here = `/deliverables/${id}`;
  const browser = await browse(network, role);
  const page = await browser.page(`${here}/review`);
  const blocks = [...page.matchAll(/[?&]remark=([\w-]+)/g)].map(([, block]) => block).filter((b) => b !== "document");
  const write = (name: string, block: string | undefined, said: object) =>
    sent(browser, `${here}/remarks`, { remark: `${role}-${name}`, round, version, block, ...said });
  await write("1", blocks[1], { type: "comment", text: "Dire en une phrase ce qu’il en est." });
  await write("2", blocks[1], { type: "correction", words: "dialogue", correction: "dialogue entre les cultures" });
  await write("3", blocks[3], { type: "correction", correction: "De quoi est-il question ?" });
  await sent(browser, `${here}/remarks/sending`, { round, version, submission: `${role}-remarques` });
  await write("4", blocks[0], { type: "addition", addition: "Un alinéa de plus." });
}

/** On the day that is, so that it may be changed, recorded and cancelled. */
async function plan(network: Network, id: string): Promise<void> {
  const date = new Date(network.ports.clock()).toISOString().slice(0, 10);
  const words = await putText(network.ports, "Tour de table, puis lecture suivie.");
  const agenda: MeetingPlan["agenda"] = [
    { id: "document", what: "version", deliverable: id },
    { id: "words", what: "words", words },
  ];
  await planMeeting(network, id, { date, agenda });
}

async function handOver(network: Network, id: string): Promise<void> {
  const other = { name: "Directrice adjointe", address: "adjointe@epi.example", organisation: "EPI" };
  const asked = { round: 1, submission: "remplacement", word: "Elle suit ce dossier.", ...other };
  await sent(await browse(network, "second"), `/deliverables/${id}/review/delegation`, asked);
}

async function changesAsked(network: Network, id: string): Promise<void> {
  await remark(network, id, "first");
  await decideAs(network, "second", id, "requestChanges");
  await closeRound(network, id);
}
