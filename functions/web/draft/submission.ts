import { html } from "hono/html";
import * as z from "zod";
import { alikeIn } from "../../../shared/acts/alike.ts";
import { judgedBy } from "../../../shared/acts/judged.ts";
import { href } from "../../../shared/addresses.ts";
import { roundDeadline } from "../../../shared/asking/deadline.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { answeredUnchanged, draftStanding } from "../../../shared/deliverable/drafting/completeness.ts";
import { checkReach, ruleOf } from "../../../shared/deliverable/drafting/drafting.ts";
import { openCarried } from "../../../shared/deliverable/origins/origin.ts";
import { reviewersToAsk } from "../../../shared/deliverable/place.ts";
import { hasRemarks, openRound, roundToConfirm, undisposed } from "../../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { remarksToDispose } from "../../../shared/deliverable/summary.ts";
import type { Language } from "../../../shared/i18n/languages.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { plannedSeats } from "../../../shared/sight/anonymity.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { presentPeople } from "../../../shared/stored/holders.ts";
import { membersOf } from "../../../shared/stored/person.ts";
import { putText } from "../../../shared/stored/text.ts";
import { pin, pinnedKind } from "../../../shared/stored/version.ts";
import type { Hash, Instant } from "../../../shared/values.ts";
import { longestNote } from "../components/chase-form.ts";
import { confirmation } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { checkboxes, hidden, textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { carriedNote } from "../components/origin-notes.ts";
import { behindField } from "../components/translation-words.ts";
import { versionWords } from "../components/version-words.ts";
import { type Cast, type Opened, theCast } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { type Say, say } from "../http/say.ts";
import { unlessDone } from "../http/unless-done.ts";
import { reviewersWords, ruleList } from "../round/round-state.ts";
import { checksToSend, lackWords } from "./missing.ts";
import { partWords } from "./part-words.ts";
import { comparable } from "./version.ts";

export const submitting = z.strictObject({
  /** The version that its author saw. */
  version: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** By the coordinator: although remarks of the round before have no disposition. */
  undisposed: z.boolean().default(false),
  /** Why the text stays that of the round before, whose remarks were given their answers. */
  unchanged: z.string().trim().max(10_000, "input.long").optional(),
  /** What the reviewers are told with their invitations. */
  note: z.string("input.wrong").trim().max(longestNote, "input.long").optional(),
  /** A translation, although it does not follow its original. */
  behind: z.boolean().default(false),
});
type Submitted = z.infer<typeof submitting>;

/** An author, or the coordinator for them, submits the draft to review, after checking what it opens. */
export async function submission(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const cast = await theCast(web, opened, speak);
  const { kind } = await loadKind(web.ports.assets, opened.state.kind);
  const state = await judgedBy(web.ports.files, opened.state, kind);
  const { version, complete } = draftStanding(state);
  const lacks = lacking(speak, cast, { ...opened, state }, kind);
  const ready = complete && lacks.length === 0 && state.stage === "draft";
  const asked = reviewersToAsk(state);
  const seats = plannedSeats(state, kind.round);
  const { id } = state;
  const before = version && !answeredUnchanged(state) && comparable(state, version.hash);
  const body = html`${
    lacks.length > 0
      ? html`<div class="note warning"><p>${text("submission.lacks")}</p><ul>${lacks.map((lack) => html`<li>${lack}</li>`)}</ul></div>`
      : ""
  }
${state.stage === "draft" ? "" : html`<div class="note"><p>${text("submission.not-draft")}</p></div>`}
${confirmingNote(speak, state)}${undisposedNote(speak, state)}${carriedNote(speak, state)}
${facts([
  [text("field.title"), state.title],
  [text("field.version"), version && versionWords(speak, version)],
  [text("field.reviewers"), reviewersWords(speak, cast, seats, asked)],
  [text("round.rule"), ruleList(speak, ruleOf(state, { demands: kind.round }), asked.length)],
  [text("round.deadline"), text("until", { date: speak.until(deadlineOf(web, state, kind)) })],
])}
${before ? html`<p><a href="${href("redline", { id }, { from: before, to: version.hash })}">${text("redline.go")}</a></p>` : ""}
${ready ? submitForm(opened, speak, filled, await alikeIn(web.ports.files, state)) : html`<p><a class="button" href="${href("draft", { id })}">${text("draft.go")}</a></p>`}`;
  const back = { href: href("draft", { id }), label: state.title };
  return formPage(c, web, { title: text("submission.title"), back, filled, body });
}

/** What keeps the draft from being submitted. */
function lacking(speak: Say, cast: Cast, opened: Opened, kind: Kind): (Html | string)[] {
  const { state } = opened;
  const { text, language } = speak;
  const { version, absent, ...lacks } = draftStanding(state);
  return [
    version ? "" : text("submission.nothing"),
    version && absent.length > 0 ? text("step.parts", { parts: partWords(state, cast, absent) }) : "",
    ...lackWords(speak, kind, lacks),
    reviewersToAsk(state).length === 0 ? nobodyWords(speak, opened) : "",
    beyondReach(language, state, kind),
  ].filter(Boolean);
}

/** That nobody reviews it; to the coordinator the way to where reviewers are chosen. */
function nobodyWords({ text }: Say, { state, roles }: Opened): Html | string {
  const words = text("submission.nobody");
  if (!roles.has("coordinator")) return words;
  return html`${words} <a href="${href("changes", { id: state.id })}#reviewers">${text("submission.choose")}</a>`;
}

/** That fewer reviewers can be asked than must approve; "" otherwise. */
function beyondReach(language: Language, state: State, { round }: Kind): string {
  if (reviewersToAsk(state).length === 0) return "";
  const { per, ...rule } = ruleOf(state, { demands: round });
  const refusing = checkReach(state, { ...rule, per: "person" });
  return refusing ? refusalMessage(language, refusing.refused) : "";
}

/** That a confirming round opens, and what is left without a disposition. */
function confirmingNote({ text }: Say, state: State): Html | "" {
  const round = roundToConfirm(state);
  if (!round || state.stage !== "draft") return "";
  const left = undisposed(round).length;
  const remarks = hasRemarks(round)
    ? html`<p>${text(left > 0 ? "submission.left" : "submission.left.none", { count: left })}
<a href="${href("contributions", { id: state.id })}">${text(left > 0 ? "contributions.go" : "contributions.see")}</a></p>`
    : "";
  return html`<div class="note${left > 0 ? " warning" : ""}"><p>${text(confirmingKey(state, round), { round: round.number })}</p>
${remarks}</div>`;
}

/** Remarks of a round that asked for changes: the draft goes without their answers, which its author may not have meant. */
function undisposedNote({ text }: Say, state: State): Html | "" {
  const { undisposed: left = 0, confirmed = false } = remarksToDispose(state).answering ?? {};
  if (left === 0 || confirmed) return "";
  return html`<div class="note"><p>${text("submission.left", { count: left })} <a href="${href("contributions", { id: state.id })}">${text("contributions.go")}</a></p></div>`;
}

/** What its reviewers will read: the same text, what changed after reservations, or after remarks. */
function confirmingKey(state: State, round: Round) {
  if (answeredUnchanged(state)) return "submission.confirming.unchanged";
  return hasRemarks(round) ? "submission.confirming" : "submission.confirming.reservations";
}

/** Authors answer every remark first; the coordinator may open the round all the same, and that is on record. */
function submitForm({ state, roles }: Opened, speak: Say, filled: Filled, alike: readonly Hash[]): Html | "" {
  const { text } = speak;
  const left = leftIn(roundToConfirm(state)) + openCarried(state).length;
  if (left > 0 && !roles.has("coordinator")) return "";
  const despite =
    left > 0
      ? checkboxes(filled, {
          name: "undisposed",
          label: text("submission.undisposed.legend"),
          options: [{ value: "true", label: text("submission.undisposed", { count: left }) }],
        })
      : "";
  return html`<p>${text("submission.then")}</p>
<form method="post" novalidate>${hidden("version", state.versions.at(-1)?.hash)}
${despite}${behindField(speak, filled, state)}${unchangedField(speak, filled, answeredUnchanged(state, alike))}${noteField(speak, filled)}${confirmation(filled, text("confirm.legend"), text("submission.confirm"))}
<button>${text("submission.do")}</button></form>`;
}

/** Nothing where the text changed. */
function unchangedField({ text }: Say, filled: Filled, round: Round | undefined): Html | "" {
  if (!round) return "";
  const hint = text("submission.unchanged.hint", { round: round.number });
  return textArea(filled, { name: "unchanged", label: text("submission.unchanged"), hint, rows: 4 });
}

/** A word to the reviewers: their invitations have it. */
function noteField({ text }: Say, filled: Filled): Html {
  const hint = text("submission.note.hint");
  return textArea(filled, { name: "note", label: text("submission.note"), hint, rows: 2 });
}

function leftIn(round: Round | undefined): number {
  return round ? undisposed(round).length : 0;
}

/** Submits it, once: a form sent twice opened its round the first time. */
export async function submit(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Submitted>,
): Promise<Response> {
  if (!ok) return submission(c, web, opened, filled);
  const { ports } = web;
  const { state, by, still } = opened;
  const { version } = ok;
  const to = href(by.coordinator ? "deliverable" : "draft", { id: state.id });
  const fields = {
    ...{ "date-invalid": "confirmed", "reviewers-missing": "confirmed", "quorum-impossible": "confirmed" },
    "quorum-beyond-members": "confirmed",
    "version-unchanged": "unchanged",
    "translation-behind": "behind",
    "contributions-open": by.coordinator ? "undisposed" : "confirmed",
  } as const;
  const result = await attempt(c, filled, fields, async () => {
    const pinned = await pin(ports, state.kind);
    const kind = await pinnedKind(ports.files, pinned);
    const checks = await checksToSend(web, say(c, web), state, version, kind);
    const deadline = deadlineOf(web, state, kind);
    const members = await membersOf(ports.store, state.reviewers);
    const despite = { ...(ok.undisposed && { undisposed: true }), ...(ok.behind && { behind: true }) };
    const alike = await alikeIn(ports.files, state);
    const said =
      ok.unchanged && answeredUnchanged(state, alike) ? { unchanged: await putText(ports, ok.unchanged) } : {};
    const asked = {
      type: "submit",
      by,
      version,
      deadline,
      members,
      alike,
      day: nowOf(web).today,
      ...pinned,
      ...checks,
      ...despite,
      ...said,
      ...(ok.note && { note: await putText(ports, ok.note) }),
    } as const;
    const isOpen = (now: State) => openRound(now)?.version === version;
    const before = await unlessDone(web, state.id, isOpen, () => issue(deliverables, ports, state.id, asked, still));
    const invited = await presentPeople(ports.store, openRound(before ?? state)?.reviewers ?? reviewersToAsk(state));
    tell(c, { count: invited.length });
    return done(c, to);
  });
  return result instanceof Response ? result : submission(c, web, opened, result);
}

function deadlineOf({ ports, settings }: Web, state: State, { round }: Kind): Instant {
  return roundDeadline(settings, state, round, ports.clock());
}
