import { webApp } from "../../../functions/web/app.ts";
import { searched } from "../../../functions/web/components/searching.ts";
import { openStaticFiles } from "../../../functions/web/http/assets.ts";
import type { OutboxLetter } from "../../../functions/web/http/context.ts";
import { adoptAll } from "../../../shared/acts/adopt-seminars.ts";
import { createOnce } from "../../../shared/acts/create.ts";
import { putDelegate } from "../../../shared/acts/delegate.ts";
import { beginDerived } from "../../../shared/acts/derive.ts";
import { enterLines } from "../../../shared/acts/entering.ts";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { sendStatement } from "../../../shared/acts/statement.ts";
import { pairDraft } from "../../../shared/acts/translation.ts";
import { writeZip } from "../../../shared/archive/zip.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Command } from "../../../shared/deliverable/command.ts";
import { newestVersion } from "../../../shared/deliverable/origins/translation.ts";
import type { Choice, PartPlan } from "../../../shared/deliverable/state.ts";
import type { ActionRef } from "../../../shared/programme/state.ts";
import type { Settings } from "../../../shared/settings.ts";
import { agreements, loadAgreement } from "../../../shared/stored/agreement.ts";
import { putBatch } from "../../../shared/stored/batch.ts";
import { awaitCopy } from "../../../shared/stored/copy.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { makeLink, type NewLink } from "../../../shared/stored/link.ts";
import { objectKey, sourceKey, uploadKey } from "../../../shared/stored/objects.ts";
import { changeOrganisation, getOrganisation, type OrganisationRole } from "../../../shared/stored/organisation.ts";
import { draftCopyKey, proofCopyKey, redlineKey } from "../../../shared/stored/outputs.ts";
import { addPerson, changePerson, type Person, removePerson } from "../../../shared/stored/person.ts";
import { programmes } from "../../../shared/stored/programme.ts";
import { keepProofArchive } from "../../../shared/stored/proof-archive.ts";
import { endLinks } from "../../../shared/stored/revocation.ts";
import { shareToken } from "../../../shared/stored/share.ts";
import { putText } from "../../../shared/stored/text.ts";
import { pin } from "../../../shared/stored/version.ts";
import type { FileRef, LocalDate, PersonId } from "../../../shared/values.ts";
import * as money from "../../agreement/sample.ts";
import { fixture } from "../../formats/drafts.ts";
import { action, plan } from "../../programme/sample.ts";
import { openWorld } from "../../world.ts";
import { arrive, completeDraft, type Network, openTestNetwork, pass, putOutputs, stateOf } from "../network.ts";
import { happened } from "../notify/scenes.ts";

/** Everyone that someone may be to a deliverable, or may have been, in the order of the table's columns. */
export const roles = {
  any: "anyone, without a link",
  coo: "the coordinator",
  aut: "an author",
  wri: "someone of an organisation that writes",
  lef: "someone who left that organisation since",
  xau: "an author until the third round",
  rev: "a reviewer, who has not decided in the third round",
  hat: "a reviewer who belongs to an organisation that writes",
  xre: "a reviewer until the third round",
  gue: "a guest of the third round's meeting",
  xgu: "a guest of the second round's meeting",
  fun: "a funder",
  col: "a colleague who joined an organisation that funds once all that was there",
  xfu: "a funder until after the final documents, who pays for another action",
  out: "someone of a member of the network who is nothing to the deliverable",
  lnk: "a reviewer whose links were all ended",
  rem: "an author who was taken out of the directory since, their browser still open",
  acc: "a reviewer whose access to the deliverable was ended, who asked for a new link",
  rvl: "a reviewer of everything whom a link let in to the review of the first deliverable alone",
  mel: "a guest of every meeting whom a link let in to the one of April alone",
} as const;
export type Role = keyof typeof roles;

/** What the addresses of a deliverable are filled with, by the names of their parameters. */
export type Facts = Record<string, string> & { id: string };

export type Everyone = {
  network: Network;
  app: ReturnType<typeof webApp>;
  people: Record<Exclude<Role, "any">, Person>;
  cookies: Record<Role, string>;
  /**
   * `note`: under review for the third time, with facts of its first two rounds; `newer`: the same, with those of the
   * third; `done`: final; `again`: final in its second edition, with a part proposed for the next; `gone`: withdrawn while it was reviewed; `veiled`: reviewed anonymously, final; `parted`: to be
   * written in two parts, one of them by who left; `derived`: a draft whose text began as that of `done`; `twin`: a draft
   * that translates `done`.
   */
  facts: Record<"note" | "newer" | "done" | "again" | "gone" | "veiled" | "parted" | "derived" | "twin", Facts>;
  /** A file that pages link. */
  asset: string;
  /** How often the store was committed to, or a file put. */
  writes(): number;
};

/** Words that the third round has and the two before have not; and what another reviewer offered in it. */
export const newWords = ["Un paragraphe du troisième tour", "titre remanié"];
export const othersWords = "Une remarque du troisième tour";
export const titles = {
  note: "Premier livrable",
  done: "Livrable abouti",
  again: "Livrable réédité",
  gone: "Livrable retiré",
  veiled: "Livrable anonyme",
  parted: "Livrable en parties",
  derived: "Livrable dérivé",
  twin: "Livrable traduit",
  action: "Interculturalité et dialogue",
};

/** A network in which everyone there can be is something to five deliverables, all that they have being there. */
export async function openEveryone(changes: Partial<Settings> = {}): Promise<Everyone> {
  let anonymous = false;
  const network = await openTestNetwork(changes, openWorld());
  const { ports, settings } = network;
  ports.assets = withAnonymous(ports.assets, () => anonymous);
  const people = await everyPerson(network);
  const facts = {
    note: await reviewedThrice(network, people),
    done: await approved(network, people, titles.done),
    again: await corrected(network, people),
    gone: await withdrawn(network, people),
    parted: await inParts(network, people),
  };
  const label = await putText(ports, "Chargée de mission, préfecture");
  const shared = { share: "partage", label, expires: "2008-04-01T22:00:00.000Z" };
  await act(network, facts.done.id, people.coo, { type: "share", ...shared });
  const link = { deliverable: facts.done.id, share: shared.share };
  facts.done.token = await shareToken(ports, link, { person: people.coo, expires: shared.expires });
  const derived = await deriving(network, people, facts.done.id);
  const twin = await translating(network, people, facts.done.id);
  anonymous = true;
  const veiled = await approved(network, people, titles.veiled);
  anonymous = false;
  const newer = await factsOf(network, facts.note.id, 2);
  people.col = await changePerson(ports, people.col.id, { organisation: "FINANCEURS" });
  people.lef = await changePerson(ports, people.lef.id, { organisation: "CREFE" });
  await addProgramme(network);
  await adoptAll(ports);
  await addMeetings(network, people, { ...facts, veiled });
  await addAgreements(network);
  let written = 0;
  const counted = <T extends object>(of: T, ...names: (keyof T)[]): T => {
    const counting =
      (name: keyof T) =>
      (...given: never[]) => {
        written++;
        return (of[name] as (...given: never[]) => unknown).call(of, ...given);
      };
    return Object.assign(Object.create(of), Object.fromEntries(names.map((name) => [name, counting(name)])));
  };
  const store = counted(ports.store, "commit");
  const files = counted(ports.files, "put", "putChunks");
  const outbox = {
    list: async () => ({ letters: [letter], total: 1 }),
    read: async (name: string) => (name === letter.name ? letter : undefined),
  };
  const app = webApp({ ...ports, store, files }, { settings, outbox });
  const cookies = await cookiesOf(network, app, people, facts.note.id);
  const asset = (await openStaticFiles(ports.assets)).href("livrable.css") ?? "";
  return {
    network,
    app,
    people,
    cookies,
    asset,
    facts: { ...facts, derived, twin, veiled, newer },
    writes: () => written,
  };
}

/**
 * The programme "2008": an action that an author's organisation steers and a funder's pays for, one that the other funder's pays
 * for, and one that was removed. A document that it is to be made into.
 */
async function addProgramme({ ports, people }: Network): Promise<void> {
  const by = { person: people.coordinator.id, coordinator: true };
  for (const [id, role] of Object.entries(organisations))
    await changeOrganisation(ports, id, { ...(await getOrganisation(ports.store, id))!, roles: [role] });
  await issue(programmes, ports, "2008", {
    ...{ type: "replace", by, id: "2008", ...plan },
    actions: [
      action("interculturalite", {
        title: titles.action,
        steering: { organisations: ["cofrimi", "redacteurs"] },
        funding: { by: ["acse", "financeurs"] },
        expected: [{ what: "document", id: "note", title: "Note", count: 1, sources: [] }],
      }),
      action("capitalisation", { funding: { by: ["drac"] }, concerned: [] }),
      action("retiree", { steering: { organisations: ["cofrimi", "crefe"] }, funding: { by: ["acse"] } }),
    ],
  });
  await issue(programmes, ports, "2008", { type: "removeAction", by, action: "retiree" });
  await createOnce(ports, {
    ...{ type: "create", by, id: "programme-2008", kind: "work-programme", title: plan.title, language: "fr" },
    ...{ action: "2008/capitalisation", authors: [by.person], reviewers: [], funders: [], quorum: 1, due: {} },
    parts: [{ id: "part-1", title: "" }],
  });
}

/**
 * `avril`, planned, discusses the note under review; `mars` and `cachee` were held, on the final ones, and decided something that the guest is
 * to do.
 */
async function addMeetings(
  network: Network,
  people: People,
  { note, done, veiled }: Pick<Everyone["facts"], "note" | "done" | "veiled">,
) {
  const { ports } = network;
  const by = { person: people.coo.id, coordinator: true };
  const plan = {
    kind: "internal",
    title: "",
    actions: ["2008/interculturalite"],
    organiser: by.person,
    place: "Metz",
  } as const;
  const add = async (id: string, date: string, deliverable: string, invited: PersonId[]) =>
    issueMeeting(ports, id, {
      ...{ type: "plan", by, id, ...plan, actions: [...plan.actions], date, invited },
      agenda: [{ id: "document", what: "version", deliverable }],
    });
  await add("avril", "2008-04-03", note.id, [people.gue.id, people.mel.id]);
  const words = await putText(ports, "Écrire aux membres");
  for (const [id, { id: deliverable }] of [
    ["mars", done],
    ["cachee", veiled],
  ] as const) {
    const present = [people.rev.id, people.hat.id, people.gue.id, people.mel.id];
    await add(id, "2008-03-02", deliverable, present);
    const resolutions = [{ id: "ecrire", words, person: people.gue.id }];
    const minutesFile = await putMinutes(network);
    await issueMeeting(ports, id, {
      type: "record",
      by,
      present,
      outsiders: 0,
      minutesFile,
      resolutions,
      today: "2008-03-03",
    });
  }
}

/** One of the action that an author's organisation steers, signed, with a payment; two of the other funder, one of them only considered. */
async function addAgreements({ ports, people }: Network): Promise<void> {
  const by = { person: people.coordinator.id, coordinator: true };
  const opened = async (id: string, funder: string, stage: "considered" | "signed", action: ActionRef) => {
    const how = {
      ...money.portal,
      id,
      funder,
      reference: "",
      title: "Convention",
      actions: [action],
      terms: [money.days, { id: "missions", words: "Missions", unit: "mission", account: "62" } as const],
    };
    const asked = { type: "open", stage, on: "2008-01-15", today: "2008-03-03", ...how } as const;
    await issue(agreements, ports, id, { ...asked, by });
  };
  await opened("acse-2008", "acse", "signed", "2008/interculturalite");
  await opened("drac-2008", "drac", "considered", "2008/capitalisation");
  await opened("drac-2009", "drac", "signed", "2008/capitalisation");
  const payment = { ...money.payment, id: "acompte", on: "2008-02-20" };
  await issue(agreements, ports, "acse-2008", { type: "pay", by, payment, today: "2008-03-03" });
  const proof = await putMinutes({ ports } as Network);
  const line = { id: "ligne", agreement: "acse-2008", holder: "org:cofrimi", date: "2008-02-12" } as const;
  const what = { action: "2008/interculturalite", term: "journees", quantity: 100, person: people.author.id } as const;
  await enterLines(ports, by, [{ ...line, ...what, proof }], "2008-03-03");
  const paid = (await loadAgreement(ports.store, "acse-2008"))!.state;
  const words = { network: "RECI", language: "fr", timeZone: "Europe/Paris", meetingTitle: () => "Réunion" } as const;
  await sendStatement(ports, by, words, paid, { id: "envoye", from: paid.from, until: paid.until });
}

const organisations: Record<string, OrganisationRole> = {
  ...{ cofrimi: "member", redacteurs: "member", oriv: "member", crefe: "member" },
  ...{ acse: "funder", financeurs: "funder", drac: "funder" },
};

const letter: OutboxLetter = {
  ...{ name: "lettre", date: "Mon, 3 Mar 2008 09:00:00 +0000", to: "direction@oriv.example", subject: "Avis demandé" },
  ...{ text: "Bonjour", html: "<p>Bonjour</p>", calendar: "BEGIN:VCALENDAR" },
};

function withAnonymous(assets: Network["ports"]["assets"], isAnonymous: () => boolean): Network["ports"]["assets"] {
  return {
    ...assets,
    read: async (path) => {
      const bytes = await assets.read(path);
      if (path !== "framing-note/kind.json" || !isAnonymous()) return bytes;
      const kind = JSON.parse(Buffer.from(bytes).toString("utf8"));
      return Buffer.from(JSON.stringify({ ...kind, round: { ...kind.round, anonymous: true } }));
    },
  };
}

async function everyPerson(network: Network): Promise<Everyone["people"]> {
  const { coordinator, author, first, funder, stranger } = network.people;
  const add = (name: string, organisation: string) =>
    addPerson(network.ports, {
      ...{ name, organisation, address: `${searched(name).replaceAll(" ", "-")}@reseau.example` },
      ...{ language: "fr", coordinator: false },
    });
  return {
    ...{ coo: coordinator, aut: author, rev: first, fun: funder, out: stranger },
    wri: await add("Rédaction", "REDACTEURS"),
    lef: await add("Rédaction ailleurs", "REDACTEURS"),
    hat: await add("Relecture en structure", "REDACTEURS"),
    xau: await add("Rédaction partie", "PARTIE"),
    xre: await add("Relecture partie", "EPI"),
    gue: await add("Personne invitée", "INVITEE"),
    xgu: await add("Personne invitée autrefois", "AUTREFOIS"),
    col: await add("Financement arrivé", "ailleurs"),
    xfu: await add("Financement parti", "DRAC"),
    lnk: await add("Relecture sans lien", "SANSLIEN"),
    acc: await add("Relecture sans accès", "SANSACCES"),
    rem: await add("Rédaction retirée", "RETIREE"),
    rvl: await add("Relecture par un lien", "PARLIEN"),
    mel: await add("Personne invitée par un lien", "PARLIEN"),
  };
}

type People = Everyone["people"];
/** A command without who asks and what the round there is says. */
type Asked = {
  [T in Command["type"]]: Omit<Extract<Command, { type: T }>, "by" | "round" | "version"> & { version?: string };
}[Command["type"]];

async function act(network: Network, id: string, by: Person, asked: Asked): Promise<void> {
  const inRound = ![
    "create",
    "amend",
    "requestUpload",
    "submit",
    "withdraw",
    "endAccess",
    "openEdition",
    "declareCorrection",
  ].includes(asked.type);
  const round = inRound ? (await stateOf(network, id)).rounds.at(-1)! : undefined;
  const about = round ? { round: round.number, version: round.version } : {};
  const command = { ...about, ...asked, by: { person: by.id, coordinator: by.coordinator } } as Command;
  await issue(deliverables, network.ports, id, command);
}

async function create(network: Network, people: People, title: string, kind = "framing-note"): Promise<string> {
  const id = network.ports.ids();
  const ids = (...of: Person[]): PersonId[] => of.map((person) => person.id);
  await act(network, id, people.coo, {
    ...{ type: "create", id, kind, title, action: actionOf(title), language: "fr", quorum: 1 },
    authors: [...ids(people.aut, people.xau, people.rem), "org:redacteurs"],
    reviewers: ids(people.rev, people.xre, people.lnk, people.acc, people.hat, people.rvl),
    ...{ funders: [...ids(people.fun, people.xfu), "org:financeurs"], due: {}, parts: partsOf(kind, people) },
  });
  return id;
}

/** Of the programme's action, one under review and one that was reviewed anonymously. */
function actionOf(title: string): string {
  return title === titles.note || title === titles.veiled ? "2008/interculturalite" : "Interculturalité";
}

function partsOf(kind: string, { aut, xau }: People): PartPlan[] {
  if (kind === "framing-note") return [{ id: "part-1", title: "" }];
  return [aut, xau].map(({ id, organisation }, index) => ({
    id: `part-${index + 1}`,
    title: organisation,
    owners: [id],
  }));
}

/** A file of some words and an image, sent and read. */
async function draft(network: Network, people: People, id: string, words: string, image: string): Promise<string> {
  const { ports } = network;
  const upload = ports.ids();
  await act(network, id, people.aut, { type: "requestUpload", upload, part: "part-1", name: "cadrage.zip" });
  const text = `${completeDraft}\n${words}\n\n![Un graphique décrit](${image})\n`;
  const entries = [
    { name: "cadrage.md", bytes: Buffer.from(text) },
    { name: image, bytes: fixture(image) },
  ];
  const chunks = await Array.fromAsync(writeZip(from(entries), "2008-03-03"));
  await arrive(network, id, upload, Buffer.concat(chunks));
  return upload;
}

/** A draft of some words and an image, read and submitted, its files set. */
async function submit(network: Network, people: People, id: string, words: string, image: string): Promise<void> {
  const { ports } = network;
  await draft(network, people, id, words, image);
  const { versions, rounds, kind } = await stateOf(network, id);
  const version = versions.at(-1)!.hash;
  const deadline = "2008-05-12T22:00:00.000Z";
  await act(network, id, people.aut, { type: "submit", version, deadline, ...(await pin(ports, kind)) });
  const put = (key: string, content: string) => ports.files.put(key, Buffer.from(content), "application/octet-stream");
  for (const format of ["pdf", "docx"] as const) await put(proofCopyKey(version, format), "%PDF-");
  await put(proofCopyKey(version, "svg"), "<svg/>");
  await put(
    proofCopyKey(version, "json"),
    JSON.stringify([
      { format: "pdf", bytes: 5, pages: 1 },
      { format: "docx", bytes: 5 },
      { format: "svg", bytes: 6, sha256: "", width: 595, height: 842 },
    ]),
  );
  for (const before of rounds.map((round) => round.version))
    for (const format of ["html", "docx", "json"] as const)
      await put(redlineKey(before, version, format), format === "json" ? '{"changes":1}' : "<p>Changé</p>");
}

async function* from<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function decide(network: Network, id: string, by: Person, choice: Choice): Promise<void> {
  const { number } = (await stateOf(network, id)).rounds.at(-1)!;
  const reason = choice === "requestChanges" ? { reason: await putText(network.ports, "Préciser.") } : {};
  await act(network, id, by, { type: "decide", submission: `avis-${by.id}-${number}`, choice, ...reason });
}

/** A draft that began as the final version of another, with a remark of it to answer; nobody but these has to do with it. */
async function deriving(network: Network, people: People, source: string): Promise<Facts> {
  const { ports, settings } = network;
  const from = await stateOf(network, source);
  const [id, by] = [ports.ids(), { person: people.coo.id, coordinator: true }];
  await createOnce(ports, {
    ...{ type: "create", by, id, kind: "plain", title: titles.derived, action: "Interculturalité", language: "fr" },
    ...{
      authors: [people.aut.id, people.rem.id, "org:redacteurs"],
      reviewers: [people.rev.id, people.hat.id, people.rvl.id],
      funders: [],
    },
    ...{ quorum: 1, due: {}, parts: [{ id: "part-1", title: "" }] },
    derivesFrom: { deliverable: source, version: from.final!.version },
  });
  await beginDerived(ports, by, id, { ...settings, seat: () => undefined });
  await ports.files.put(
    draftCopyKey((await stateOf(network, id)).versions.at(-1)!.hash),
    Buffer.from("PK"),
    "application/zip",
  );
  const survey = { id: "enquete", title: "Enquête", what: "file", file: await putMinutes(network) } as const;
  await issue(deliverables, ports, id, { type: "addSource", by, source: survey });
  const { derivesFrom, versions } = await stateOf(network, id);
  const [remark = ""] = Object.keys(derivesFrom?.carried?.remarks ?? {});
  for (const format of ["html", "docx", "json"] as const) {
    const key = redlineKey(derivesFrom!.version, versions.at(-1)!.hash, format);
    await ports.files.put(key, Buffer.from(format === "json" ? '{"changes":1}' : "<p>Changé</p>"), "text/plain");
  }
  return { id, version: versions.at(-1)!.hash, remark };
}

/** A draft that translates the final version of another, paired with it; nobody but these has to do with it. */
async function translating(network: Network, people: People, source: string): Promise<Facts> {
  const { ports } = network;
  const [id, by] = [ports.ids(), { person: people.coo.id, coordinator: true }];
  const from = newestVersion(await stateOf(network, source))!;
  await createOnce(ports, {
    ...{ type: "create", by, id, kind: "plain", title: titles.twin, action: "Interculturalité", language: "en" },
    ...{
      authors: [people.aut.id, people.rem.id, "org:redacteurs"],
      reviewers: [people.rev.id, people.hat.id, people.rvl.id],
      funders: [],
    },
    ...{ quorum: 1, due: {}, parts: [{ id: "part-1", title: "" }] },
    translates: { deliverable: source, language: "fr", from },
  });
  await issue(deliverables, ports, source, { type: "noteTranslation", by, translation: id, language: "en" });
  const upload = ports.ids();
  await act(network, id, people.aut, { type: "requestUpload", upload, part: "part-1", name: "twin.md" });
  await arrive(network, id, upload, Buffer.from("# Context\n\nA paragraph.\n"));
  const version = (await stateOf(network, id)).versions.at(-1)!.hash;
  await pairDraft(ports, { deliverable: id, version });
  return { id, version };
}

/** Two rounds and a third that is open; who left did so between the second and the third. */
async function reviewedThrice(network: Network, people: People): Promise<Facts> {
  const { ports } = network;
  const id = await create(network, people, titles.note);
  await submit(network, people, id, "Un paragraphe du premier tour.", "chart.png");
  await decide(network, id, people.rev, "requestChanges");
  await act(network, id, people.coo, { type: "closeRound", unresolved: false });
  await submit(network, people, id, "Un paragraphe du deuxième tour.", "images/grey.jpg");
  const minutesFile = await putMinutes(network);
  await seminar(network, id, "2008-03-02", people.xgu);
  await happened(network, id, { type: "seminarHeld", data: { round: 2, present: [people.xgu.id], minutesFile } });
  await remark(network, id, people.xre, "deux", "Une remarque du deuxième tour.");
  await decide(network, id, people.xre, "requestChanges");
  await act(network, id, people.coo, {
    ...{ type: "report", reviewer: people.lnk.id, submission: "rapport", choice: "abstain" },
    reported: { channel: "mail", received: "2008-03-03", file: minutesFile },
  });
  await act(network, id, people.coo, { type: "closeRound", unresolved: false });
  const two = await factsOf(network, id, 1);
  const left = {
    ...{ authors: [people.aut.id, people.rem.id, "org:redacteurs"], funders: [people.fun.id, "org:financeurs"] },
    reviewers: [people.rev.id, people.lnk.id, people.acc.id, people.hat.id, people.rvl.id],
  };
  await act(network, id, people.coo, { type: "amend", ...left });
  await submit(network, people, id, `${newWords[0]}.`, "images/rgb.jpg");
  await act(network, id, people.coo, { type: "amend", title: `${titles.note}, ${newWords[1]}` });
  await seminar(network, id, "2008-04-03", people.gue);
  await remark(network, id, people.acc, "trois", `${othersWords}.`);
  const to = await putDelegate(ports, { name: "Adjointe", address: "adjointe@epi.example", organisation: "EPI" });
  await act(network, id, people.lnk, { type: "delegate", submission: "relais", to });
  await ports.files.put(uploadKey("arrive"), Buffer.from("%PDF-"), "application/pdf");
  for (const [person, upload] of [
    ["rev", "copie-rev"],
    ["xre", "copie-xre"],
  ] as const) {
    const { number: round, version } = (await stateOf(network, id)).rounds[person === "rev" ? 2 : 1]!;
    await awaitCopy(ports, { deliverable: id, person: people[person].id, upload, round, version, name: "copie.docx" });
    await ports.files.put(uploadKey(upload), Buffer.from("PK"), "application/zip");
  }
  await shutOut(network, people, id);
  return two;
}

/** The seminar of the last round, as a release of before kept it: it becomes a meeting. */
async function seminar(network: Network, id: string, date: LocalDate, guest: Person): Promise<void> {
  const { number: round } = (await stateOf(network, id)).rounds.at(-1)!;
  await happened(network, id, { type: "seminarPlanned", data: { round, date, place: "Metz", invited: [guest.id] } });
}

/** The minutes of a meeting as a file that came, and what the deliverable keeps of it. */
async function putMinutes({ ports }: Network): Promise<FileRef> {
  const hash = "5".repeat(64);
  await ports.files.put(sourceKey(hash), Buffer.from("%PDF-"), "application/pdf");
  return { hash, name: "compte-rendu.pdf", mediaType: "application/pdf", bytes: 5 };
}

async function remark(network: Network, id: string, by: Person, name: string, text: string): Promise<void> {
  const offer = await putBatch(network.ports, [{ id: name, type: "comment", text }]);
  await act(network, id, by, { type: "contribute", submission: `remarques-${name}`, offer });
}

async function shutOut(network: Network, people: People, id: string): Promise<void> {
  await act(network, id, people.coo, { type: "endAccess", person: people.acc.id });
  await endLinks(network.ports, { deliverable: id, person: people.acc.id }, people.coo.id);
}

/** Final in one round; who wrote or funded it once left after that, with the dossier that was made then. */
async function approved(network: Network, people: People, title: string): Promise<Facts> {
  const { ports } = network;
  const id = await create(network, people, title);
  await submit(network, people, id, "Un paragraphe approuvé.", "chart.png");
  await seminar(network, id, "2008-03-02", people.gue);
  const minutesFile = await putMinutes(network);
  await happened(network, id, { type: "seminarHeld", data: { round: 1, present: [people.gue.id], minutesFile } });
  await remark(network, id, people.rev, `sur-${id}`, "Une remarque.");
  await decide(network, id, people.rev, "approve");
  await act(network, id, people.coo, { type: "closeRound", unresolved: false, asIs: true });
  await putOutputs(network, id);
  // its final comes to those who fund it before one of them leaves
  pass(network);
  const { seq } = await stateOf(network, id);
  const key = objectKey("dossiers", `${id}.zip`);
  await ports.files.put(key, Buffer.from("PK"), "application/zip");
  await keepProofArchive(ports.store, id, {
    key,
    seq,
    bytes: 2,
    sha256: "0".repeat(64),
    made: "2008-03-03T09:00:00.000Z",
    signed: "k1",
  });
  await act(network, id, people.coo, {
    type: "amend",
    authors: [people.aut.id, people.rem.id, "org:redacteurs"],
    funders: [people.fun.id, "org:financeurs"],
  });
  await shutOut(network, people, id);
  return factsOf(network, id, 0);
}

/** A second edition that its coordinator declared, and a file sent since. */
async function corrected(network: Network, people: People): Promise<Facts> {
  const { ports } = network;
  const facts = await approved(network, people, titles.again);
  const { id } = facts;
  const reason = await putText(ports, "Un chiffre était faux.");
  await act(network, id, people.coo, { type: "openEdition", reason, way: "correction", mayCorrect: true });
  await draft(network, people, id, "Un paragraphe corrigé.", "chart.png");
  const { versions } = await stateOf(network, id);
  const version = versions.at(-1)!.hash;
  await act(network, id, people.coo, { type: "declareCorrection", version });
  await putOutputs(network, id);
  for (const format of ["html", "docx", "json"] as const)
    await ports.files.put(
      redlineKey(facts.version!, version, format),
      Buffer.from(format === "json" ? '{"changes":1}' : "<p>Changé</p>"),
      "application/octet-stream",
    );
  return { ...facts, upload: await draft(network, people, id, "Un paragraphe proposé.", "chart.png") };
}

async function inParts(network: Network, people: People): Promise<Facts> {
  const id = await create(network, people, titles.parted, "resource-dossier");
  await act(network, id, people.coo, { type: "amend", authors: [people.aut.id, people.rem.id, "org:redacteurs"] });
  await shutOut(network, people, id);
  return { id };
}

async function withdrawn(network: Network, people: People): Promise<Facts> {
  const id = await create(network, people, titles.gone);
  await submit(network, people, id, "Un paragraphe retiré.", "chart.png");
  await act(network, id, people.coo, { type: "withdraw", reason: await putText(network.ports, "Sans objet.") });
  await shutOut(network, people, id);
  return factsOf(network, id, 0);
}

/** What there is of one round (its place in the state), and of the version before. */
async function factsOf(network: Network, id: string, place: number): Promise<Facts> {
  const { rounds, versions, uploads } = await stateOf(network, id);
  const { version, decisions, contributions } = rounds[place]!;
  const [upload = ""] = Object.entries(uploads).find(([, each]) => each.version === version) ?? [];
  const assets = versions.find(({ hash }) => hash === version)?.manifest.parts[0]?.assets ?? [];
  return {
    ...{ id, version, upload, hash: assets[0] ?? "", from: rounds[place - 1]?.version ?? "", format: "pdf" },
    ...{
      submission: decisions.find(({ reported }) => !reported)?.submission ?? "",
      remark: Object.keys(contributions)[0] ?? "",
    },
  };
}

/** What a link lets somebody in to; `thing`: the deliverable under review. */
function onlyTo(role: string, thing: string): Pick<NewLink, "purpose" | "thing"> {
  if (role === "lnk" || role === "rvl") return { purpose: "review", thing };
  return role === "mel" ? { purpose: "meeting", thing: "avril" } : { purpose: "enter" };
}

/** Everyone comes in by a link to enter, but for those let in to one thing; of one all links were ended since, one was removed. */
async function cookiesOf(
  network: Network,
  app: Everyone["app"],
  people: People,
  thing: string,
): Promise<Record<Role, string>> {
  const cookies: [string, string][] = [["any", ""]];
  for (const [role, person] of Object.entries(people)) {
    const only = onlyTo(role, thing);
    const entered = await app.request(`/l/${await makeLink(network.ports, { person, days: 30, ...only })}`);
    cookies.push([role, entered.headers.getSetCookie()[0]?.split(";")[0] ?? ""]);
  }
  await endLinks(network.ports, { person: people.lnk.id }, people.coo.id);
  await removePerson(network.ports, people.rem.id);
  return Object.fromEntries(cookies) as Record<Role, string>;
}
