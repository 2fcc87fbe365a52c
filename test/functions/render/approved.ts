import { fileURLToPath } from "node:url";
import { notify } from "../../../functions/notify/notify.ts";
import { compareVersions, setDocuments } from "../../../functions/render/set.ts";
import { renderSteps, type Tools } from "../../../functions/render/steps.ts";
import { folderAssets } from "../../../shared/adapters/assets.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Disposition, State } from "../../../shared/deliverable/state.ts";
import { passageAt } from "../../../shared/document/anchor.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf, textOf } from "../../../shared/document/visit.ts";
import type { JobType } from "../../../shared/jobs/job.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import type { Keyring } from "../../../shared/ports.ts";
import { putBatch } from "../../../shared/stored/batch.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { finishJob, listJobs } from "../../../shared/stored/job.ts";
import { putText } from "../../../shared/stored/text.ts";
import { loadVersion, pin } from "../../../shared/stored/version.ts";
import { as, closeRound, completeDraft, createNote, deposit, type Network, type Role, stateOf } from "../network.ts";
import { ofMeeting, planMeeting } from "../notify/scenes.ts";

const set = setDocuments(folderAssets(fileURLToPath(new URL("../../../templates", import.meta.url))));
/** Dossiers are signed here by a seed that anyone may know. */
const seeds: Keyring = { current: "d1", keys: new Map([["d1", new Uint8Array(32).fill(9)]]) };
export const tools: Tools = { set, compare: compareVersions, signingKeys: async () => seeds };

/**
 * A note that went through a round with remarks and a meeting, was integrated, confirmed, and set as a final; `unchanged`:
 * why its text stayed as it was.
 */
export async function approveNote(
  network: Network,
  { anonymous = false, unchanged }: { anonymous?: boolean; unchanged?: string } = {},
): Promise<string> {
  const { ports, people } = network;
  const id = await createNote(network);
  await deposit(network, id);
  await submitAs(network, id, anonymous);
  await offer(network, id);
  const plan = { date: "2008-05-07", starts: "14:00", ends: "17:00", place: "Strasbourg" };
  await planMeeting(network, id, plan, ["first", "author"]);
  const minutes = await putText(ports, "Le groupe retient la définition proposée par l’ORIV.");
  const present = [people.first.id, people.author.id, people.coordinator.id];
  await ofMeeting(network, id, { type: "record", present, outsiders: 0, minutes, today: "2008-05-07" });
  await decide(network, id, "first", "approveWithReservations", "Intégrer les remarques de la rencontre.");
  await report(network, id);
  await closeRound(network, id);

  await dispose(network, id, "remarque-1", "integrated");
  await dispose(network, id, "remarque-2", "partly", "Une phrase a été ajoutée.");
  await dispose(network, id, "remarque-3", "declined", "Le calendrier de la convention ne le prévoit pas.");
  const changed = completeDraft.replace("Un cadre", "Un cadre commun");
  if (unchanged === undefined) await deposit(network, id, changed, "cadrage-2.md");
  await submitAs(network, id, anonymous, unchanged);
  await decide(network, id, "first", "approve");
  await decide(network, id, "second", "approve");
  await closeRound(network, id);
  await produceAll(network, "proof", "redline", "render");
  await sendSome(network);
  return id;
}

/** Does what the render function would, of these types. */
export async function produceAll(network: Network, ...types: JobType[]): Promise<void> {
  const { ports, settings } = network;
  for (const job of await listJobs(ports.store)) {
    if (!types.includes(job.type)) continue;
    await stepBy(renderSteps(ports, tools, settings))(job);
    await finishJob(ports, job.id);
  }
}

/** The mails that such a line has in any case. */
async function sendSome({ ports, settings }: Network): Promise<void> {
  for (const job of await listJobs(ports.store)) {
    if (job.type === "mail" && (job.letter === "invited" || job.letter === "final")) await notify(ports, job, settings);
  }
}

export async function submitAs(network: Network, id: string, anonymous: boolean, unchanged?: string): Promise<void> {
  const { ports } = network;
  const state = await stateOf(network, id);
  const { demands, ...pins } = await pin(ports, state.kind);
  await issue(deliverables, ports, id, {
    ...{ type: "submit", by: as(network, "author"), version: state.versions.at(-1)!.hash, ...pins },
    deadline: "2008-05-12T22:00:00.000Z",
    demands: { ...demands, confirming: { quorum: 2, days: 7 }, anonymous },
    ...(unchanged !== undefined && { unchanged: await putText(ports, unchanged) }),
  });
}

/** Three remarks of the first reviewer. */
async function offer(network: Network, id: string): Promise<void> {
  const { ports } = network;
  const state = await stateOf(network, id);
  const { version, number: round } = state.rounds.at(-1)!;
  const contributions = await remarks(network, state);
  await issue(deliverables, ports, id, {
    type: "contribute",
    by: as(network, "first"),
    ...{ round, version, submission: "remarques-1" },
    offer: await putBatch(ports, contributions),
  });
}

async function remarks({ ports }: Network, state: State): Promise<Contribution[]> {
  const [part] = await loadVersion(ports.files, state, state.rounds.at(-1)!.version);
  const at = (words: string, exact?: string) => ({ part: "part-1", ...passageIn(part!.tree, words, exact) });
  return [
    {
      ...{ id: "remarque-1", type: "correction", anchor: at("De quoi parle-t-on", "De quoi parle-t-on") },
      ...{ text: "Trop familier.", proposal: "De quoi est-il question" },
    },
    { id: "remarque-2", type: "comment", text: "Le lien avec l’Année européenne mérite d’être explicité." },
    {
      ...{ id: "remarque-3", type: "addition", anchor: at("Mars, puis juillet") },
      ...{ text: "", proposal: "Un bilan d’étape est remis en septembre." },
    },
  ];
}

function passageIn(tree: DocumentTree, words: string, exact?: string) {
  const block = eachBlockOf(tree).find((each) => textOf(each).includes(words));
  const passage = passageAt(tree, block?.id ?? "", exact);
  if (!passage) throw new Error(`no passage says ${words}`);
  return passage;
}

async function decide(
  network: Network,
  id: string,
  role: Role,
  choice: "approve" | "approveWithReservations",
  words?: string,
): Promise<void> {
  const { ports } = network;
  const { number: round, version } = (await stateOf(network, id)).rounds.at(-1)!;
  await issue(deliverables, ports, id, {
    ...{ type: "decide", by: as(network, role), round, version, submission: `${role}-${round}`, choice },
    ...(words !== undefined && { reason: await putText(ports, words) }),
  });
}

/** The second reviewer answered by mail. */
async function report(network: Network, id: string): Promise<void> {
  const { ports, people } = network;
  const { number: round, version } = (await stateOf(network, id)).rounds.at(-1)!;
  const note = await putText(ports, "De : etudes@irev.example\nAvis favorable.");
  await issue(deliverables, ports, id, {
    ...{ type: "report", by: as(network, "coordinator"), round, version, submission: "rapporte-1", choice: "approve" },
    reviewer: people.second.id,
    reported: { channel: "mail", received: "2008-05-06", note },
  });
}

async function dispose(network: Network, id: string, contribution: string, as_: Disposition, words?: string) {
  const { ports } = network;
  await issue(deliverables, ports, id, {
    ...{ type: "dispose", by: as(network, "author"), round: 1, contribution, as: as_ },
    ...(words !== undefined && { reason: await putText(ports, words) }),
  });
}
