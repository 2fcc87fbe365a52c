import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { readableKinds } from "../../../shared/kinds/resolve.ts";
import type { Summary as Meeting } from "../../../shared/meeting/summary.ts";
import type { FundedProgramme } from "../../../shared/sight/funded-actions.ts";
import { kindWords, whenWords, whereWords } from "../components/meeting.ts";
import { tellingMeetings } from "../components/meeting-words.ts";
import { panel } from "../components/panel.ts";
import { volumeList } from "../components/volume.ts";
import { shownOf } from "../final/final.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import { isOfMeeting } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import { expectedWords, standingWords } from "../programme/expected-list.ts";
import { documentVolume } from "./documents.ts";
import { type FundedAction, inOrder, toCome, unplanned } from "./space.ts";

/** What a section of an action is made of. `kindOf`: what a kind of documents is called; "" for none. */
export type View = { web: Web; speak: Say; visitor: Visitor; kindOf: (kind: string | undefined) => string };

/** An action that somebody's organisation pays for: its documents, beside those to come and its meetings. */
export async function actionPanel(view: View, { programme }: FundedProgramme, funded: FundedAction): Promise<Html> {
  const { action } = funded;
  const { speak } = view;
  const { from, until } = action.period ?? programme;
  const address = href("action", { programme: programme.id, action: action.id });
  const period = speak.text("period", { from: speak.date(from), until: speak.date(until) });
  const documents = await documentsOf(view, funded);
  const beside = [comingOf(view, funded), meetingsOf(view, funded)].filter((each) => each !== "");
  const nothing = documents === "" && beside.length === 0 ? html`<p>${speak.text("action.expects-nothing")}</p>` : "";
  const body = html`<p class="muted">${period}</p>
<div class="grid"><div class="span-8">${documents}${nothing}</div>${beside.length > 0 ? html`<div class="span-4">${beside}</div>` : ""}</div>`;
  return panel(`of-${action.id}`, html`<a href="${address}">${action.title}</a>`, body);
}

/** What kinds of documents are called. */
export async function kindNames({ ports }: Web, speak: Say): Promise<View["kindOf"]> {
  const names = new Map((await readableKinds(ports.assets)).map(({ id, name }) => [id, speak.given(name)]));
  return (kind) => (kind === undefined ? "" : (names.get(kind) ?? ""));
}

/** The documents that they fund: there, or when they are expected. */
async function documentsOf({ web, speak, kindOf }: View, { documents }: FundedAction): Promise<Html | ""> {
  if (documents.length === 0) return "";
  const items = inOrder(documents).map((opened) => documentVolume(web, speak, opened, kindOf(opened.state.kind)));
  return volumeList(await Promise.all(items));
}

/** Documents that the action is to bring and that are not there, or not theirs: title, kind, date, how far they are. */
function comingOf({ speak, kindOf }: View, funded: FundedAction): Html | "" {
  const items = toCome(funded).map((standing) => {
    const { expected } = standing;
    const kind = expected.what === "document" ? kindOf(expected.kind) : "";
    return html`<li>${[expectedWords(speak, expected, funded.action.strands), kind].filter(Boolean).join(" · ")}${standingWords(speak, standing, false)}</li>`;
  });
  if (items.length === 0) return "";
  return html`<h3>${speak.text("funded.to-come")}</h3><ul class="plain">${items}</ul>`;
}

/** The meetings of the action: what, when, where, whether it was held and how many came; those that are expected. Not what was said there. */
function meetingsOf({ speak, visitor }: View, funded: FundedAction): Html | "" {
  const { told, text } = tellingMeetings(speak);
  const items = funded.meetings.map((meeting) => {
    const { id, kind, title, stage, present = [], outsiders = 0 } = meeting;
    const name = title || kindWords(speak, kind);
    const named = isOfMeeting(visitor, meeting)
      ? html`<a href="${href("meeting", { meeting: id })}">${name}</a>`
      : name;
    const came = stage === "held" ? html` · ${told("list.came", { count: present.length + outsiders })}` : "";
    return html`<li><time datetime="${meeting.date}">${whenWords(speak, meeting)}</time> – ${named}, ${whereWords(speak, meeting)} <span class="tag">${text(`meeting.stage.${stage}`)}</span>${came}</li>`;
  });
  const more = unplanned(funded).map(
    (standing) =>
      html`<li>${expectedWords(speak, standing.expected, funded.action.strands)}${standingWords(speak, standing, false)}</li>`,
  );
  if (items.length + more.length === 0) return "";
  return html`<h3>${text("action.meetings")}</h3><ul class="plain">${items}${more}</ul>`;
}

/** The same for a program. */
export function actionAsJson(funded: FundedAction): object {
  const { ref, action, documents, meetings } = funded;
  return {
    ...{ action: ref, title: action.title, documents: documents.map(({ state }) => shownOf(state)) },
    toCome: toCome(funded).map(({ expected: { title, when, ...expected }, missing, progress }) => ({
      ...{ title, when, count: expected.count, missing, progress },
      ...(expected.what === "document" && { kind: expected.kind }),
    })),
    meetings: meetings.map(meetingAsJson),
  };
}

function meetingAsJson({ id, kind, title, date, until, place, stage, present, outsiders = 0 }: Meeting): object {
  return { ...{ id, kind, title, date, until, place, stage }, ...(present && { present: present.length + outsiders }) };
}
