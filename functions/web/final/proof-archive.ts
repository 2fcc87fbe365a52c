import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import { proofArchiveJob } from "../../../shared/deliverable/jobs.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Store } from "../../../shared/ports.ts";
import { everyRound } from "../../../shared/stored/history.ts";
import { getJob, type JobStatus } from "../../../shared/stored/job.ts";
import {
  editionProofArchive,
  latestProofArchive,
  oweProofArchive,
  type ProofArchive,
  publishedKeys,
} from "../../../shared/stored/proof-archive.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { helpLink } from "../components/help-link.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";

/** All that proves a deliverable, as one signed archive: made when the coordinator asks, and with each final. */
export async function proofArchive(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const { store } = web.ports;
  // the job first: one that ends meanwhile leaves its archive
  const job = await getJob(store, proofArchiveJob(state.id, state.seq).id);
  const made = await latestProofArchive(store, state.id);
  if (wantsJson(c)) return c.json({ ready: job === undefined, dossier: made ?? null, events: state.seq });
  const waits = job && job.status !== "failed" ? { refresh: 4, scripts: ["wait.js"] } : {};
  const key = (await publishedKeys(store)).find(({ id }) => id === made?.signed);
  const fingerprint = key?.fingerprint ?? "";
  const main = row(
    html`<p><a href="${href("deliverable", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${text("dossier.title")}</h1><p>${text(isWithdrawnFinal(state) ? "dossier.lead.withdrawn" : "dossier.lead")}</p>
${made ? madeFacts(speak, state, made, fingerprint) : ""}${makingNote(speak, job?.status)}
<p class="muted">${text(fingerprint ? "dossier.verify" : "dossier.verify.unsigned", { fingerprint })}</p><p>${helpLink(speak, "verifier")}</p>`,
  );
  return frame(c, web, { title: text("dossier.title"), main, ...waits });
}

function madeFacts(speak: Say, state: State, made: ProofArchive, fingerprint: string): Html {
  const { text } = speak;
  const since = state.seq - made.seq;
  return facts([
    [text("dossier.last"), proofArchiveLink(speak, state, made)],
    [text("dossier.made"), speak.exact(made.made)],
    [text("dossier.sha"), made.sha256],
    [text("dossier.key"), fingerprint],
    [text("dossier.since"), since > 0 ? text("dossier.events", { count: since }) : undefined],
  ]);
}

function makingNote({ text }: Say, status: JobStatus | undefined): Html {
  if (status === "failed") return html`<div class="note warning"><p>${text("dossier.failed")}</p></div>`;
  if (status)
    return html`<div data-wait role="status"><p>${text("dossier.waiting")}</p></div><p><a href="">${text("waiting.again")}</a></p>`;
  return html`<form method="post"><button>${text("dossier.do")}</button></form>`;
}

/** Asks for a new one. */
export async function makeProofArchive(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  await oweProofArchive(web.ports, state);
  return done(c, href("proofArchive", { id: state.id }));
}

/** The last proof archive, with its size. */
export function proofArchiveLink(speak: Say, { id }: State, { bytes }: ProofArchive): Html {
  const { text } = speak;
  return html`<a href="${href("proofArchiveFile", { id })}">${text("dossier.get")}</a> <span class="muted">(${text("dossier.about", { size: speak.bytes(bytes) })})</span>`;
}

/** The proof archive of one edition, with its size. */
export function editionArchiveLink(speak: Say, { id }: State, { edition }: Final, { bytes }: ProofArchive): Html {
  const { text } = speak;
  const address = href("editionArchive", { id, edition: String(edition) });
  return html`<a href="${address}">${text("dossier.get")}</a> <span class="muted">(${text("dossier.about", { size: speak.bytes(bytes) })})</span>`;
}

/**
 * Whom the last proof archive is for: the coordinator; who may have the final documents, once they are final, unless a review was
 * anonymous: its events name people by the ids that they have elsewhere. While a new edition is being made, they have that of
 * the one before. Who left has one that was made before.
 */
export async function proofArchiveFor(web: Web, opened: Opened): Promise<ProofArchive | undefined> {
  const { state, roles } = opened;
  const { store } = web.ports;
  const newest = delivered(state);
  if (newest && !roles.has("coordinator")) return editionArchiveFor(web, opened, newest);
  const may = roles.has("coordinator") || (isWithdrawnFinal(state) && !(await wasAnonymous(store, state)));
  const made = may ? await latestProofArchive(store, state.id) : undefined;
  // one of before a withdrawal holds the files that went
  const since = isWithdrawnFinal(state) ? (state.withdrawn ?? "") : "";
  return made && made.seq <= state.seq && made.made >= since ? made : undefined;
}

/** The proof archive of an edition, for whom it is for: as it stood when that edition was the newest. */
export async function editionArchiveFor(
  web: Web,
  { state, roles }: Opened,
  { edition, since = 0 }: Final,
): Promise<ProofArchive | undefined> {
  const { store } = web.ports;
  if (!roles.has("coordinator") && (await wasAnonymous(store, state))) return undefined;
  const last = state.editions.find((each) => each.edition === edition)?.seq ?? state.seq;
  // the first releases kept the last one alone
  const known = [await editionProofArchive(store, state.id, edition), await latestProofArchive(store, state.id)];
  return known.find((made) => made !== undefined && made.seq >= since && made.seq <= last);
}

async function wasAnonymous(store: Store, state: State): Promise<boolean> {
  return (await everyRound(store, state)).some(({ rule }) => rule.anonymous);
}
