import { beforeAll, describe, expect, test } from "vitest";
import { type Network, openNetwork } from "../../../infra/local/network.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { addPerson, findPerson, listPeople } from "../../../shared/stored/person.ts";
import * as s from "../../deliverable/scenario.ts";
import { temporaryFolder } from "../../temporary.ts";
import { livrableAt, sentences } from "./livrable.ts";

const folder = temporaryFolder();
const livrable = (...args: string[]) => livrableAt({ LIVRABLE_DATA: folder }, "link", ...args);
const plain = (text: string) =>
  sentences(text)
    .join("\n")
    .replaceAll(/[\u00a0\u202f]/g, " ");

let network: Network;
const everyone = () => listPeople(network.ports.store);
beforeAll(async () => {
  network = await openNetwork({ folder, publicUrl: "http://127.0.0.1:8080" }, { alone: false });
  const person = { organisation: "CREFE", language: "fr", coordinator: false } as const;
  const author = await addPerson(network.ports, {
    ...person,
    name: "Rédaction du CREFE",
    address: "redaction@crefe.example",
  });
  await addPerson(network.ports, { ...person, name: "ancien@crefe.example", address: "ancien@crefe.example" });
  await issue(
    deliverables,
    network.ports,
    "ecole",
    s.create({ id: "ecole", title: "L’école face à la diversité", authors: [author.id] }),
  );
});

describe("a link is for someone with a name and an organisation, which documents print", () => {
  test.each<[string, string[], RegExp]>([
    [
      "nobody named",
      ["--email", "relecture@oriv.example"],
      /n’est pas dans l’annuaire : donnez --name et --organisation/,
    ],
    [
      "no organisation",
      ["--email", "relecture@oriv.example", "--name", "Relecture de l’ORIV"],
      /donnez --name et --organisation/,
    ],
    [
      "an address for a name",
      ["--email", "relecture@oriv.example", "--name", "relecture@oriv.example", "--organisation", "ORIV"],
      /un nom de personne, et non une adresse/,
    ],
    ["no address", ["--name", "Relecture de l’ORIV"], /--role .* et --email vont ensemble/],
    ["half an address", ["--email", "relecture@oriv"], /relecture@oriv n’est pas une adresse électronique/],
    ["an empty name", ["--email", "relecture@oriv.example", "--name", " "], /il manque --name/],
    [
      "a role in French",
      ["--role", "coordinateur", "--email", "relecture@oriv.example"],
      /--role coordinateur : il faut coordinator, author, reviewer ou funder/,
    ],
  ])("refused, and nobody added: %s", async (_, asked, words) => {
    const before = await everyone();
    const { code, stdout, stderr } = await livrable("--role", "reviewer", ...asked);
    expect({ code, stdout, said: plain(stderr) }).toEqual({ code: 2, stdout: "", said: expect.stringMatching(words) });
    expect(await everyone()).toEqual(before);
  });

  test("who is added has both", async () => {
    const named = ["--name", "Coordination de l’ORIV", "--organisation", "ORIV"];
    const { code, stdout } = await livrable("--role", "coordinator", "--email", "coordination@oriv.example", ...named);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^http:\S+\/l\/\S+\n$/) });
    expect(await findPerson(network.ports.store, "coordination@oriv.example")).toMatchObject({
      name: "Coordination de l’ORIV",
      organisation: "ORIV",
      coordinator: true,
    });
  });

  test("an address that was pasted with spaces is the same", async () => {
    const { code } = await livrable("--role", "author", "--email", " redaction@crefe.example ");
    expect(code).toBe(0);
  });

  test("who was named by an address is told so, and can be named", async () => {
    const asked = ["--role", "reviewer", "--email", "ancien@crefe.example"];
    expect(plain((await livrable(...asked)).stderr)).toContain("Le nom de cette personne est son adresse");
    expect(plain((await livrable(...asked, "--name", "Relecture du CREFE")).stderr)).not.toContain("est son adresse");
    expect(await findPerson(network.ports.store, "ancien@crefe.example")).toMatchObject({ name: "Relecture du CREFE" });
  });
});

describe("what a role link does is said beside it, the link alone on standard output", () => {
  test.each([
    ["author", "redaction@crefe.example", "Il ouvre ce qu’elle écrit : L’école face à la diversité."],
    ["reviewer", "redaction@crefe.example", "Il ne donne aucun rôle : nommez cette personne parmi les relecteurs"],
    ["funder", "redaction@crefe.example", "Il ne donne aucun rôle : nommez cette personne parmi les financeurs"],
    ["coordinator", "redaction@crefe.example", "Cette personne coordonne : le lien ouvre tout le réseau."],
  ])("%s", async (role, email, sentence) => {
    const { code, stdout, stderr } = await livrable("--role", role, "--email", email);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^http:\S+\/l\/\S+\n$/) });
    expect(plain(stderr).replaceAll("\n", " ")).toContain(
      `Qui ouvre ce lien entre comme Rédaction du CREFE, pendant 90 jours. ${sentence}`,
    );
  });

  test.each([
    ["six", 6, /écrit : (L’enquête \d+ ; ){5}L’enquête \d+\.$/],
    ["nine", 9, /écrit : (L’enquête \d+ ; ){4}L’enquête \d+, et 4 autres\.$/],
  ])("of %s titles, all or the first five and how many more", async (name, count, sentence) => {
    const { ports } = network;
    const address = `${name}@epi.example`;
    const person = { name: `Enquêtes ${name}`, organisation: "EPI", language: "fr", coordinator: false } as const;
    const { id: author } = await addPerson(ports, { ...person, address });
    for (let index = 1; index <= count; index++) {
      const id = `${name}-${index}`;
      await issue(deliverables, ports, id, s.create({ id, title: `L’enquête ${index}`, authors: [author] }));
    }
    const { stderr } = await livrable("--role", "author", "--email", address);
    expect(plain(stderr).replaceAll("\n", " ").trim()).toMatch(sentence);
  });
});
