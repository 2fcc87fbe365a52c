import { beforeEach, expect, test } from "vitest";
import { issueMeeting } from "../../../../shared/acts/meetings.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { as, type Browser, browse, type Network } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { openProgrammed, planned } from "./programmed.ts";

let network: Network;
let office: Browser;

const at = async (day: string) => {
  network.world.set(Date.parse(`${day}T15:00:00.000Z`));
  office = await browse(network, "coordinator");
};
const plan = (more: Record<string, string | string[]>) => office.post("/meetings/new", planned(network, more));
const cancel = (id: string) => office.post(`/meetings/${id}/cancellation`, { reason: "Grève.", confirmed: "true" });
const held = { outsiders: "3", confirmed: "true" };

/** A meeting was held in June, with a decision for who writes, late since; the next of its series is to come in September. */
beforeEach(async () => {
  ({ network } = await openProgrammed());
  await at("2008-05-05");
  await plan({ kind: "network", lines: "", dates: ["2008-07-03", "2008-09-18"] });
  await at("2008-06-12");
  await office.post("/meetings/juin/record", held);
  const said = await putText(network.ports, "Écrire aux membres");
  const resolution = { id: "lettre", words: said, person: network.people.author.id, due: "2008-06-20" };
  const by = as(network, "coordinator");
  await issueMeeting(network.ports, "juin", { type: "addResolution", by, resolution });
  await at("2008-07-07");
});

const past = async (address = "/meetings") => /id="past"[\s\S]*/.exec(words(await office.page(address)))?.[0] ?? "";

test("a meeting of next year that was cancelled leaves the list at those of this year", async () => {
  await plan({ id: "suite", date: "2009-01-15" });
  await cancel("suite");
  expect(await past()).toMatch(/En 2008[\s\S]*12 juin 2008/);
  expect(await past("/meetings?year=2009")).toMatch(/En 2009[\s\S]*15 janvier 2009/);
});

test("in a year without a meeting yet, the list is at those of the year before", async () => {
  await plan({ id: "suite", date: "2010-01-15" });
  await cancel("suite");
  await at("2009-01-05");
  expect(await past()).toMatch(/En 2008[\s\S]*12 juin 2008/);
});

test("who came by the link of a decision finds it on their first page, and the meeting by its name", async () => {
  const page = words(await (await browse(network, "author", "meeting", "juin")).page("/"));
  expect(page).toMatch(/Ce que vous devez[\s\S]*<a href="\/meetings\/juin\/decisions\/lettre">Écrire aux membres/);
  expect(page).toMatch(/<a href="\/meetings\/juin">Réunion du réseau du 12 juin 2008<\/a>/);
  const other = words(await (await browse(network, "author", "meeting", "juin-2")).page("/"));
  expect(other).not.toContain("Écrire aux membres");
});

test("a meeting of a series whose day is past is to be recorded; one that was held without an agenda had none", async () => {
  const page = words(await office.page("/meetings/juin"));
  expect(page).toMatch(
    /La série[\s\S]*12 juin 2008[\s\S]*tenue[\s\S]*3 juillet 2008[\s\S]*à enregistrer[\s\S]*18 septembre 2008[\s\S]*prévue/,
  );
  expect(page).toContain("Il n’y avait pas d’ordre du jour.");
});

test("the form that completes a record lists the decisions that it has, and new ones are numbered after them", async () => {
  const form = words(await office.page("/meetings/juin/record"));
  expect(form).toMatch(
    /Déjà enregistrées[\s\S]*href="\/meetings\/juin\/decisions\/lettre">Écrire aux membres[\s\S]*Décision 2/,
  );
  expect(form).not.toContain("Décision 1<");
});

test("a decision that is long, with a character of two units where its subject is cut, is on the year and its own page", async () => {
  const words = await putText(network.ports, `${"×".repeat(79)}😀${"×".repeat(20)}`);
  const change = { type: "changeResolution", by: as(network, "coordinator"), resolution: "lettre", words } as const;
  await issueMeeting(network.ports, "juin", change);
  expect(await office.page("/year")).toContain('action="/meetings/juin/decisions/lettre/chases"');
  const own = await office.page("/meetings/juin/decisions/lettre");
  expect(own).toContain("mailto:redaction@cofrimi.example?subject=%C3%97");
});

test("the page of whoever is to do it has the decision, with the way to chase them", async () => {
  const page = words(await office.page(`/people/${network.people.author.id}`));
  expect(page).toMatch(
    /id="awaited"[\s\S]*decisions\/lettre">Chargée de mission \(COFRIMI\) doit : Écrire aux membres[\s\S]*17 jours de retard[\s\S]*action="\/meetings\/juin\/decisions\/lettre\/chases"[\s\S]*value="person:/,
  );
});

test("a program has of the year narrowed to somebody the decisions that they are to do", async () => {
  const of = async (person: string) => {
    const answer = await office.get(`/year?person=${person}`, { accept: "application/json" });
    return ((await answer.json()) as { decisions: { id: string }[] }).decisions.map(({ id }) => id);
  };
  const { author, first } = network.people;
  expect([await of(author.id), await of(first.id)]).toEqual([["lettre"], []]);
});

test("the coordinator's year has the decisions that others are to do, by name, with how late they are", async () => {
  const page = words(await office.page("/year"));
  expect(page).toMatch(
    /Chez d’autres[\s\S]*<a href="\/meetings\/juin\/decisions\/lettre">Chargée de mission \(COFRIMI\) doit : Écrire aux membres[\s\S]*17 jours de retard/,
  );
  const json = await (await office.get("/year", { accept: "application/json" })).json();
  expect(json).toMatchObject({ decisions: [{ id: "lettre", meeting: "juin", due: "2008-06-20" }] });
  const change = { type: "changeResolution", by: as(network, "coordinator"), resolution: "lettre" } as const;
  await issueMeeting(network.ports, "juin", { ...change, person: network.people.coordinator.id });
  const own = words(await office.page("/year"));
  expect(own).toMatch(/À vous[\s\S]*Écrire aux membres[\s\S]*Chez d’autres/);
  expect(own).not.toContain("doit : Écrire");
  await issueMeeting(network.ports, "juin", { ...change, person: "org:oriv" });
  // an organisation that owes nothing else has its row, its day, and the way to chase its people
  expect(words(await office.page("/year"))).toMatch(
    /id="who"[\s\S]*person=org%3Aoriv#who">ORIV<[\s\S]*20 juin<\/time>, 17 jours de retard[\s\S]*lettre\/chases" data-one-click/,
  );
  expect(page).toMatch(
    /id="who">Qui doit quoi[\s\S]*"Décisions à exécuter"><span class="step"><a href="\/meetings\/juin\/decisions\/lettre">Écrire aux membres</,
  );
});
