import { html } from "hono/html";
import { enterMissions, type Mission, type MissionTerm, missionsOf } from "../../../shared/acts/missions.ts";
import { href } from "../../../shared/addresses.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { tick } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { checkboxes, hidden, radios } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { whenWords } from "../components/meeting.ts";
import { meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { type People, thePeople } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, isJson, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import type { SeenMeeting } from "../meetings/who.ts";
import type { Missions } from "./entries.ts";
import { askingEntry, type PaidMeeting } from "./who.ts";
import { agreementName, countedWords, type EntrySay, tellingEntries } from "./words.ts";

/** One page for all who came: a tick each, what is paid for it, and the button that enters them. */
export async function meetingMissions(
  c: PageContext,
  web: Web,
  seen: PaidMeeting,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { meeting, office, terms } = seen;
  const speak = tellingEntries(say(c, web));
  const { told } = speak;
  const paid = paidIn(terms, typedIn(filled, "paid") || c.req.query("paid"));
  const titles = await actionTitles(
    web.ports.store,
    terms.map(({ action }) => action),
  );
  const missions = paid ? await theirs(web, seen, paid) : [];
  if (wantsJson(c)) return c.json({ terms: terms.map(paidName), missions: missions.map(missionAsJson) });
  const people = await thePeople(web);
  const view = { speak, filled, paid, terms, missions, titles, people, office };
  const telling = tellingMeetings(speak);
  const body = html`<p>${whenWords(telling, meeting)}</p>
<form method="post" action="${href("meetingMissions", { meeting: meeting.id })}"${paid ? html` data-one-click` : ""} novalidate>${paid ? peopleFields(view) : choosing(view)}</form>
${paid && terms.length > 1 ? html`<p><a href="${href("meetingMissions", { meeting: meeting.id })}">${told("missions.paid")}</a></p>` : ""}`;
  const back = { href: href("meeting", { meeting: meeting.id }), label: meetingTitle(telling, meeting) };
  const title = told(office ? "missions.title" : "missions.own.title");
  return formPage(c, web, { title, back, filled, body, scripts: ["confirm.js"] });
}

type View = {
  speak: EntrySay;
  filled: Filled;
  paid: MissionTerm | undefined;
  terms: readonly MissionTerm[];
  missions: readonly Mission[];
  titles: (action: string) => string;
  people: People;
  office: boolean;
};

/** The name of what pays, within a form: "mpg-2008/2008/portail/missions". */
function paidName({ agreement, action, term }: MissionTerm): string {
  return `${agreement.id}/${action}/${term.id}`;
}

/** The only one there is, or the one that is named. */
function paidIn(terms: readonly MissionTerm[], name: string | undefined): MissionTerm | undefined {
  return terms.length === 1 ? terms[0] : terms.find((each) => paidName(each) === name);
}

/** Of all who came to a coordinator, else one's own. */
async function theirs(
  { ports }: Web,
  { meeting, office, visitor }: SeenMeeting,
  paid: MissionTerm,
): Promise<Mission[]> {
  const missions = await missionsOf(ports.store, meeting, paid);
  return office ? missions : missions.filter(({ person }) => person.id === visitor.person.id);
}

/** Who pays does not pay its own people, and nobody pays a journey that is paid already. */
function isTicked({ person, elsewhere }: Mission, { agreement }: MissionTerm): boolean {
  return person.belongs !== agreement.funder && !elsewhere;
}

function choosing({ speak, filled, terms, titles }: View): Html {
  const options = terms.map((paid) => ({ value: paidName(paid), label: paidWords(speak, titles, paid) }));
  return html`${radios(filled, { name: "paid", label: speak.told("missions.paid"), options })}
<button name="do" value="choose">${speak.told("missions.choose")}</button>`;
}

/** "Missions, 120,50 € par mission, sur « Portail européen » (Réseau)." */
function paidWords(speak: EntrySay, titles: View["titles"], { agreement, action, term }: MissionTerm): string {
  const values = { term: term.words, agreement: agreementName(agreement), action: titles(action) };
  if (term.rate === undefined) return speak.told("missions.rate.none", values);
  const rate = countedWords(speak, term, agreement.currency);
  return speak.told("missions.rate", { ...values, rate });
}

/** Those who came and are not entered, ticked but for the funder's; those who are, by name, and those who are paid by another term. */
function peopleFields({ speak, filled, paid, missions, titles, people, office }: View): Html {
  const { told } = speak;
  const due = missions.filter((mission) => !mission.entered && (office || !mission.elsewhere));
  const there = missions.filter(({ entered }) => entered);
  const values = due.filter((mission) => isTicked(mission, paid!)).map(({ person }) => person.id);
  const names = (some: readonly Mission[]) => some.map(({ person }) => people.name(person.id)).join(", ");
  const said = html`<p>${paidWords(speak, titles, paid!)}</p>${there.length > 0 ? html`<p>${told("missions.there", { names: names(there) })}</p>` : ""}${elsewhereLines(speak, people, missions)}`;
  if (due.length === 0) return html`${said}<p>${told("missions.there.all")}</p>`;
  const options = due.map(({ person }) => ({ value: person.id, label: people.name(person.id) }));
  const fields = office
    ? checkboxes(filled, {
        name: "people",
        label: told("missions.people"),
        hint: told("missions.people.hint"),
        options,
        values,
      })
    : hidden("people", due[0]!.person.id);
  const count = office ? values.length : 1;
  return html`<p>${told("missions.lead")}</p>${said}${hidden("paid", paidName(paid!))}${fields}
<p class="buttons">${tick(told("missions.sure"))} <button>${count > 0 && filled.errors.length === 0 ? told("missions.do.count", { count }) : told("missions.do")}</button></p>`;
}

/** "Déjà payé par ailleurs, et pas coché : Direction (ORIV), sur « Convention du réseau » (Missions)." */
function elsewhereLines({ told }: EntrySay, people: People, missions: readonly Mission[]): Html[] {
  return missions.flatMap(({ person, elsewhere }) => {
    if (!elsewhere) return [];
    const { agreement, term } = elsewhere;
    const values = { name: people.name(person.id), agreement: agreementName(agreement), term };
    return html`<p>${told("missions.elsewhere", values)}</p>`;
  });
}

function missionAsJson({ person, holder, id, entered, elsewhere }: Mission) {
  const other = elsewhere && { elsewhere: { agreement: elsewhere.agreement.id, term: elsewhere.term } };
  return { person: person.id, holder, entry: id, entered, ...other };
}

/** Enters the missions that are ticked; whose is there already is left. Throws what `decide` refuses. */
export async function enterTicked(
  c: PageContext,
  web: Web,
  seen: PaidMeeting,
  { ok, filled }: Input<Missions>,
): Promise<Response> {
  if (!ok) return meetingMissions(c, web, seen, filled);
  const { meeting, office, visitor, terms } = seen;
  const paid = paidIn(terms, ok.paid);
  if (ok.do === "choose" && paid)
    return c.redirect(href("meetingMissions", { meeting: meeting.id }, { paid: paidName(paid) }), 303);
  const speak = tellingEntries(say(c, web));
  const chosen = office ? ok.people : ok.people.filter((person) => person === visitor.person.id);
  const errors = faultsIn(c, speak, paid, chosen, ok);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0 || !paid) return meetingMissions(c, web, seen, { ...filled, errors });
  const result = await attempt(
    c,
    filled,
    { "ledger-full": "people", "agreement-settled": "people", "entry-exists": "people" },
    async () => {
      const { today } = nowOf(web);
      const entered = await enterMissions(web.ports, askingEntry(visitor), meeting, paid, { people: chosen, today });
      return done(c, href("meetingMissions", { meeting: meeting.id }, { paid: paidName(paid) }), entered);
    },
  );
  return result instanceof Response ? result : meetingMissions(c, web, seen, result);
}

function faultsIn(
  c: PageContext,
  { told, text }: EntrySay,
  paid: MissionTerm | undefined,
  chosen: readonly string[],
  { confirmed }: Missions,
): FieldError[] {
  if (!paid) return [{ field: "paid", message: told("wrong.what") }];
  if (chosen.length === 0) return [{ field: "people", message: told("missions.nobody") }];
  return confirmed || isJson(c) ? [] : [{ field: "people", message: text("input.confirm") }];
}
