import { beforeEach, describe, expect, test } from "vitest";
import { everySummary } from "../../../../shared/stored/lists.ts";
import { findPerson } from "../../../../shared/stored/person.ts";
import { type Browser, browse, type Network, openTestNetwork, stateOf } from "../../network.ts";
import { answersFor } from "../planned.ts";

let network: Network;
let coordinator: Browser;
let plan: Record<string, string | string[]>;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  plan = answersFor(network);
});

describe("names are taken as they are kept", () => {
  const person = { address: "nouvelle@oriv.example", language: "fr" };
  test.each<[string, string, (bad: string) => object]>([
    ["a deliverable's title", "/deliverables", (title) => ({ ...json(), title })],
    ["an action", "/deliverables", (action) => ({ ...json(), action })],
    ["a member of a dossier", "/deliverables", (member) => ({ ...json(), kind: "resource-dossier", parts: [member] })],
    ["a person's name", "/people", (name) => ({ ...person, name, organisation: "ORIV" })],
    ["an organisation", "/people", (organisation) => ({ ...person, name: "Direction", organisation })],
  ])("%s", async (_, path, body) => {
    const half = await coordinator.json(path, body("Nom \ud800"));
    expect([half.status, await half.text()]).toEqual([400, expect.stringContaining("coupé en deux")]);
    expect((await coordinator.json(path, body("\u202e\u0000"))).status).toBe(400);
    expect((await coordinator.json(path, body("\u202eE\u0301cole\u0000"))).status).toBe(201);
    const [summary] = await everySummary(network.ports.store);
    const found = await findPerson(network.ports.store, person.address);
    const state = summary && (await stateOf(network, summary.id));
    expect([state?.title, state?.action, state?.parts[0]?.title, found?.name, found?.organisation]).toContain("École");
  });

  function json(): object {
    const { quorum: _q, parts: _p, ...answers } = plan;
    return answers;
  }
});

describe("forms refuse what no page of ours sends", () => {
  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ["an unknown field", { couleur: "rouge" }, {}, 400],
    ["another content type", {}, { "content-type": "text/plain" }, 400],
    ["a body too large", { title: "x".repeat(300_000) }, {}, 413],
  ])("%s", async (_, fields, headers, status) => {
    const response = await coordinator.post("/deliverables", { ...plan, ...fields }, headers);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain("<h1>Cela n’a pas pu se faire</h1>");
    expect(await everySummary(network.ports.store)).toEqual([]);
  });

  test("broken JSON", async () => {
    const headers = { "content-type": "application/json" };
    const response = await network.app.request("/link", { method: "POST", headers, body: "{" });
    expect(response.status).toBe(400);
  });

  test("a method that is not known", async () => {
    const response = await network.app.request("/deliverables", { method: "DELETE" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});
