import { expect, test } from "vitest";
import { foldWords, tidyName } from "../shared/name.ts";
import { loadSettings, saveSettings } from "../shared/stored/network.ts";
import { addPerson, fullName, getPerson } from "../shared/stored/person.ts";
import { openWorld } from "./world.ts";

test.each<[string, string, string | undefined]>([
  ["a name as it is written stays", "Chargée d’études", "Chargée d’études"],
  ["French spaces stay", "L’interculturalité\u00a0: note\u202f!", "L’interculturalité\u00a0: note\u202f!"],
  ["letters typed in two are one", "Cre\u0301teil", "Créteil"],
  ["spaces around are dropped", "  ORIV ", "ORIV"],
  ["NUL is dropped", "Direc\u0000tion", "Direction"],
  ["escapes of a terminal are dropped", "\u001b[31mORIV", "[31mORIV"],
  ["line breaks and tabs are spaces", "Direction\r\nde l’ORIV\tStrasbourg", "Direction de l’ORIV Strasbourg"],
  ["an override of direction is dropped", "note\u202egpj.exe", "notegpj.exe"],
  ["an isolate is dropped with its end", "\u2067ORIV\u2069", "ORIV"],
  ["the byte order mark is dropped", "\ufeffORIV", "ORIV"],
  ["a name in Arabic keeps its own direction", "جمعية\u200f ORIV", "جمعية\u200f ORIV"],
  ["a family of emoji keeps its joiners", "Réseau 👩\u200d👧", "Réseau 👩\u200d👧"],
  ["half a character is refused", "ORIV \ud83d", undefined],
  ["the other half too", "\udc00ORIV", undefined],
  ["what nobody sees is nothing", "\u200b\u2060\u00a0\u3164\u2800", ""],
  ["what only looks like something is nothing", "\u202e\u0000 ", ""],
])("%s", (_, text, name) => {
  expect(tidyName(text)).toBe(name);
});

test.each([
  ["without accents and capitals", "Éducation À L’ÉCOLE", "education a l'ecole"],
  ["whether letters are typed in one or in two", "Cre\u0301teil", "creteil"],
  ["with one space for whichever there are", "  fin\u00a0septembre\n2008 ", "fin septembre 2008"],
  ["with their hyphens, commas and signs", "Crpv-Essonne, n° 2", "crpv-essonne, n° 2"],
])("words are compared %s", (_, text, folded) => {
  expect(foldWords(text)).toBe(folded);
});

test.each<[string, { name?: string; organisation?: string }, string]>([
  [
    "names are kept tidy, whoever adds the person",
    { name: "\u202eDirection\u0000", organisation: "O\u0000RIV" },
    "Direction (ORIV)",
  ],
  ["a person may have no organisation", { organisation: "" }, "Direction"],
  ["a name that is nothing is refused", { name: "\u0000" }, "request-invalid name"],
  [
    "a name of characters that are not seen is refused",
    { name: "\u200b\u2060\u00a0\u3164\u2800" },
    "request-invalid name",
  ],
  ["a name in a script of marks is kept", { name: "नमिता", organisation: "" }, "नमिता"],
  ["half a character is refused", { organisation: "ORIV\ud83d" }, "request-invalid organisation"],
])("the directory: %s", async (_, names, expected) => {
  const world = openWorld();
  const person = { name: "Direction", organisation: "ORIV", address: "direction@oriv.example", ...names };
  const added = await addPerson(world, { ...person, language: "fr", coordinator: false }).then(
    async ({ id }) => fullName((await getPerson(world.store, id))!),
    ({ code, details }) => `${code} ${details.field}`,
  );
  expect(added).toBe(expected);
});

test.each([
  ["the network", { network: "\u202eRECI\u0000" }, "RECI, Livrable"],
  [
    "who sends its mails",
    { sender: { name: "Coordination\r\nBcc:", address: "a@reci.example" } },
    "Réseau, Coordination Bcc:",
  ],
])("the settings: %s is named as names are kept", async (_, changes, expected) => {
  const world = openWorld();
  await saveSettings(world, { ...(await loadSettings(world.store)), ...changes });
  const { network, sender } = await loadSettings(world.store);
  expect(`${network}, ${sender.name}`).toBe(expected);
});

test.each([
  ["many are named by their office", "Direction", "ORIV", "Direction (ORIV)"],
  ["who names the organisation already is not named twice", "Direction de l’ORIV", "ORIV", "Direction de l’ORIV"],
  ["without an organisation the name is enough", "Camille", "", "Camille"],
])("%s", (_, name, organisation, full) => {
  expect(fullName({ name, organisation })).toBe(full);
});
