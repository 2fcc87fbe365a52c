import { expect } from "vitest";
import { readCopy } from "../../../functions/ingest/copy.ts";
import { readDraft } from "../../../shared/formats/read.ts";
import { awaitCopy, type Copy, getCopy } from "../../../shared/stored/copy.ts";
import { getJob } from "../../../shared/stored/job.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import { listRemarks, type Remark } from "../../../shared/stored/remark.ts";
import { completeDraft, createNote, deposit, type Network, openTestNetwork, stateOf, submitDraft } from "../network.ts";
import { produceAll } from "../render/approved.ts";

/** A note with lists, a table, a citation: something of all that a reviewer may write on. */
export const draft = completeDraft.replace(
  "Des échanges.",
  `Des échanges entre les membres, puis un séminaire à Strasbourg.

Un second paragraphe sur la méthode (voir [@noel]).

| Structure | Actions |
|---|---|
| ORIV | douze notes |
| CREFE | trois séminaires |
| EPI | une enquête |

: Actions en 2008

- un premier point
- un second point, à revoir
`,
);

/** A note under review, and the Word file that its reviewers have of it. */
export type Proof = { network: Network; id: string; version: string; docx: Uint8Array };

/** Opens a network with such a note, in round 1. */
export async function openProof(text = draft): Promise<Proof> {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id, text);
  const version = await submitDraft(network, id);
  await produceAll(network, "proof");
  return { network, id, version, docx: (await network.ports.files.get(proofCopyKey(version, "docx")))! };
}

/** The first reviewer sends a copy back, and has it read, twice. */
export async function sendCopy(
  { network, id, version, round }: Omit<Proof, "docx"> & { round: number },
  bytes: Uint8Array,
  name = "copie.docx",
): Promise<{ copy: Copy; remarks: Remark[] }> {
  const { ports, people, settings } = network;
  const upload = ports.ids();
  const pad = { deliverable: id, person: people.first.id };
  await awaitCopy(ports, { ...pad, upload, round, version, name });
  const job = await getJob(ports.store, `copy/${upload}`);
  if (job?.type !== "copy") throw new Error("no job");
  expect(job.status).toBe("waiting");
  expect(await readCopy(ports, job, readDraft, settings.limits)).toBe(false);
  await ports.files.put(uploadKey(upload), bytes, "application/octet-stream");
  for (let times = 0; times < 2; times++) expect(await readCopy(ports, job, readDraft, settings.limits)).toBe(true);
  const copy = await getCopy(ports.store, { ...pad, upload });
  return { copy: copy!, remarks: await listRemarks(ports.store, await stateOf(network, id), pad.person) };
}
