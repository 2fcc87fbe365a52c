import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Network } from "../../infra/local/network.ts";
import type { State, Upload } from "../../shared/deliverable/state.ts";
import { verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { loadEvents, loadState, rebuild } from "../../shared/stored/deliverable.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { addPerson } from "../../shared/stored/person.ts";
import { lettersIn } from "../outbox.ts";
import { type Running, untilIdle, untilTold } from "./over-http.ts";
import { startNetwork } from "./running.ts";
import { type Visitor, visitor } from "./visitor.ts";

const french = (contexte: string, titre = "L’accès aux droits") => `---
title: ${titre}
lang: fr
---

# Contexte

${contexte}

Les centres de ressources y travaillent ensemble depuis 2004.

# Calendrier

| Étape | Échéance |
|---|---|
| Note intermédiaire | 1er juillet 2008 |
| Note finale | 15 septembre 2008 |
`;

const english = (background: string) => `---
title: Access to rights
lang: en
---

# Background

${background}

The resource centres have worked on it together since 2004.

# Timetable

| Step | Due |
|---|---|
| Interim note | 1 July 2008 |
| Final note | 15 September 2008 |
`;

type Person = { id: string; visitor: Visitor };
type Cast = Record<"coordinator" | "author" | "translator" | "reviewer" | "proofreader", Person>;
type Standing = { missing: number; stale: number; orphan: number };
type Twins = {
  standing: Standing;
  from: { version: string };
  newest: { version: string };
  passages: {
    state: string;
    source?: { part: string; block: string; text?: string };
    was?: { text?: string };
    translation?: { part: string; block: string; text: string };
  }[];
};

test("a French note has its English twin: one edited block makes one block stale, and it is published so, on record", {
  timeout: 240_000,
}, async () => {
  const running = await startNetwork();
  try {
    await theTwins(running);
  } finally {
    await running.stop();
  }
});

async function theTwins({ network, url, later }: Running): Promise<void> {
  const cast = await gather(network, url);
  const { coordinator, author, translator, reviewer, proofreader } = cast;
  const plan = { kind: "plain", title: "L’accès aux droits", action: "Accès aux droits", quorum: 1 };
  const people = { reviewers: [reviewer.id], funders: [] };
  const source = await coordinator.visitor
    .send<{ id: string }>("/deliverables", { ...plan, ...people, language: "fr", authors: [author.id] })
    .then(({ id }) => id);
  const early = await coordinator.visitor.open(`/deliverables/new?translates=${source}`);
  expect(early.status).toBe(409);

  await deposit(author.visitor, source, "note.md", french("L’accès aux droits concerne 3 régions."));
  await submit(author.visitor, network, source);

  // the form is prefilled with the other language, and its own is refused
  const form = await (await coordinator.visitor.open(`/deliverables/new?translates=${source}`)).text();
  expect(form).toMatch(/value="en" checked/);
  const twin = {
    ...plan,
    title: "Access to rights",
    authors: [translator.id],
    reviewers: [proofreader.id],
    funders: [],
  };
  const same = await coordinator.visitor.trySend("/deliverables", { ...twin, language: "fr", translates: source });
  expect(same.status).toBe(400);
  const id = await coordinator.visitor
    .send<{ id: string }>("/deliverables", { ...twin, language: "en", translates: source })
    .then((made) => made.id);
  expect((await stateOf(network, source)).translations).toEqual([{ deliverable: id, language: "en" }]);
  expect(await (await coordinator.visitor.open(`/deliverables/${source}`)).text()).toMatch(
    /Access to rights\s»<\/a> – rien n’est encore déposé/,
  );

  await deposit(translator.visitor, id, "note.md", english("Access to rights concerns 3 regions."));
  await until(async () => (await stateOf(network, id)).translates?.pairing, "the pairing");
  const twins = () => translator.visitor.json<Twins>(`/deliverables/${id}/translation`);
  expect((await twins()).standing).toEqual({ missing: 0, stale: 0, orphan: 0 });
  expect(
    (await twins()).passages.map(({ source: one, translation: other }) => [one?.text, other?.text]),
  ).toContainEqual(["1er juillet 2008", "1 July 2008"]);

  // the source is sent back, and one of its paragraphs changes
  await decide(reviewer.visitor, network, source, "requestChanges", "Le nombre de régions est faux.");
  await coordinator.visitor.send(`/deliverables/${source}/closure`, { round: 1, outcome: "changesRequested" });
  await deposit(author.visitor, source, "note-2.md", french("L’accès aux droits concerne 5 régions."));
  const newest = await submit(author.visitor, network, source);
  await until(async () => (await stateOf(network, id)).translates?.newest.version === newest, "the newer source");
  expect((await twins()).standing).toEqual({ missing: 0, stale: 1, orphan: 0 });
  const stale = (await twins()).passages.find(({ state }) => state === "stale")!;
  expect([stale.was?.text, stale.source?.text, stale.translation?.text]).toEqual([
    "L'accès aux droits concerne 3 régions.",
    "L'accès aux droits concerne 5 régions.",
    "Access to rights concerns 3 regions.",
  ]);
  await until(async () => (await letters(network, "traduction@mpg.example")).length > 1, "the letter of the source");
  const told = (await letters(network, "traduction@mpg.example")).filter(({ subject }) =>
    subject.includes("1 passage"),
  );
  expect(told).toHaveLength(1);
  const link = /\/l\/\S+/.exec(told[0]!.text)![0];
  expect((await visitor(url).open(link)).url).toContain(`/deliverables/${id}/translation`);
  expect(await (await translator.visitor.open("/")).text()).toContain("1 passage à revoir");
  const page = await (await translator.visitor.open(`/deliverables/${id}/translation`)).text();
  expect(page).toContain("<del>3</del><ins>5</ins>");

  // opening its round asks; what is confirmed is on record
  const draft = (await stateOf(network, id)).versions.at(-1)!.hash;
  const refused = await translator.visitor.trySend(`/deliverables/${id}/submission`, { version: draft });
  expect([refused.status, await codeOf(refused)]).toEqual([409, "translation-behind"]);
  await translator.visitor.send(`/deliverables/${id}/submission`, { version: draft, behind: true });

  // who may read the translation, and not its source, is shown none of its words
  const seen = proofreader.visitor;
  const theirs = await seen.json<Twins>(`/deliverables/${id}/translation`);
  expect(theirs.standing.stale).toBe(1);
  expect(JSON.stringify(theirs)).not.toContain("régions");
  expect(await (await seen.open(`/deliverables/${id}/translation`)).text()).not.toContain("régions");

  await decide(seen, network, id, "approve");
  const closing = { round: 1, outcome: "approved" };
  const asked = await coordinator.visitor.trySend(`/deliverables/${id}/closure`, closing);
  expect([asked.status, await codeOf(asked)]).toEqual([409, "translation-behind"]);
  await coordinator.visitor.send(`/deliverables/${id}/closure`, { ...closing, behind: true });
  await until(async () => (await stateOf(network, id)).final?.outputs.length, "the final documents");
  const final = (await stateOf(network, id)).final!;
  expect(final.translation?.behind).toMatchObject({ missing: 0, stale: 1, orphan: 0 });
  const printed = await (await coordinator.visitor.open(`/deliverables/${id}/outputs/html`)).text();
  expect(printed).toMatch(/1 passage did not follow the version of .+ of its original \(1 stale\)/);

  await later(untilTold);
  await untilIdle(network);
  expect(await rebuild(network.ports.store, id)).toEqual(await stateOf(network, id));
  const types = (await Array.fromAsync(loadEvents(network.ports.store, id))).map(({ type }) => type);
  expect(types.filter((type) => type === "paired" || type === "sourceChanged")).toEqual(["paired", "sourceChanged"]);
  const archive = Buffer.from(
    await (await coordinator.visitor.open(`/deliverables/${id}/dossier/archive`)).arrayBuffer(),
  );
  const read = async (at: number, length: number) => archive.subarray(at, at + length);
  const verified = await verifyProofArchive({ size: archive.length, read });
  expect(verified.problems).toEqual([]);

  // what its coordinator published knowingly is nothing to do; its original changes again, and it is until somebody keeps it
  const owed = async () => (await translator.visitor.json<{ owed: { id: string; what: string }[] }>("/")).owed;
  expect(await owed()).toEqual([]);
  await decide(reviewer.visitor, network, source, "requestChanges", "Le nombre de régions est faux encore.");
  await coordinator.visitor.send(`/deliverables/${source}/closure`, { round: 2, outcome: "changesRequested" });
  await deposit(author.visitor, source, "note-3.md", french("L’accès aux droits concerne 7 régions."));
  const third = await submit(author.visitor, network, source);
  await until(async () => (await stateOf(network, id)).translates?.newest.version === third, "the third source");
  expect(await owed()).toMatchObject([{ id, what: "translation", count: 1 }]);
  const behind = (await twins()).passages.find(({ state }) => state === "stale")!.translation!;
  const seenPairing = (await stateOf(network, id)).translates!.pairing!.file;
  const keeping = { what: "current", seen: seenPairing, passages: [`${behind.part} ${behind.block}`] };
  await translator.visitor.send(`/deliverables/${id}/translation`, keeping);
  expect(await owed()).toEqual([]);
}

test("a stale passage is kept as it is, revised by a draft made of the newer source, or paired by hand", {
  timeout: 240_000,
}, async () => {
  const { network, url, stop } = await startNetwork();
  try {
    const { coordinator, author, translator, reviewer } = await gather(network, url);
    const plan = { kind: "plain", title: "L’accès aux droits", action: "Accès aux droits", quorum: 1 };
    const people = { reviewers: [reviewer.id], funders: [] };
    const create = async (more: object) =>
      (await coordinator.visitor.send<{ id: string }>("/deliverables", { ...plan, ...people, ...more })).id;
    const source = await create({ language: "fr", authors: [author.id] });
    await deposit(author.visitor, source, "note.md", french("L’accès aux droits concerne 3 régions."));
    await submit(author.visitor, network, source);
    const id = await create({ language: "en", authors: [translator.id], translates: source });
    const extra = english("Access to rights concerns 3 regions.").replace(
      "# Timetable",
      "Translator’s note: resource centres are local bodies.\n\n# Timetable",
    );
    await deposit(translator.visitor, id, "note.md", extra);
    await until(async () => (await stateOf(network, id)).translates?.pairing, "the pairing");
    const here = `/deliverables/${id}/translation`;
    const twins = () => translator.visitor.json<Twins>(here);
    const seen = async () => (await stateOf(network, id)).translates!.pairing!.file;
    const keyOf = (place: { part: string; block: string } | undefined) => `${place!.part} ${place!.block}`;
    expect((await twins()).standing).toEqual({ missing: 0, stale: 0, orphan: 1 });

    const note = (await twins()).passages.find(({ state }) => state === "orphan")!;
    const before = await seen();
    // a program that sends the form as it is says nothing; whoever ticks its box does
    const added = { what: "added", seen: before, passages: keyOf(note.translation) };
    expect((await translator.visitor.sendForm(here, added)).status).toBe(422);
    expect(await seen()).toBe(before);
    const marked = await translator.visitor.sendForm(here, { ...added, confirmed: "true" });
    expect([marked.status, (await twins()).standing.orphan]).toEqual([200, 0]);
    const again = { ...added, seen: await seen() };
    await translator.visitor.send(here, { ...again, passages: [keyOf(note.translation)] });
    expect((await twins()).standing).toEqual({ missing: 0, stale: 0, orphan: 0 });
    const late = await translator.visitor.trySend(here, { what: "moved", seen: before });
    expect([late.status, await codeOf(late)]).toEqual([409, "pairing-replaced"]);

    await decide(reviewer.visitor, network, source, "requestChanges", "À préciser.");
    await coordinator.visitor.send(`/deliverables/${source}/closure`, { round: 1, outcome: "changesRequested" });
    const changed = french("L’accès aux droits concerne 5 régions.", "L’accès de tous aux droits")
      .replace("depuis 2004", "depuis l’année 2004")
      .concat("\n# Moyens\n\nDeux postes y sont affectés.\n");
    await deposit(author.visitor, source, "note-2.md", changed);
    const newest = await submit(author.visitor, network, source);
    await until(async () => (await stateOf(network, id)).translates?.newest.version === newest, "the newer source");
    expect((await twins()).standing).toEqual({ missing: 2, stale: 3, orphan: 0 });
    const title = (await twins()).passages.find(({ state }) => state === "stale")!;
    expect([title.was?.text, title.source?.text, title.translation?.text]).toEqual([
      "L'accès aux droits",
      "L'accès de tous aux droits",
      "Access to rights",
    ]);
    const missing = (await twins()).passages.filter(({ state }) => state === "missing");
    const sources = missing.map((each) => keyOf(each.source));
    await translator.visitor.send(here, { what: "spared", seen: await seen(), sources });
    expect((await twins()).standing).toEqual({ missing: 0, stale: 3, orphan: 0 });

    const since = (await twins()).passages.find(({ translation }) => translation?.text.includes("since 2004"))!;
    const passages = [keyOf(since.translation), keyOf(title.translation)];
    await translator.visitor.send(here, { what: "current", seen: await seen(), passages });
    expect((await twins()).standing.stale).toBe(1);
    expect((await twins()).from.version).toBe(newest);

    await deposit(translator.visitor, id, "note-2.md", extra.replace("3 regions", "5 regions"));
    const draft = (await stateOf(network, id)).versions.at(-1)!.hash;
    await until(async () => (await stateOf(network, id)).translates?.pairing?.version === draft, "the pairing anew");
    expect((await twins()).standing).toEqual({ missing: 0, stale: 0, orphan: 0 });
    await submit(translator.visitor, network, id);
    const history = (await Array.fromAsync(loadEvents(network.ports.store, id))).flatMap(({ type, data }) =>
      type === "paired" ? [data.how] : [],
    );
    expect(history).toEqual(["drafted", "corrected", "corrected", "kept", "drafted"]);
    const shown = await (await coordinator.visitor.open(`/deliverables/${id}`)).text();
    expect(shown).toContain("a gardé 2 passages tels quels");
  } finally {
    await stop();
  }
});

async function gather({ ports }: Network, url: string): Promise<Cast> {
  const people = [
    ["coordinator", "Coordination du réseau", "coordination@reseau.example"],
    ["author", "Chargée de mission", "redaction@cofrimi.example"],
    ["translator", "Traduction", "traduction@mpg.example"],
    ["reviewer", "Direction", "premiere@oriv.example"],
    ["proofreader", "Relecture de l’anglais", "seconde@irev.example"],
  ] as const;
  const cast: Partial<Cast> = {};
  for (const [role, name, address] of people) {
    const more = { organisation: "", language: "fr", coordinator: role === "coordinator" } as const;
    const person = await addPerson(ports, { name, address, ...more });
    cast[role] = { id: person.id, visitor: visitor(url) };
    const token = await makeLink(ports, { person, purpose: "enter", days: 1 });
    expect((await cast[role].visitor.open(`/l/${token}`)).status).toBe(200);
  }
  return cast as Cast;
}

async function deposit(author: Visitor, id: string, name: string, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  type Begun = { upload: string; url: string; fields: Record<string, string> };
  const here = `/deliverables/${id}`;
  const { upload, url, fields } = await author.send<Begun>(`${here}/uploads`, { name, bytes: bytes.length });
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set("file", new File([bytes], name));
  const address = new URL(url, (await author.open(`${here}/draft`)).url);
  expect((await fetch(address, { method: "POST", body: form, redirect: "manual" })).status).toBe(303);
  const read = async () => (await author.json<{ upload: Upload }>(`${here}/uploads/${upload}`)).upload;
  await until(async () => (await read()).status !== "awaited", `the reading of ${name}`);
  expect(await read()).toMatchObject({ status: "accepted" });
}

async function submit(author: Visitor, network: Network, id: string): Promise<string> {
  const version = (await stateOf(network, id)).versions.at(-1)!.hash;
  await author.send(`/deliverables/${id}/submission`, { version });
  return version;
}

async function decide(who: Visitor, network: Network, id: string, choice: string, reason?: string): Promise<void> {
  const { number: round, version } = (await stateOf(network, id)).rounds.at(-1)!;
  const said = { round, version, submission: `${id}-${round}`, choice, ...(reason && { reason }) };
  expect((await who.trySend(`/deliverables/${id}/review/decision`, said)).status).toBe(201);
}

async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { code: string }).code;
}

async function letters({ outbox = "" }: Network, address: string) {
  return (await lettersIn(outbox)).filter(({ to }) => to.includes(address));
}

async function stateOf({ ports }: Network, id: string): Promise<State> {
  return (await loadState(ports.store, id))!.state;
}

async function until(reached: () => Promise<unknown>, what: string): Promise<void> {
  for (let tries = 0; tries < 900; tries++) {
    if (await reached()) return;
    await pause(100);
  }
  throw new Error(`waited in vain for ${what}`);
}
