import { html } from "hono/html";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { CommandOf } from "../../../shared/meeting/decide.ts";
import { type AgendaItem, bounds, type Meeting, matterKey } from "../../../shared/meeting/state.ts";
import type { Summary } from "../../../shared/meeting/summary.ts";
import type { ActionRef } from "../../../shared/programme/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { loadMeeting, plannedMeetings } from "../../../shared/stored/meeting.ts";
import { lastDayOf } from "../../../shared/time/period.ts";
import { nowOf } from "../components/duties.ts";
import { hidden, radios } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { whenWords, whereWords } from "../components/meeting.ts";
import { type MeetingSay, meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { theDirectory } from "../components/picking.ts";
import { actionChoices } from "../deliverable/action-fields.ts";
import { done } from "../http/answer.ts";
import { type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import { by } from "../programme/who.ts";
import { actionNamed, concernedBy } from "./beginning.ts";
import type { Discussing } from "./entries.ts";
import { matterOf, titleOf } from "./proposals.ts";

/** "À discuter": on the agenda of which meeting to come, or a new one; where none is to come, the form of a new one. */
export async function discussion(
  c: PageContext,
  web: Web,
  _: Visitor,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const key = filled.typed.matter?.[0] ?? matterAsked(c);
  const matter = key === undefined ? undefined : matterOf(key);
  if (!key || !matter) throw new Refusal("not-found");
  const title = await titleOf(web, await actionChoices(web), matter);
  if (title === "") throw new Refusal("not-found");
  const about =
    matter.what === "version"
      ? { deliverable: matter.deliverable }
      : matter.what === "action"
        ? { action: matter.action }
        : {};
  const fresh = href(
    "newMeeting",
    {},
    { ...about, ...(c.req.query("expected") && { expected: c.req.query("expected") }) },
  );
  const coming = (await plannedMeetings(web.ports.store)).filter((each) => lastDayOf(each) >= nowOf(web).today);
  if (coming.length === 0) return c.redirect(fresh, 302);
  const speak = tellingMeetings(say(c, web));
  const { told } = speak;
  const body = html`<form method="post" action="${href("discussion")}" novalidate>${hidden("matter", key)}
${radios(filled, { name: "meeting", label: told("discussion.which"), options: coming.map((each) => option(speak, each, matter)) })}
<button>${told("discussion.do")}</button></form>
<p><a href="${fresh}">${told("discussion.new")}</a></p>`;
  const back = { href: await pageOfMatter(web, matter), label: title };
  return formPage(c, web, { title: told("discussion", { title }), back, filled, body });
}

/** What one comes from: a document, or an action. */
function matterAsked(c: PageContext): string | undefined {
  const { deliverable, action } = c.req.query();
  if (deliverable) return `version:${deliverable}`;
  return action ? `action:${action}` : undefined;
}

type Matter = NonNullable<ReturnType<typeof matterOf>>;

function option(speak: MeetingSay, meeting: Summary, matter: Matter) {
  const there = matter.what === "version" && meeting.documents.includes(matter.deliverable);
  const hint = `${whenWords(speak, meeting)}, ${whereWords(speak, meeting)}${there ? ` · ${speak.told("discussion.there")}` : ""}`;
  return { value: meeting.id, label: meetingTitle(speak, meeting), hint };
}

async function pageOfMatter(web: Web, matter: Matter): Promise<string> {
  if (matter.what === "version") return href("deliverable", { id: matter.deliverable });
  const [programme = "", action = ""] = matter.what === "action" ? matter.action.split("/") : [];
  return actionNamed(await actionChoices(web), `${programme}/${action}`)
    ? href("action", { programme, action })
    : href("meetings");
}

/**
 * Puts it on that agenda, its people being invited with it; there already, nothing changes. Throws `not-found`, `meeting-held`,
 * `meeting-cancelled`.
 */
export async function addToAgenda(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<Discussing>,
): Promise<Response> {
  if (!ok && filled.typed.matter === undefined)
    throw new InvalidRequest([{ field: "matter", message: say(c, web).text("input.wrong") }]);
  if (!ok) return discussion(c, web, visitor, filled);
  const loaded = (await loadMeeting(web.ports.store, ok.meeting))?.state;
  const matter = matterOf(ok.matter);
  const title = matter && (await titleOf(web, await actionChoices(web), matter));
  if (loaded?.stage !== "planned" || !matter || !title) throw new Refusal("not-found");
  const item = { id: web.ports.ids(), ...matter };
  const coming = await comingWith(web, matter);
  const errors = tooMany(tellingMeetings(say(c, web)), loaded, item, coming);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return discussion(c, web, visitor, { ...filled, errors });
  await issueMeeting(web.ports, loaded.id, { type: "addItem", by: by(visitor), item, ...coming });
  return done(c, href("meeting", { meeting: loaded.id }), { id: loaded.id });
}

type Coming = Pick<CommandOf<"addItem">, "action" | "invited">;

/** The meeting is of the matter's action from then on; those who write and review the document are invited too. */
async function comingWith(web: Web, matter: Matter): Promise<Coming> {
  const choices = await actionChoices(web);
  const state = matter.what === "version" ? (await loadState(web.ports.store, matter.deliverable))?.state : undefined;
  const ref = matter.what === "action" ? matter.action : state?.action;
  const { present } = await theDirectory(web);
  const action = ref && actionNamed(choices, ref) ? { action: ref as ActionRef } : {};
  return { ...action, invited: state ? concernedBy(state, present) : [] };
}

/** Why a meeting has no place for what comes with a matter: it would have more people, items or actions than one may. */
function tooMany({ told }: MeetingSay, meeting: Meeting, item: AgendaItem, { action, invited }: Coming): FieldError[] {
  const key = matterKey(item, item.words);
  if (meeting.agenda.some((each) => matterKey(each, each.words) === key)) return [];
  const full = {
    invited: new Set([...meeting.invited, ...invited]).size > bounds.invited,
    agenda: meeting.agenda.length >= bounds.agenda,
    actions: new Set([...meeting.actions, ...(action ? [action] : [])]).size > bounds.actions,
  };
  return (["invited", "agenda", "actions"] as const).flatMap((what) =>
    full[what] ? [{ field: "meeting", message: told(`discussion.full.${what}`, { most: bounds[what] }) }] : [],
  );
}
