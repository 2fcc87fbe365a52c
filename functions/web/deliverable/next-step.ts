import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Standing, StandingAct } from "../../../shared/asking/standing.ts";
import { actWords } from "../../../shared/asking/standing-words.ts";
import type { Now } from "../../../shared/asking/week.ts";
import { draftStanding, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { isEditionUnchanged, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import { proposalsOf } from "../../../shared/deliverable/final/proposing.ts";
import { openRound, roundToConfirm, undisposed } from "../../../shared/deliverable/round/round.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { remarksToDispose } from "../../../shared/deliverable/summary.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import type { LocalDate } from "../../../shared/values.ts";
import { whenWords } from "../components/meeting.ts";
import { standingLine, standingNow } from "../components/standing.ts";
import { lackWords } from "../draft/missing.ts";
import { partWords, unowed } from "../draft/part-words.ts";
import { composedDraft } from "../draft/word-file.ts";
import type { Html } from "../http/context.ts";
import type { View } from "./view.ts";

/** How it stands, what comes next and whose it is, with the page's primary act where that is the reader's. */
export function nextStep(view: View, now: Now): Html {
  const { state, speak, cast } = view;
  const standing = standingNow(state, now);
  return html`${standingLine(speak, standing, cast.named)}${makingWords(view)}${stageWords(view)}
${actButtons(view, standing)}${composedWay(view)}${proposalsStep(view)}${meetingsToRecord(view, standing, now.today)}`;
}

/** What a stage has to tell besides how it stands: what a draft lacks, the files of a final, the page of one withdrawn. */
function stageWords(view: View): Html | "" {
  const { state, speak } = view;
  if (state.stage === "draft") return submittable(state) ? "" : lackList(view);
  if (state.stage === "final") return givenWords(view);
  if (!isWithdrawnFinal(state)) return "";
  return html`<p>${speak.text("tombstone.lead")}</p><p><a href="${href("final", { id: state.id })}">${speak.text("tombstone.see")}</a></p>`;
}

/** That who funds it has its link. */
function givenWords({ state, speak }: View): Html | "" {
  return state.final?.outputs.length && state.funders.length > 0 ? html`<p>${speak.text("step.final.given")}</p>` : "";
}

/** Which edition is being made, and that the one before is still what is downloaded. */
function makingWords({ state, speak }: View): Html | "" {
  const { making } = state;
  if (!making) return "";
  return html`<p>${speak.text("edition.making.office", { edition: making.edition, before: making.edition - 1 })}</p>`;
}

/** The primary act, where the reader may do it; of replacements one for each, of a correction the way to a round besides. */
function actButtons(view: View, { act, office }: Standing): Html | "" {
  const { state, speak, roles } = view;
  const settling = roles.has("coordinator") ? delegationLinks(view, act === "settle") : "";
  if (act === undefined || act === "settle" || act === "record" || act === "renew") return settling;
  if (office && !roles.has("coordinator")) return "";
  const second = act === "upload" && !roles.has("author") ? " second" : "";
  const more = besides(view, act);
  return html`<p><a class="button${second}" href="${pageOf(act, state)}">${actWords(speak.language, act)}</a></p>${more}${settling}`;
}

/** What one may want to do first: of a correction a round, of a draft that asked for changes the answers to its remarks. */
function besides({ state, speak }: View, act: StandingAct): Html | "" {
  const { id } = state;
  const link = (page: string, words: string) => html`<p><a href="${page}">${words}</a></p>`;
  if (act === "declare") return link(href("submission", { id }), speak.text("submission.go"));
  const { undisposed: left = 0 } = remarksToDispose(state).answering ?? {};
  if (act !== "submit" || left === 0) return "";
  return link(href("contributions", { id }), speak.text("step.undisposed", { count: left }));
}

type Page = Exclude<StandingAct, "settle" | "record" | "renew">;

/** Where each act is done. */
function pageOf(act: Page, state: State): string {
  const { id } = state;
  const confirmed = roundToConfirm(state);
  const carried = !confirmed || undisposed(confirmed).length === 0;
  const pages: Record<Page, string> = {
    name: href(state.parts.length > 1 ? "parts" : "changes", { id }),
    upload: href("draft", { id }),
    treat: href(carried ? "carried" : "contributions", { id }),
    revise: href("translation", { id }),
    submit: href("submission", { id }),
    declare: href("correction", { id }),
    close: href("closure", { id }),
  };
  return pages[act];
}

/** Parts that were sent of a final, for who takes them up or declines them. */
function proposalsStep({ state, speak, roles, cast }: View): Html | "" {
  const proposals = roles.has("coordinator") ? proposalsOf(state) : [];
  if (proposals.length === 0) return "";
  const { text } = speak;
  const { making } = state;
  const words = making
    ? text("step.proposals.making", { count: proposals.length, edition: making.edition })
    : text("step.proposals", { count: proposals.length });
  return html`<p>${words}</p>
<ul>${proposals.map(({ part, by, name }) => html`<li>${partTitle(state, part) || name} – ${cast.name(by)}</li>`)}</ul>
<p><a class="button${making ? " second" : ""}" href="${href("newEdition", { id: state.id })}">${text(making ? "edition.take.go" : "edition.open.go")}</a></p>`;
}

/** Meetings whose day is past, of which a coordinator has still to say that they were held. */
function meetingsToRecord({ state, speak, roles }: View, { act }: Standing, today: LocalDate): Html {
  const past = state.meetings.filter((each) => !each.seminar && each.stage === "planned" && lastDayOf(each) < today);
  const { text } = speak;
  return html`${(roles.has("coordinator") ? past : []).map(
    (sitting) => html`<p>${text("step.meeting.record", { date: whenWords(speak, sitting) })}</p>
<p><a class="button${act === "record" ? "" : " second"}" href="${href("meetingRecord", { meeting: sitting.meeting })}">${text("meeting.record.go")}</a></p>`,
  )}`;
}

/** Of a draft composed of what is recorded: the way to its text, which is downloaded there to go on from. */
function composedWay({ state, speak }: View): Html | "" {
  const version = composedDraft(state);
  if (version === undefined) return "";
  return html`<p>${speak.text("draft.composed")} <a href="${href("version", { id: state.id, version })}">${speak.text("draft.read")}</a></p>`;
}

function lackList({ state, speak, cast, kind, roles }: View): Html | "" {
  const { text } = speak;
  const { absent, ...lacks } = draftStanding(state);
  const nobody = roles.has("coordinator") ? unowed(state) : "";
  const all = [
    absent.length > 0 && state.parts.length > 1 ? text("step.parts", { parts: partWords(state, cast, absent) }) : "",
    nobody ? text("step.parts.unowed", { parts: nobody }) : "",
    ...lackWords(speak, kind, lacks),
    isEditionUnchanged(state) ? text("step.edition.unchanged") : "",
  ].filter(Boolean);
  return all.length > 0 ? html`<ul>${all.map((lack) => html`<li>${lack}</li>`)}</ul>` : "";
}

/** Replacements that wait for the coordinator. */
function delegationLinks({ state, speak, cast }: View, first: boolean): Html {
  const waiting = openRound(state)?.delegations.filter(({ status }) => status === "proposed") ?? [];
  return html`${waiting.map(
    ({ submission, from }) =>
      html`<p><a class="button${first ? "" : " second"}" href="${href("settlement", { id: state.id, submission })}">${speak.text("settlement.go", { who: cast.name(from) })}</a></p>`,
  )}`;
}
