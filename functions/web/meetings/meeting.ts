import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { isBlank } from "../../../shared/deliverable/drafting/parts.ts";
import { actingAs, isNamed } from "../../../shared/deliverable/holder.ts";
import type { Meeting } from "../../../shared/meeting/state.ts";
import type { Summary } from "../../../shared/meeting/summary.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { getText } from "../../../shared/stored/text.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import { tick } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { hidden } from "../components/fields.ts";
import { frame } from "../components/frame.ts";
import { kindWords, whenWords, whereWords } from "../components/meeting.ts";
import { dueWords, resolutionShown } from "../components/meeting-lines.ts";
import { type MeetingSay, meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { panel } from "../components/panel.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { isOfMeeting, rolesOf } from "../http/rights.ts";
import { say } from "../http/say.ts";
import { adoptedLink, adoptedMinutes } from "./adopted.ts";
import { agendaList, type ShownItem, shownAgenda } from "./agenda-list.ts";
import { orderForm } from "./agenda-order.ts";
import { type MeetingCast, meetingCast } from "./cast.ts";
import { minutesFileForm } from "./minutes-file.ts";
import { missionsWay } from "./missions-way.ts";
import { meetingsInSeries, seriesOf } from "./series.ts";
import { typedText } from "./typed.ts";
import { ways } from "./ways.ts";
import type { SeenMeeting } from "./who.ts";

/** `texts`: what was written of it; `series`: the others of its series. */
type View = SeenMeeting & {
  speak: MeetingSay;
  cast: MeetingCast;
  agenda: ShownItem[];
  texts: Texts;
  series: Summary[];
  today: string;
  missions: Awaited<ReturnType<typeof missionsWay>>;
};
type Texts = { minutes?: string | undefined; reason?: string | undefined; decisions: string[] };

/** A meeting: when, where, what is discussed; once held who came, what was said, what was decided and by whom it is to be done. */
export async function meeting(c: PageContext, web: Web, seen: SeenMeeting): Promise<Response> {
  const speak = tellingMeetings(say(c, web));
  const { meeting } = seen;
  const view: View = {
    ...{ ...seen, speak, today: nowOf(web).today },
    cast: await meetingCast(web, speak, seen),
    agenda: await shownAgenda(web, speak, seen),
    texts: await textsOf(web, speak, seen),
    series: meeting.series || seen.office ? await meetingsInSeries(web, seriesOf(meeting)) : [],
    missions: await missionsWay(web, speak, seen),
  };
  if (wantsJson(c)) return c.json({ meeting: asJson(view) });
  const title = meetingTitle(speak, meeting);
  const folds = [await minutesFold(c, web, view), foldedAgenda(view)].filter((each) => each !== "");
  const main = html`${head(view, title)}
<div class="grid two"><div class="span-7">${todoPanel(view)}${decisionsPanel(view)}${agendaPanel(view, c.req.query("ordered"))}</div>
<div class="span-5 beside">${peoplePanel(view)}${seriesPanel(view)}</div>
${folds.length > 0 ? html`<div class="folds span-7">${folds}</div>` : ""}</div>`;
  const document = view.texts.minutes !== undefined;
  const scripts = seen.office ? ["confirm.js"] : [];
  return frame(c, web, { title, main, document, scripts, styles: ["columns.css"] });
}

/** What it is called, how it stands, when and where it is, the address of its call. */
function head(view: View, title: string): Html {
  const { speak, meeting, today } = view;
  const how = standing(meeting, today);
  const place = meeting.place || (meeting.call ? "" : whereWords(speak, meeting));
  const words = [whenWords(speak, meeting), place].filter(Boolean).join(" · ");
  const call = meeting.call
    ? html`<p><span class="muted">${speak.told("call")}</span> ${callLink(meeting.call)}</p>`
    : "";
  return html`<h1>${title}</h1>
<div class="state"><p><span class="tag ${colours[how]}">${speak.told(`stage.${how}`)}</span></p>${meeting.title ? html`<p>${kindWords(speak, meeting.kind)}</p>` : ""}
<p>${words}</p>${call}</div>${cancelledNote(view)}`;
}

/** What is to do of it: the one thing next, then the others; nothing to who has nothing to do. */
function todoPanel(view: View): Html | "" {
  const shown = ways(view);
  if (shown === "") return "";
  const isOwn = view.office && standing(view.meeting, view.today) === "toRecord";
  return panel("todo", view.speak.told("todo"), shown, { kind: isOwn ? "own" : "" });
}

/** Of a meeting to come, what will be discussed. */
function agendaPanel(view: View, moved: string | undefined): Html | "" {
  const { meeting, speak } = view;
  return meeting.stage === "held" ? "" : panel("agenda", speak.told("agenda"), agendaBody(view, moved));
}

/** Of one that was held, folded. */
function foldedAgenda(view: View): Html | "" {
  const { meeting, speak } = view;
  return meeting.stage === "held" ? fold("agenda", speak.told("agenda"), agendaBody(view, undefined)) : "";
}

function fold(id: string, title: string, body: Html, open = false): Html {
  return html`<details id="${id}"${open ? html` open` : ""}><summary><h2>${title}</h2></summary>${body}</details>`;
}

/** Who comes, or came and did not. */
function peoplePanel({ meeting, speak, cast }: View): Html {
  const { told } = speak;
  const { invited, record, stage } = meeting;
  const names = (ids: readonly string[]) => ids.map(cast.called).join(", ");
  const came = record && [
    names(record.present),
    record.outsiders > 0 ? told("outsiders.count", { count: record.outsiders }) : "",
  ];
  const absent = record ? invited.filter((person) => !record.present.includes(person)) : [];
  const lines = facts([
    [told("invited"), stage === "held" ? undefined : names(invited) || told("nobody")],
    [told("present"), came && (came.filter(Boolean).join(", ") || told("nobody"))],
    [told("absent"), names(absent) || undefined],
  ]);
  return panel("people", told("participants"), lines);
}

/** What will be discussed; those who plan it put it in order. */
function agendaBody({ speak, agenda, office, meeting }: View, moved: string | undefined): Html {
  const none = meeting.stage === "planned" ? "agenda.none" : "agenda.never";
  if (agenda.length === 0) return html`<p>${speak.told(none)}</p>`;
  const orders = office && meeting.stage === "planned" && agenda.length > 1;
  return html`${agendaList(speak, agenda)}${orders ? orderForm(speak, meeting, agenda, moved) : ""}`;
}

async function textsOf({ ports }: Web, { told }: MeetingSay, seen: SeenMeeting): Promise<Texts> {
  const read = async (ref: string | undefined) =>
    ref === undefined ? undefined : ((await getText(ports.files, ref)) ?? told("erased"));
  const decisions = await Promise.all(seen.resolutions.map(async ({ words }) => (await read(words)) ?? ""));
  return { minutes: await read(seen.minutes.minutes), reason: await read(seen.meeting.reason), decisions };
}

/** Those who may not know who reviews have no ids of people. */
function asJson({ meeting, cast, agenda, texts, resolutions, minutes: { minutesFile } }: View) {
  const { invited, record, resolutions: _____, agenda: _, organiser: __, reason: ___, head: ____, ...plain } = meeting;
  const named = (ids: readonly string[]) => (cast.hidden ? ids.map(cast.called) : [...ids]);
  const { present = [], outsiders = 0 } = record ?? {};
  return {
    ...plain,
    ...{ invited: named(invited), hidden: cast.hidden },
    agenda: agenda.map(({ state: _, page: __, ...item }) => item),
    ...(record && {
      record: {
        present: named(present),
        outsiders,
        ...(texts.minutes && { minutes: texts.minutes }),
        ...(minutesFile && { minutesFile: { name: minutesFile.name, bytes: minutesFile.bytes } }),
      },
    }),
    ...(texts.reason && { reason: texts.reason }),
    resolutions: resolutions.map((each, at) =>
      resolutionShown({ ...each, person: named([each.person])[0]! }, texts.decisions[at]!),
    ),
  };
}

function standing(
  meeting: Pick<Summary, "stage" | "date" | "until">,
  today: string,
): "planned" | "toRecord" | "held" | "cancelled" {
  if (meeting.stage !== "planned") return meeting.stage;
  return lastDayOf(meeting) < today ? "toRecord" : "planned";
}

const colours = { planned: "now", toRecord: "warning", held: "done", cancelled: "error" } as const;

function cancelledNote({ meeting, speak, texts }: View): Html | "" {
  if (meeting.stage !== "cancelled") return "";
  return html`<div class="note warning"><p><strong>${speak.told("off.is")}</strong></p>${texts.reason ? html`<p class="said">${texts.reason}</p>` : ""}</div>`;
}

function callLink(call: string): Html | string {
  return /^https?:\/\//i.test(call) && URL.canParse(call) ? html`<a href="${call}" rel="noreferrer">${call}</a>` : call;
}

function decisionsPanel(view: View): Html | "" {
  const { resolutions, speak, texts } = view;
  if (resolutions.length === 0) return "";
  const items = resolutions.map((decision, at) => html`<li>${decisionItem(view, decision, texts.decisions[at]!)}</li>`);
  const late = resolutions.some(({ due, closed }) => !closed && due !== undefined && due < view.today);
  const body = html`<ul class="plain">${items}</ul>`;
  return panel("decisions", speak.told("decisions.count", { count: items.length }), body, { kind: late ? "late" : "" });
}

function decisionItem(
  { meeting, speak, cast, office, visitor, today }: View,
  decision: Meeting["resolutions"][number],
  words: string,
): Html {
  const { told, date } = speak;
  const { id, person, due, closed } = decision;
  const mine = office || isNamed([person], actingAs(visitor.person));
  const how = closed
    ? html`<span class="tag ${closed.as === "done" ? "done" : ""}">${told(`decision.${closed.as}`)}</span> ${date(closed.on)} · `
    : dueWords(speak, due, today);
  const page = href("resolution", { meeting: meeting.id, resolution: id });
  return html`<p>${mine ? html`<a href="${page}">${words}</a>` : words}<br><span class="muted">${how}${cast.called(person)}</span></p>`;
}

/** The document in which the minutes are reviewed, to who may open it; to coordinators the way to make one. */
async function reviewedMinutes({ ports }: Web, { meeting, office, visitor, speak }: View): Promise<Html | ""> {
  const { id, stage, minutesDeliverable } = meeting;
  const made = minutesDeliverable === undefined ? undefined : (await loadState(ports.store, minutesDeliverable))?.state;
  const blank = made !== undefined && office && isBlank(made);
  if (made && !blank && (office || rolesOf(visitor, made).size > 0)) {
    const page = office ? href("deliverable", { id: made.id }) : href("reading", { id: made.id });
    return html`<p><a href="${page}">${made.title}</a></p>`;
  }
  if ((made && !blank) || !office || stage !== "held") return "";
  return html`<p>${speak.told("minutes.document.lead")}</p>
<form method="post" action="${href("meetingDocument", { meeting: id })}" data-one-click>${hidden("id", ports.ids())}${tick(speak.told("minutes.document.sure"))}
<button class="second">${speak.told("minutes.document")}</button></form>`;
}

/** To coordinators, once it was held. */
async function fileForm(c: PageContext, web: Web, { speak, meeting, office }: View): Promise<Html | ""> {
  if (!office || meeting.stage !== "held") return "";
  await reachFiles(c, web);
  return minutesFileForm(web, speak, meeting, c.req.query("attach") !== undefined);
}

/** Once they are adopted, the adopted text, in place of what was noted, to those of the meeting; who came to read them finds them open. */
async function minutesFold(c: PageContext, web: Web, view: View): Promise<Html | ""> {
  const { meeting, speak, invited } = view;
  const adopted = invited ? await adoptedMinutes(web, meeting) : undefined;
  const document = await reviewedMinutes(web, view);
  const isOpen = !view.office || c.req.query("attach") !== undefined;
  if (!adopted) return notedMinutes(web, view, [await fileForm(c, web, view), document], isOpen);
  const link = await adoptedLink(web, speak, meeting, adopted);
  return fold("minutes", speak.told("minutes"), html`${link}${view.office ? document : ""}`, isOpen);
}

/** The minutes as they were written, as a file and as a document, each to who may read it. */
async function notedMinutes(
  web: Web,
  { meeting, speak, texts, minutes: { minutesFile } }: View,
  ways: (Html | "")[],
  isOpen: boolean,
): Promise<Html | ""> {
  const more = ways.filter((each) => each !== "");
  if (texts.minutes === undefined && minutesFile === undefined && more.length === 0) return "";
  const { told } = speak;
  const file = minutesFile
    ? html`<p><a href="${href("meetingMinutes", { meeting: meeting.id })}">${told("minutes.get")}</a> <span class="muted">(${minutesFile.name}, ${speak.bytes(minutesFile.bytes)})</span></p>`
    : "";
  const body = html`${texts.minutes ? await typedText(web, texts.minutes) : ""}${file}${more}`;
  return fold("minutes", told("minutes"), body, isOpen);
}

/** The others of its series: coordinators open all, who entered those that are theirs. */
function seriesPanel({ meeting, series, speak, visitor, today }: View): Html | "" {
  if (series.length < 2) return "";
  const items = series.map((each) => {
    const words = html`<time datetime="${each.date}">${speak.date(each.date)}</time>`;
    const own = each.id === meeting.id ? html`<strong aria-current="true">${words}</strong>` : words;
    const opens = isOfMeeting(visitor, each);
    const link =
      opens && each.id !== meeting.id ? html`<a href="${href("meeting", { meeting: each.id })}">${words}</a>` : own;
    return html`<li>${link} – ${speak.told(`stage.${standing(each, today)}`)}</li>`;
  });
  return panel("series", speak.told("series"), html`<ul class="plain">${items}</ul>`);
}
