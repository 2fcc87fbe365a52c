import type { EventType } from "../../../shared/deliverable/event.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import { frenchOf } from "./english.ts";
import { lastAct, lastDay, openIn, owes, type Remark, stageOf, unanswered } from "./facts.ts";
import { moneyForms } from "./forms-money.ts";
import { type Control, type Field, type Form, formsOf } from "./forms-of.ts";
import { gatheringsAt } from "./meetings.ts";
import { endings } from "./page-deliverable.ts";
import { comparable } from "./page-forms.ts";
import { dispositions, hasEnded, kindOf, offered } from "./page-words.ts";
import { programmeAt } from "./programmes.ts";
import type { Context, Fault } from "./reader.ts";
import { fullName, isText, personOf } from "./words.ts";

/** What forms offer is permitted, and what they have filled in already is so. */

/** Reads each form of a page: each of its fields is known here, and says what the events bear. */
export function readForms(context: Context, html: string, where: string): Fault[] {
  return formsOf(html).flatMap((form): Fault[] => {
    const doc = context.doc ?? context.all.find(({ id }) => form.action.startsWith(`/deliverables/${id}/`));
    const of = doc ? { doc } : {};
    const names = [...new Set(form.controls.map(({ name }) => name).filter(Boolean))];
    const fields = forms[keyOf(form, context)];
    if (!fields) return names.length === 0 ? [] : [{ where, said: `a form: ${names}`, why: "unknown" }];
    return names.flatMap((name): Fault[] => {
      const controls = form.controls.filter((each) => each.name === name);
      const bears = fields[name] ?? fields[name.replace(/-part-\d+$/, "-:part")];
      if (bears?.({ ...context, ...of }, controls, form)) return [];
      const chosen = controls.map(({ value, label, checked }) => `${checked ? "✓" : ""}${value} (${label})`);
      return [{ where, said: `${name} : ${chosen.join(", ")}`, why: bears ? "not borne" : "unknown" }];
    });
  });
}

/** By its address: "/deliverables/…/links/end" → "links/end"; by its page, where it has none of its own. */
function keyOf({ action }: Form, { kind }: Context): string {
  if (!action) return kind;
  if (action === "/search") return "search";
  if (kind === "organisation") return kind;
  const path = action
    .replace(/^\/deliverables\/[^/]+\//, "")
    .replace(/^\/meetings\/[^/]+/, "meeting")
    .replace(/^\/agreements\/[^/]+/, "agreement")
    .replace(/^\//, "");
  return path
    .replace(/^(final\/\d+\/)?(outputs\/\w+|dossier(\/archive)?)$/, "download")
    .replace(/^shares\/[^/]+\/end$/, "shares/:one/end")
    .replace(/^(agreement\/payments)\/[^/]+$/, "$1/:one")
    .replace(/^(meeting\/decisions)\/[^/]+/, "$1/:one")
    .replace(/^(contributions|carried|uploads|delegations)\/.+$/, "$1/:one");
}

/** One value, as it is. */
const is =
  (value: (context: Context) => string | number | undefined): Field =>
  (context, controls) =>
    controls.length === 1 && controls[0]!.value === String(value(context) ?? "");
const empty = is(() => "");
/** A box that nobody has ticked for whoever reads. */
const unticked: Field = (_, controls) => controls.every(({ checked }) => !checked);
/** An id that nothing has yet. */
const fresh: Field = (context, [control]) =>
  control !== undefined &&
  context.doc!.rounds.every(({ given, proposals }) =>
    [...given, ...proposals].every(({ submission }) => submission !== control.value),
  );

const isSame = (some: readonly string[], others: readonly string[]) =>
  [...new Set(some)].toSorted().join() === [...new Set(others)].toSorted().join();

/** Some of several: those and no others, of which some are chosen. */
const among =
  (
    options: (context: Context) => readonly string[],
    chosen: (context: Context) => readonly string[] = () => [],
  ): Field =>
  (context, controls) => {
    const boxes = controls.filter(({ type }) => type !== "hidden");
    const fixed = controls.filter(({ type }) => type === "hidden").map(({ value }) => value);
    return (
      isSame(values(boxes), options(context)) &&
      isSame(values(boxes.filter(({ checked }) => checked)), chosen(context)) &&
      fixed.every((value) => boxes.some((box) => box.checked && box.value === value))
    );
  };
const values = (controls: readonly Control[]) => controls.map(({ value }) => value);

/** The same of people, each by their name. */
const people =
  (
    options: (context: Context) => readonly string[],
    chosen: (context: Context) => readonly string[] = () => [],
  ): Field =>
  (context, controls, form) =>
    among(options, chosen)(context, controls, form) &&
    controls.every(({ type, value, label, hint }) => {
      const person = personOf(context, value.replace(/^.*[./]/, ""));
      if (type === "hidden" || !person) return type === "hidden";
      const [organisation, kept] = hint.split(" – ");
      const isHinted = organisation === person.organisation && (kept === undefined || isKept(context, person.id));
      return label === fullName(person) || (label === person.name && isHinted);
    });

/** People, or organisations in their place, each by its name: of the season nobody named one. */
const holders =
  (chosen: (context: Context) => readonly string[] = () => []): Field =>
  (context, controls, form) => {
    const organisations = controls.filter(({ value }) => value.startsWith("org:"));
    const others = controls.filter((control) => !organisations.includes(control));
    const shown = organisations.map(({ label }) => label);
    const { archive, present } = context;
    const now = archive.people.filter(({ id }) => present!.includes(id)).map(({ organisation }) => organisation);
    return (
      people(everyone, chosen)(context, others, form) &&
      organisations.every(({ value, label, checked }) => {
        return !checked && archive.organisations.some(({ id, short }) => value === `org:${id}` && label === short);
      }) &&
      organisations.every(
        ({ label, hint }) => /n’y est inscrit|nobody is listed/.test(hint) === !now.includes(label),
      ) &&
      now.every((organisation) => organisation === "" || shown.includes(organisation))
    );
  };

const everyone = ({ present }: Context) => present!;
const round = ({ doc }: Context) => doc!.rounds.at(-1)!;
const isOpen = ({ doc }: Context) => openIn(doc!) !== undefined;
/** Whom a change of the plan does not take off: whose opinion is there; of a final document, all. */
const isKept = ({ doc }: Context, id: string) =>
  stageOf(doc!) === "final" || openIn(doc!)?.given.some(({ by }) => by === id) === true;
const textOf = ({ archive }: Context, ref: string | undefined) => (ref ? archive.texts.get(ref) : "");
const versions = ({ doc }: Context) => doc!.drafts.map(({ version }) => version);

/** Who was ever named in it: authors, reviewers, funders, those invited. */
function named({ doc }: Context): string[] {
  const rows = doc!.rows.flatMap(({ data }) => {
    const { authors = [], reviewers = [], funders = [] } = data as Record<string, string[]>;
    return [...authors, ...reviewers, ...funders];
  });
  const held = doc!.rounds.flatMap(({ were, meeting }) => [...were, ...(meeting?.wasInvited ?? [])]);
  return [...new Set([...rows, ...held])];
}

/** The remark to which a form gives its disposition, by the address of the form or of the page. */
function remarkOf({ doc, thing }: Context, { action }: Form): Remark | undefined {
  const id = action ? action.split("/").at(-1) : thing;
  const all = [...doc!.rounds.flatMap(({ remarks }) => remarks), ...(doc!.origin?.carried ?? [])];
  return all.find((each) => each.id === id);
}
const suiteOf = ({ doc }: Context, remark: Pick<Remark, "id"> | undefined) =>
  [...doc!.rounds, ...(doc!.origin ? [doc!.origin] : [])]
    .map(({ suites }) => suites.get(remark?.id ?? ""))
    .find(Boolean);
/** The round of the remarks that a page has, of one that it does not name the last that has any. */
const remarked = (context: Context) => context.doc!.rounds.findLast(({ remarks }) => remarks.length > 0)!;

const choices = ["approve", "approveWithReservations", "requestChanges", "abstain", "decline"];
/** Ways to close a round, by what its rule comes to. */
const ways: Record<string, string[]> = {
  approved: ["approved"],
  toIntegrate: ["toIntegrate", "asIs"],
  changesRequested: ["changesRequested"],
  unresolved: ["unresolved"],
};

/** What a form showed, by its hash. */
const known: Field = (_, [control]) => /^[0-9a-f]{64}$/.test(control!.value);

const disposing: Record<string, Field> = {
  seen: known,
  base: is((context) => versions(context).at(-1)),
  with: (context, controls, form) =>
    controls.every(
      ({ value }) => value !== remarkOf(context, form)?.id && suiteOf(context, { id: value }) === undefined,
    ),
  disposition: (context, controls, form) => {
    const remark = remarkOf(context, form);
    const suite = suiteOf(context, remark);
    const type = offered({ ...context, ...(remark && { remark }) })?.type ?? "";
    const applies = stageOf(context.doc!) === "draft" && ["correction", "addition"].includes(type);
    const applied = context.doc!.drafts.at(-1)?.applied.includes(remark?.id ?? "") === true;
    const offersToApply = values(controls).includes("applied");
    if (offersToApply && (!applies || applied)) return false;
    const others = Object.keys(dispositions).filter((each) => !(applied && each === "declined"));
    return among(
      () => [...(offersToApply ? ["applied"] : []), ...others],
      () => (suite ? [suite.as] : []),
    )(context, controls, form);
  },
  reason: (context, controls, form) =>
    controls[0]!.value === (textOf(context, suiteOf(context, remarkOf(context, form))?.reason) ?? ""),
};

const parts: Record<string, Field> = {
  seen: (context, controls) =>
    isSame(
      values(controls),
      context.doc!.parts.map(({ id }) => id),
    ),
  "title-:part": (context, [control]) =>
    partIn(context, control!)?.title === control!.value || isNew(context, control!),
  "place-:part": (context, [control]) =>
    control!.value === String(context.doc!.parts.indexOf(partIn(context, control!)!) + 1) || isNew(context, control!),
  owners: ({ doc, ...context }, controls) =>
    controls.every(({ value, checked, label, legend }) => {
      const [id = "", person = ""] = value.split(".");
      const part = doc!.parts.find((each) => each.id === id);
      const who = personOf(context as Context, person);
      return (
        doc!.authors.includes(person) &&
        label === fullName(who!) &&
        checked === (part?.people.includes(person) ?? false) &&
        isSaid(context as Context, legend, part ? `Qui écrit « ${part.title} »` : "Qui l’écrit")
      );
    }),
  drop: (context, controls) =>
    controls.every(({ value, label, checked }) => {
      const part = context.doc!.parts.find(({ id }) => id === value);
      return !checked && isSaid(context, label, `Retirer « ${part?.title} »`);
    }),
};
/** Whether words say in the language of the page what these say in French. */
const isSaid = ({ reader }: Context, words: string, french: string) =>
  reader!.language === "en" ? frenchOf(words).includes(french) : words === french;
const partIn = ({ doc }: Context, { name }: Control) => doc!.parts.find(({ id }) => name.endsWith(id));
/** The part that may be added: after all that there ever were. */
const isNew = ({ doc }: Context, { name, value }: Control) => {
  const all = doc!.rows.flatMap((row) =>
    row.type === "created" || row.type === "partsArranged" ? row.data.parts : [],
  );
  const ids = new Set(all.map(({ id }) => id));
  return name.endsWith(`part-${ids.size + 1}`) && ["", String(doc!.parts.length + 1)].includes(value);
};

/** Rows of new decisions, which nobody has filled. */
const decisionRows = Object.fromEntries(
  [1, 2, 3].flatMap((row) => ["words", "person", "due"].map((name) => [`${name}${row}`, empty])),
);
/** The title of an action, "2008/interculturalite", as the programme has it. */
function labelOfAction({ archive, at }: Context, ref: string): string | undefined {
  const [programme = "", action] = ref.split(/[/#]/);
  const found = programmeAt(archive.programmes.get(programme) ?? [], at);
  return found?.actions.find(({ id }) => id === action)?.title;
}
/** Whether "meeting/decision" was decided there, in these words, and is neither done nor dropped. */
function isLeft(context: Context, key: string, label: string): boolean {
  const [of, id] = key.split("/");
  const decision = gatheringsAt(context)
    .find((each) => each.id === of)
    ?.decisions.find((each) => each.id === id);
  return decision !== undefined && decision.closed === undefined && isText(context, decision.words, label);
}

/** Whether something to discuss is what its label says: a document, an action, what a meeting decided. */
function isMatter(context: Context, key: string, label: string): boolean {
  const [what, id = ""] = key.split(/:(.*)/s);
  if (what === "action") return labelOfAction(context, id) === label;
  if (what === "resolution") return isLeft(context, id, label);
  return what === "version" && context.all.some((facts) => facts.id === id && facts.title === label);
}

/** What may be taken back: by who did it, or by anybody of the office. */
const undoable: Partial<Record<EventType, { office: boolean }>> = {
  ...{ disposed: { office: false }, carriedAnswered: { office: false }, correctionsApplied: { office: false } },
  ...{ contributed: { office: false }, roundClosed: { office: true }, withdrawn: { office: true } },
};

/** The fields of each form; of a page by its kind, of an address of its own by that. */
const forms: Record<string, Record<string, Field>> = {
  ...moneyForms,
  people: {
    q: empty,
    // of a list to choose from, the reader of forms knows that it is there
    organisation: empty,
    sort: is(() => "name"),
  },
  // of choices, the reader of forms knows that they are there
  search: { q: empty },
  deliverables: { q: empty, action: empty, funder: empty, person: empty, stage: empty },
  year: { action: empty, funder: empty, person: empty, stage: empty },
  organisation: {
    short: is(({ organisation }) => organisation!.short),
    name: is(({ organisation }) => organisation!.name),
    territory: is(({ organisation }) => organisation!.territory),
    roles: among(
      () => ["member", "funder", "contractor", "partner"],
      ({ organisation }) => organisation!.roles,
    ),
  },
  chases: {
    person: ({ doc }, [control]) => owes(doc!, control!.value).length > 0,
    from: is(({ kind, programme, action }) => (kind === "year" ? kind : `${programme!.id}/${action!.id}`)),
    people: ({ doc }, controls) => controls.length > 1 && controls.every(({ value }) => owes(doc!, value).length > 0),
    note: empty,
    confirmed: unticked,
  },
  changes: {
    title: is(({ doc }) => doc!.title),
    action: is(({ doc }) => doc!.ref ?? doc!.action),
    expectation: is(({ doc }) => (doc!.expectation ? `${doc!.ref}#${doc!.expectation}` : "")),
    authors: holders(({ doc }) => doc!.authors),
    reviewers: people(everyone, ({ doc, present }) => doc!.reviewers.filter((id) => present!.includes(id))),
    funders: holders(({ doc }) => doc!.funders),
    quorum: is(({ doc }) => {
      const { quorum } = openIn(doc!) ?? doc!;
      return typeof quorum === "number" ? quorum : "";
    }),
    dueDraft: is(({ doc }) => doc!.due.draft),
    dueReview: is(({ doc }) => {
      const open = openIn(doc!);
      return open ? lastDay(open.deadline) : doc!.due.review;
    }),
    dueFinal: is(({ doc }) => doc!.due.final),
  },
  parts,
  links: {},
  invitations: {
    person: (context, controls, form) =>
      people((each) => named(each).filter((id) => each.present!.includes(id)))(context, controls, form) &&
      controls.every(({ value, hint }) => (hint !== "") === hasEnded(context.doc!, value)),
  },
  "links/end": {
    scope: among(({ doc, ...context }) => [
      ...doc!.rounds.map(({ number }) => `round/${number}`),
      ...named({ doc, ...context } as Context).flatMap((id) => (hasEnded(doc!, id) ? [] : [`person/${id}`])),
    ]),
  },
  uploads: {
    part: ({ doc, reader, office }, controls) => {
      const mine = doc!.parts.filter(({ people }) => office || people.length === 0 || people.includes(reader!.id));
      return (
        isSame(
          values(controls),
          mine.map(({ id }) => id),
        ) && unticked({} as Context, controls, {} as Form)
      );
    },
    format: unticked,
    changes: (_, controls) =>
      values(controls).join() === "accepted,rejected" && controls[0]!.checked && !controls[1]!.checked,
  },
  submission: {
    version: is((context) => versions(context).at(-1)),
    unchanged: (context, controls, form) =>
      versions(context).at(-1) === round(context).version && empty(context, controls, form),
    note: empty,
    confirmed: unticked,
  },
  closure: {
    round: is((context) => (isOpen(context) ? round(context).number : undefined)),
    outcome: among((context) => endings(context).flatMap((ending) => ways[ending]!)),
    meetings: (context, controls) =>
      round(context).meeting?.status === "planned" &&
      values(controls).join() === "on,off" &&
      unticked(context, controls, {} as Form),
  },
  deadline: {
    round: is((context) => round(context).number),
    deadline: is((context) => lastDay(round(context).deadline)),
  },
  reported: {
    round: is((context) => round(context).number),
    version: is((context) => round(context).version),
    submission: fresh,
    // whose own opinion is there is not reported over
    reviewer: people((context) =>
      round(context).reviewers.filter((id) => {
        const last = round(context).given.findLast(({ by }) => by === id);
        return last === undefined || last.reported !== undefined;
      }),
    ),
    choice: among(() => choices),
    reason: empty,
    channel: among(() => ["mail", "telephone", "meeting"]),
    received: empty,
    note: empty,
  },
  "review/decision": {
    round: is((context) => (isOpen(context) ? round(context).number : undefined)),
    version: is((context) => round(context).version),
    submission: fresh,
    choice: among(() => choices),
    reason: empty,
  },
  "review/delegation": {
    round: is((context) => (isOpen(context) ? round(context).number : undefined)),
    submission: fresh,
    ...{ name: empty, address: empty, organisation: empty, word: empty },
  },
  "delegations/:one": {
    settle: among((context) => (delegate(context).name ? ["confirm", "refuse"] : ["refuse"])),
    name: is((context) => delegate(context).name),
    organisation: is((context) => delegate(context).organisation),
    language: unticked,
  },
  "meeting/plan": {
    seen: known,
    kind: among(
      () => ["network", "internal", "national", "external", "regional", "restitution"],
      () => ["internal"],
    ),
    ...{ title: empty, until: empty, call: empty },
    // another than the one that was called off has a day of its own
    date: is(({ meeting }) => (meeting!.status === "off" ? "" : meeting!.date)),
    starts: is(({ meeting }) => meeting!.starts),
    ends: is(({ meeting }) => meeting!.ends),
    place: is(({ meeting }) => meeting!.place),
    actions: (context, controls) =>
      isSame(values(controls.filter(({ checked }) => checked)), context.meeting!.actions) &&
      controls.every(({ value, label }) => labelOfAction(context, value) === label),
    answers: (context, [control]) => control!.value === "" || labelOfAction(context, control!.value) !== undefined,
    matters: (context, controls) =>
      isSame(
        values(controls.filter(({ checked }) => checked)),
        context.meeting!.documents.map((id) => `version:${id}`),
      ) && controls.every(({ value, label }) => isMatter(context, value, label)),
    lines: is((context) => context.meeting!.words.map((ref) => textOf(context, ref)).join("\n")),
    invited: holders(({ meeting }) => meeting!.invited),
    search: () => true,
  },
  "meeting/agenda": {
    item: among(({ meeting }) => (meeting!.status === "planned" ? ["document", "words"] : [])),
  },
  "meeting/decisions/:one": {
    seen: known,
    words: is((context) => textOf(context, decisionOf(context)?.words)),
    person: is((context) => decisionOf(context)?.person),
    due: is((context) => decisionOf(context)?.due),
  },
  "meeting/decisions/:one/chases": {
    from: ({ kind }, controls) => controls.every(({ value }) => value === kind || value.startsWith("person:")),
    confirmed: unticked,
  },
  "meeting/decisions/:one/closing": {
    as: (context, controls, form) =>
      among(() => (decisionOf(context)?.closed ? ["open"] : ["done", "dropped"]))(context, controls, form),
  },
  shares: {
    share: fresh,
    label: empty,
    until: is(({ today }) => addDays(today, 30)),
  },
  "shares/:one/end": { confirmed: ({ office }, controls) => office && controls.every(({ checked }) => !checked) },
  download: {
    confirmed: (context, controls, form) =>
      context.doc!.funders.includes(context.reader!.id) && unticked(context, controls, form),
  },
  "meeting/cancellation": { reason: empty, confirmed: unticked },
  "meeting/record": {
    seen: known,
    present: people(
      ({ meeting }) => meeting!.invited,
      ({ meeting }) => meeting!.present,
    ),
    others: people(({ meeting, present }) => present!.filter((id) => !meeting!.invited.includes(id))),
    outsiders: is(() => 0),
    "item-document": among(() => ["settled", "postponed"]),
    "item-words": among(() => ["settled", "postponed"]),
    minutes: is((context) => textOf(context, context.meeting!.minutes)),
    confirmed: (context, controls, form) => context.meeting!.status === "planned" && unticked(context, controls, form),
    ...decisionRows,
    search: () => true,
  },
  "meeting/document": {
    id: (_, [control]) => control!.value !== "",
    confirmed: (context, controls, form) => context.meeting!.status === "held" && unticked(context, controls, form),
  },
  edition: {
    reason: empty,
    way: (context, controls, form) =>
      kindOf(context).editions === "correction" && among(() => ["round", "correction"])(context, controls, form),
    ...{ dueDraft: empty, dueFinal: empty },
  },
  "edition/correction": { version: is((context) => versions(context).at(-1)), confirmed: unticked },
  "edition/abandonment": { reason: empty, confirmed: unticked },
  withdrawal: {
    title: empty,
    reason: empty,
    // of a final the files go, which is to be said
    gone: (context, controls, form) => context.doc!.outputs !== undefined && unticked(context, controls, form),
  },
  undo: {
    of: (context, [control]) => {
      const last = lastAct(context.doc!);
      const { office = false } = (last && undoable[last.type]) ?? {};
      const isTheirs = last?.by === context.reader!.id || (office && context.office);
      return isTheirs && last!.type in undoable && control!.value === String(last!.seq);
    },
    back: (context, [control]) => control!.value.startsWith(`/deliverables/${context.doc!.id}`),
    confirmed: unticked,
  },
  redline: { from: compared, to: compared },
  "origin/redline": { from: is(({ doc }) => doc!.origin!.version), to: is((context) => versions(context).at(-1)) },
  "contributions/:one": disposing,
  "carried/:one": disposing,
  corrections: {
    base: is((context) => versions(context).at(-1)),
    seen: known,
    round: is((context) => remarked(context).number),
    remark: (context, [control]) => {
      const remark = unanswered(remarked(context)).find(({ id }) => id === control!.value);
      const type = offered({ ...context, ...(remark && { remark }) })?.type ?? "";
      return stageOf(context.doc!) === "draft" && ["correction", "addition"].includes(type);
    },
    confirmed: unticked,
  },
  // what takes out one of the remarks that were not sent
  remarks: {
    round: is((context) => round(context).number),
    version: is((context) => round(context).version),
    type: is(() => "comment"),
    remove: is(() => "true"),
  },
  "remarks/sending": {
    round: is((context) => round(context).number),
    version: is((context) => round(context).version),
    submission: fresh,
    confirmed: unticked,
  },
  copies: { format: unticked },
  files: { key: () => true, policy: () => true, file: empty, "x-amz-date": () => true },
};

/** The decision that a page is about. */
const decisionOf = ({ meeting, thing }: Context) => meeting!.decisions.find(({ id }) => id === thing);

/** Whom a proposal names. */
function delegate(context: Context): { name?: string; organisation?: string } {
  const proposals = context.doc!.rounds.flatMap((each) => each.proposals);
  return JSON.parse(textOf(context, proposals.find(({ submission }) => submission === context.thing)?.to) || "{}");
}

/** A version to compare: one to choose among, or the one that the address names. */
function compared(context: Context, controls: readonly Control[], form: Form): boolean {
  const [first] = controls;
  if (first?.type !== "hidden") return among(comparable)(context, controls, form);
  return first.value === new URLSearchParams(context.thing).get(first.name);
}
