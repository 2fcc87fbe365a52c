import { alreadyDone, refuse } from "../../chain/aggregate.ts";
import type { Asker } from "../../chain/event.ts";
import { hashOf } from "../../chain/hash.ts";
import type { RefusalCode } from "../../errors.ts";
import { quorumOf } from "../../quorum/quorum.ts";
import type { Holder } from "../../values.ts";
import { type CommandOf, type Decided, happens, inStage, type Refusing, unless } from "../decided.ts";
import { delivered, editionAhead, isEditionUnchanged } from "../final/editions.ts";
import { proposePart } from "../final/proposing.ts";
import { askingAs } from "../holder.ts";
import { openCarried } from "../origins/origin.ts";
import { behindOf, checkBehind } from "../origins/translation.ts";
import { reviewersToAsk } from "../place.ts";
import { withinReach } from "../round/reviewing.ts";
import { roundToConfirm, undisposed } from "../round/round.ts";
import type { Manifest, RoundRule, State, Upload } from "../state.ts";
import { maxName } from "../state.ts";
import { answeredUnchanged, correctionsIn, draftStanding, withChecks } from "./completeness.ts";
import { checkManifest, withPart } from "./manifest.ts";
import { mayWritePart, partTitle, senderOf, writerFault } from "./parts.ts";

/** Files of one person that are awaited: of one part, after which the oldest is awaited no more; and of all parts. */
const maxAwaited = { ofPart: 3, ofAll: 30 };

/**
 * What one person asks for never keeps another from sending. Of a final whose files are there, what is sent proposes a new
 * edition. Refuses `stage-forbids`, `request-invalid` (an unknown part,
 * another's upload), `part-not-yours`, `too-many-requests`.
 */
export function requestUpload(
  state: State,
  { upload, part, name, reading, takesBack, by }: CommandOf<"requestUpload">,
): Decided {
  const known = state.uploads[upload];
  if (known && by !== "line" && known.by === by.person && known.part === part) return alreadyDone;
  const own = awaitedFrom(state, by);
  const replaces = own.filter(([, sent]) => sent.part === part).slice(0, 1 - maxAwaited.ofPart);
  return (
    inStage(state, ...(delivered(state) ? (["draft", "final"] as const) : (["draft"] as const))) ??
    unless(!known, "request-invalid", { field: "upload" }) ??
    unless(
      state.parts.some(({ id }) => id === part),
      "request-invalid",
      { field: "part" },
    ) ??
    checkWriter(state, by, [part]) ??
    unless(name.length <= maxName, "request-invalid", { field: "name" }) ??
    unless(own.length - replaces.length < maxAwaited.ofAll, "too-many-requests") ??
    happens("uploadRequested", {
      ...{ upload, part, name, ...sendingAs(state, part, by), ...(reading && { reading }) },
      ...(replaces.length > 0 && { replaces: replaces.map(([id]) => id) }),
      ...(takesBack && { takesBack }),
    })
  );
}

/** The organisation as whose author someone writes a part, who does not write it as themselves. */
function sendingAs(state: State, part: string, by: Asker): { as?: Holder } {
  if (by === "line" || by.organisation === undefined) return {};
  const isOwn = writerFault(state, part, by.person) === undefined;
  return isOwn || writerFault(state, part, askingAs(by)) ? {} : { as: by.organisation };
}

/** The files that someone asked to send and that are not read yet, the oldest first. */
function awaitedFrom({ uploads }: State, by: Asker): [string, Upload][] {
  const person = by === "line" ? by : by.person;
  return Object.entries(uploads)
    .filter(([, sent]) => sent.status === "awaited" && sent.by === person)
    .sort(([, a], [, b]) => (a.requested < b.requested ? -1 : a.requested > b.requested ? 1 : 0));
}

/** Refuses `part-not-yours`, unless the asker coordinates or may write all of these parts. */
export function checkWriter(state: State, by: Asker, parts: readonly string[]): Refusing | undefined {
  if (by === "line" || by.coordinator) return undefined;
  const others = parts.find((part) => !mayWritePart(state, part, askingAs(by)));
  return unless(others === undefined, "part-not-yours", { part: partTitle(state, others ?? "") });
}

/**
 * The verdict on an upload that was read: a new draft, the same one again, of a final a proposal, or (when the draft can no longer change, its
 * part is no more or no more its sender's, who may have left the organisation that writes it, a file sent later was read
 * before, or it would take back corrections that its sender cannot know) an upload refused. What was applied to the
 * draft it replaces, and is not in it, waits for its disposition again. Refuses `upload-unknown`, `request-invalid`, `version-replaced`.
 */
export function acceptDraft(state: State, command: CommandOf<"acceptDraft">): Decided {
  const { upload, name, part, check, organisation, madeOf, against } = command;
  const sent = state.uploads[upload];
  if (!sent) return refuse("upload-unknown");
  if (sent.status !== "awaited") return alreadyDone;
  if (sent.part !== part.part) return refuse("request-invalid", { field: "part" });
  const named = name === undefined ? {} : { name };
  const late = (code: RefusalCode, details = {}) => happens("draftRefused", { upload, ...named, code, details });
  const proposes = state.stage === "final" && sent.proposes === true;
  if (state.stage !== "draft" && !proposes) return late("stage-forbids");
  if (!state.parts.some(({ id }) => id === sent.part)) return late("part-dropped");
  const isOffice = sent.office || sent.by === state.coordinator;
  const sender = senderOf({ by: sent.by, ...(organisation !== undefined && { as: organisation }) });
  const fault = isOffice ? undefined : writerFault(state, sent.part, sender);
  if (fault) return late(fault, { part: partTitle(state, sent.part) });
  const readLater = Object.values(state.uploads).some(
    (other) =>
      other.part === sent.part &&
      other.status === (proposes ? "proposed" : "accepted") &&
      other.requested > sent.requested,
  );
  if (readLater) return late("version-replaced");
  if (proposes) return proposePart(state, command);
  const manifest = withPart(state, state.versions.at(-1)?.manifest, part);
  if (checkManifest(manifest)) return late("document-too-large");
  const reopened = reopenedBy(state, manifest);
  if (against && against.draft !== state.versions.at(-1)?.hash)
    return refuse("version-replaced", { version: against.draft });
  const undone = reopened.filter((id) => against?.undone.includes(id));
  if (undone.length > 0 && !sent.takesBack) return late("corrections-undone", { count: undone.length });
  return happens("draftAccepted", {
    ...{ upload, ...named, version: hashOf(manifest), manifest, check },
    ...(reopened.length > 0 && { reopened }),
    ...(state.translates && madeOf !== undefined && { madeOf }),
  });
}

/**
 * A draft that nobody sends: asked for and accepted at once, as the events of a file that was read. Refuses what
 * `requestUpload` refuses.
 */
export function makeDraft(
  state: State,
  { by, upload, name, part, check }: CommandOf<"makeDraft">,
  now: number,
): Decided {
  const asked = requestUpload(state, { type: "requestUpload", by, upload, part: part.part, name });
  if ("refused" in asked || asked.events.length === 0) return asked;
  const person = by === "line" ? state.coordinator : by.person;
  const requested = new Date(now).toISOString();
  const sent: Upload = { part: part.part, by: person, office: true, name, status: "awaited", requested };
  const awaiting = { ...state, uploads: { ...state.uploads, [upload]: sent } };
  const accepted = acceptDraft(awaiting, { type: "acceptDraft", by: "line", upload, part, check });
  return "refused" in accepted ? accepted : { events: [...asked.events, ...accepted.events] };
}

/** Contributions integrated by the click that applied them to the draft, of which a draft made since says nothing. */
export function reopenedBy({ versions, rounds, derivesFrom }: State, manifest: Manifest): string[] {
  const reviewed = versions.find(({ hash }) => hash === rounds.at(-1)?.version);
  const lost = correctionsIn(versions.at(-1))
    .difference(correctionsIn(reviewed))
    .difference(correctionsIn({ manifest }));
  const remarks = [derivesFrom?.carried?.remarks ?? {}, ...rounds.map(({ contributions }) => contributions)];
  return [...lost].filter((id) => remarks.some((dispositions) => dispositions[id] === "integrated"));
}

/** Refuses `upload-unknown`. */
export function refuseDraft(state: State, { upload, name, code, details }: CommandOf<"refuseDraft">): Decided {
  const sent = state.uploads[upload];
  if (!sent) return refuse("upload-unknown");
  return sent.status === "awaited"
    ? happens("draftRefused", { upload, ...(name !== undefined && { name }), code, details })
    : alreadyDone;
}

/**
 * Opens a round on the current draft, the one its author saw: a confirming one where the round before was approved with
 * contributions to integrate. Reviewers whose access was ended do not count towards its quorum. Refuses `stage-forbids`, `draft-missing`, `version-replaced`, `sections-missing`,
 * `alternatives-missing`, `reviewers-missing`, `quorum-impossible`, `quorum-beyond-members`, `date-invalid`,
 * `contributions-open`, `edition-unchanged` (the draft of a new edition reads as the one before), `version-unchanged` where remarks are said to be worked into a text that did not change and
 * nothing says why, and `translation-behind`.
 */
export function submit(state: State, command: CommandOf<"submit">, now: number): Decided {
  const { version, deadline, kind, theme, by } = command;
  const { reviewers } = state;
  const number = (state.rounds.at(-1)?.number ?? 0) + 1;
  const confirmed = roundToConfirm(state);
  const left = (confirmed ? undisposed(confirmed).length : 0) + openCarried(state).length;
  const despite = left > 0 && command.undisposed === true && by !== "line" && by.coordinator;
  const { quorum, ...rule } = ruleOf(state, command);
  const same = answeredUnchanged(state, command.alike);
  const { unchanged, note, day } = command;
  const behind = behindOf(state);
  return (
    inStage(state, "draft") ??
    checkDraft(withChecks(state, version, command.checks), version) ??
    unless(!isEditionUnchanged(state), "edition-unchanged", { edition: editionAhead(state) - 1 }) ??
    checkReach(state, { quorum, ...rule }) ??
    unless(Date.parse(deadline) > now, "date-invalid") ??
    unless(left === 0 || despite, "contributions-open", { count: left }) ??
    unless(!same || unchanged !== undefined, "version-unchanged", { round: same?.number ?? 0 }) ??
    checkBehind(state, command.behind) ??
    happens("roundOpened", {
      ...{ round: number, version, deadline, reviewers, quorum, kind, theme, rule },
      ...(confirmed && { confirms: confirmed.number }),
      ...(despite && { undisposed: left }),
      ...(same && unchanged !== undefined && { unchanged }),
      ...(note !== undefined && { note }),
      ...(behind && { behind }),
      ...(day && { day }),
    })
  );
}

/** Whether the rule can be met by who can be asked. Refuses `reviewers-missing`, and as `withinReach`. */
export function checkReach(state: State, rule: RoundRule): Refusing | undefined {
  const able = reviewersToAsk(state);
  return unless(able.length > 0, "reviewers-missing") ?? withinReach(rule, able);
}

/** How a round that opens now is decided: as its kind demands, with the quorum that the coordinator or the kind names. */
export function ruleOf(
  state: State,
  { demands, members = {} }: Pick<CommandOf<"submit">, "demands" | "members">,
): RoundRule {
  const { veto, atDeadline, anonymous, confirming } = demands;
  const own = roundToConfirm(state) ? confirming : undefined;
  const { quorum: demanded, per } = quorumOf((own ?? demands).quorum, reviewersToAsk(state).length);
  const quorum = own ? demanded : state.quorum;
  return {
    ...{ quorum, per, veto, atDeadline, anonymous, confirmed: confirming !== undefined },
    members: per === "member" ? members : {},
  };
}

/**
 * Whether the draft that its author saw can go to review. Refuses `draft-missing`, `version-replaced`, `sections-missing`,
 * `alternatives-missing`.
 */
export function checkDraft(state: State, hash: string): Refusing | undefined {
  const { version, absent, missing, withoutAlternative: count } = draftStanding(state);
  return (
    unless(version !== undefined, "draft-missing", { parts: absent.map(nameOf).join(", ") }) ??
    unless(version?.hash === hash, "version-replaced", { version: version?.hash ?? "" }) ??
    unless(absent.length === 0, "draft-missing", { parts: absent.map(nameOf).join(", ") }) ??
    unless(missing.length === 0, "sections-missing", { sections: missing.join(", ") }) ??
    unless(count === 0, "alternatives-missing", { count })
  );
}

function nameOf({ id, title }: State["parts"][number]): string {
  return title || id;
}
