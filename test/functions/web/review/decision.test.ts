import { beforeEach, describe, expect, test } from "vitest";
import {
  type Browser,
  browse,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { refused } from "../refused.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

describe("a decision", () => {
  let id: string;
  let version: string;
  let first: Browser;
  const decision = (changes: object = {}) => ({
    round: "1",
    version,
    submission: "envoi-1",
    choice: "approve",
    reason: "",
    ...changes,
  });

  beforeEach(async () => {
    id = await createNote(network);
    await deposit(network, id);
    version = await submitDraft(network, id);
    first = await browse(network, "first", "review", id);
  });

  test("is decided in two pages, without typing, once however often it is sent", async () => {
    const form = await first.page(`/deliverables/${id}/review/decision`);
    expect(form).not.toContain("checked");
    const hidden = Object.fromEntries(
      [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]),
    );
    expect(hidden).toMatchObject({ round: "1", version });
    for (let times = 0; times < 2; times++) {
      const sent = await first.post(`/deliverables/${id}/review/decision`, {
        ...hidden,
        choice: "approve",
        reason: "",
      });
      expect(sent.status).toBe(303);
      expect(await first.page(sent.headers.get("location") ?? "")).toMatch(/Avis bien reçu[\s\S]*Reçu nᵒ/);
    }
    expect((await stateOf(network, id)).rounds[0]?.decisions).toHaveLength(1);
  });

  test.each<[string, object, string[]]>([
    ["nothing chosen", { choice: "" }, ["choice"]],
    ["changes without a reason", { choice: "requestChanges", reason: "  " }, ["reason"]],
    ["another choice", { choice: "peut-être" }, ["choice"]],
  ])("%s", async (_, changes, fields) => {
    const body = await refused(await first.post(`/deliverables/${id}/review/decision`, decision(changes)), fields);
    expect(body).toContain('value="envoi-1"');
    expect((await stateOf(network, id)).rounds[0]?.decisions).toEqual([]);
  });

  test("closed meanwhile says where things stand, and keeps what was", async () => {
    await decideAs(network, "first", id, "approve");
    await decideAs(network, "second", id, "requestChanges");
    const closed = await coordinator.post(`/deliverables/${id}/closure`, {
      round: "1",
      outcome: "changesRequested",
    });
    expect(closed.headers.get("location")).toBe(`/deliverables/${id}`);
    const late = await first.post(`/deliverables/${id}/review/decision`, decision());
    expect(late.status).toBe(409);
    expect(await late.text()).toMatch(/Cette relecture est close[\s\S]*Changements demandés/);
    await deposit(network, id, completeDraft.replace("Des échanges.", "Des échanges entre membres."));
    await submitDraft(network, id);
    const replaced = await first.post(`/deliverables/${id}/review/decision`, decision({ round: "2" }));
    expect(replaced.status).toBe(409);
    expect(await replaced.text()).toContain("Une nouvelle version est arrivée");
    expect((await stateOf(network, id)).rounds[1]?.decisions).toEqual([]);
    expect(await first.page(`/deliverables/${id}/review?version=${version}`)).toContain(
      "Cette version a été remplacée",
    );
  });
});
