import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import { canonicalJson, hashOf } from "../../chain/hash.ts";
import type { PersonId } from "../../values.ts";
import { type CommandOf, type Decided, happens, type Refusing, unless } from "../decided.ts";
import { checkManifest, maxManifest, withPart } from "../drafting/manifest.ts";
import type { NewEvent } from "../event.ts";
import type { Manifest, ManifestPart, State, Upload, Version } from "../state.ts";

/** A part that was sent of a final document: it changes nothing of it, and proposes an edition that has it. */
export type Proposal = { upload: string } & Upload & Required<Pick<Upload, "offer">>;

/** The proposals that wait for the coordinator, in the order of the parts; each part has one at most, the last that was read. */
export function proposalsOf({ uploads, parts }: Pick<State, "uploads" | "parts">): Proposal[] {
  const waiting = Object.entries(uploads).flatMap(([upload, sent]) =>
    sent.status === "proposed" && sent.offer ? [{ upload, ...sent, offer: sent.offer }] : [],
  );
  return parts.flatMap(({ id }) => waiting.filter(({ part }) => part === id));
}

/** The parts that are in the edition that is being made, and are proposed again where it is given up: in the order of the parts. */
export function takenProposals({ uploads, parts }: Pick<State, "uploads" | "parts">): Proposal[] {
  const taken = Object.entries(uploads).flatMap(([upload, sent]) =>
    sent.status === "accepted" && sent.offer ? [{ upload, ...sent, offer: sent.offer }] : [],
  );
  return parts.flatMap(({ id }) => taken.filter(({ part }) => part === id));
}

/** The file of someone that is in an edition, or is proposed for one; undefined: they sent none. */
export function sentBy(
  uploads: State["uploads"],
  person: PersonId,
  which: (sent: Upload) => boolean,
): Upload | undefined {
  return Object.values(uploads).find((sent) => sent.by === person && !sent.office && which(sent));
}

/** The final with each part that is proposed, as a version that its authors and coordinator may read. */
export function proposedVersions(state: State): Version[] {
  const base = finalVersion(state);
  return proposalsOf(state).flatMap(({ version: hash, offer, requested: accepted, by, part }) => {
    const checks = { [part]: offer.check };
    return hash === undefined ? [] : [{ hash, accepted, by, manifest: withPart(state, base, offer.part), checks }];
  });
}

/**
 * The verdict on a part of a final that was read: it is proposed, or refused where it reads as the final does
 * (`edition-unchanged`), or the proposals are too large together (`document-too-large`).
 */
export function proposePart(state: State, { upload, name, part, check }: CommandOf<"acceptDraft">): Decided {
  const named = name === undefined ? {} : { name };
  const late = (code: "edition-unchanged" | "document-too-large", details = {}) =>
    happens("draftRefused", { upload, ...named, code, details });
  const base = finalVersion(state);
  if (base?.parts.find((each) => each.part === part.part)?.tree === part.tree)
    return late("edition-unchanged", { edition: state.final?.edition ?? 1 });
  const manifest = withPart(state, base, part);
  const others = proposalsOf(state).filter((other) => other.part !== part.part);
  const size = [...others.map(({ offer }) => offer.part), part].reduce((sum, each) => sum + sizeOf(each), 0);
  if (checkManifest(manifest) || size > maxManifest) return late("document-too-large");
  return happens("partProposed", { upload, ...named, version: hashOf(manifest), manifest, check });
}

function finalVersion({ versions, final, editions }: State): Manifest | undefined {
  const newest = final ?? editions.at(-1);
  return versions.find(({ hash }) => hash === newest?.version)?.manifest;
}

function sizeOf(part: ManifestPart): number {
  return canonicalJson(part).length;
}

/**
 * The events by which proposals become parts of the draft, one after the other. Refuses `request-invalid` for one that
 * does not wait, `document-too-large`.
 */
export function takeProposals(state: State, uploads: readonly string[]): { events: NewEvent[] } | Refusing {
  const taken = proposalsOf(state).filter(({ upload }) => uploads.includes(upload));
  if (taken.length < new Set(uploads).size) return refuse("request-invalid", { field: "proposals" });
  const events: NewEvent[] = [];
  let manifest = state.versions.at(-1)?.manifest;
  for (const { upload, offer } of taken) {
    manifest = withPart(state, manifest, offer.part);
    const refused = checkManifest(manifest);
    if (refused) return refused;
    const data = { upload, version: hashOf(manifest), manifest, check: offer.check };
    events.push({ type: "draftAccepted", data });
  }
  return { events };
}

/** The events by which parts that were taken up for an edition are proposed again: all but those that read as the final does. */
export function returnProposals(state: State): NewEvent[] {
  const base = finalVersion(state);
  return takenProposals(state).flatMap(({ upload, offer: { part, check } }): NewEvent[] => {
    if (base?.parts.find((each) => each.part === part.part)?.tree === part.tree) return [];
    const manifest = withPart(state, base, part);
    return [{ type: "partProposed", data: { upload, version: hashOf(manifest), manifest, check } }];
  });
}

/**
 * The coordinator takes up no proposal of a part, and says why to who sent it. Refuses `upload-unknown`, `reason-missing`,
 * `stage-forbids` (it was taken up).
 */
export function declineProposal(state: State, { upload, reason }: CommandOf<"declineProposal">): Decided {
  const sent = state.uploads[upload];
  if (!sent) return refuse("upload-unknown");
  if (sent.refused?.code === "proposal-declined") return alreadyDone;
  return (
    unless(sent.status === "proposed", "stage-forbids", { stage: state.stage }) ??
    unless(reason !== "", "reason-missing") ??
    happens("proposalDeclined", { upload, reason })
  );
}
