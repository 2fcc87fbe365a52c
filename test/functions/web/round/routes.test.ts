import { beforeEach, describe, expect, test } from "vitest";
import { putText } from "../../../../shared/stored/text.ts";
import {
  type Browser,
  browse,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  type Role,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { ofMeeting, planMeeting } from "../../notify/scenes.ts";
import { refused } from "../refused.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

describe("a round", () => {
  let id: string;
  let first: Browser;

  beforeEach(async () => {
    id = await createNote(network);
    await deposit(network, id);
    await submitDraft(network, id);
    first = await browse(network, "first", "review", id);
  });

  test("is not closed before its rule holds, unless without agreement", async () => {
    const closure = `/deliverables/${id}/closure`;
    expect(await coordinator.page(closure)).toContain("Clore sans accord");
    await refused(await coordinator.post(closure, { round: "1" }), ["outcome"]);
    await refused(await coordinator.post(closure, { round: "1", outcome: "approved" }), ["outcome"]);
    for (let times = 0; times < 2; times++) {
      expect((await coordinator.post(closure, { round: "1", outcome: "unresolved" })).status).toBe(303);
    }
    expect((await stateOf(network, id)).rounds[0]).toMatchObject({ outcome: "unresolved" });
  });

  test("has its deadline moved to the end of a day to come", async () => {
    const page = `/deliverables/${id}/deadline`;
    await refused(
      await coordinator.post(page, { round: "1", deadline: "2008-01-01" }),
      ["deadline"],
      ['value="2008-01-01"'],
    );
    expect((await coordinator.post(page, { round: "1", deadline: "2008-10-26" })).status).toBe(303);
    expect((await stateOf(network, id)).rounds[0]).toMatchObject({ deadline: "2008-10-26T23:00:00.000Z" });
  });

  test("tells on its page the meetings at which it is discussed, and leads to one to be", async () => {
    expect(await coordinator.page(`/deliverables/${id}`)).toContain(`/meetings/discussion?deliverable=${id}`);
    await planMeeting(network, id, { date: "2008-03-03", ends: "16:30", place: "Strasbourg, ORIV" }, []);
    const minutes = await putText(network.ports, "On a discuté.");
    await ofMeeting(network, id, { type: "record", present: [], outsiders: 0, minutes, today: "2008-03-03" });
    expect(await coordinator.page(`/deliverables/${id}`)).toMatch(
      /href="\/meetings\/meeting-[^"]+">3\u00a0mars 2008, de 14\u00a0h à 16\u00a0h\u00a030<\/a>, Strasbourg, ORIV – tenue/,
    );
  });

  test("is withdrawn with a reason, its title written again", async () => {
    const form = `/deliverables/${id}/withdrawal`;
    const { title } = await stateOf(network, id);
    await refused(await coordinator.post(form, { title, reason: "" }), ["reason"]);
    await refused(await coordinator.post(form, { reason: "Action reportée." }), ["title"]);
    await refused(await coordinator.post(form, { title: "Note", reason: "Action reportée." }), ["title"]);
    const wrong = await coordinator.json(form, { title: "Note", reason: "Action reportée." });
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { code: "unconfirmed" }]);
    expect((await stateOf(network, id)).stage).toBe("review");
    await coordinator.post(form, { title: "l'interculturalite: note de cadrage", reason: "Action reportée." });
    const again = [coordinator.get(form), coordinator.post(form, { title, reason: "Action abandonnée." })];
    for (const answer of await Promise.all(again))
      expect([answer.status, answer.headers.get("location")]).toEqual([303, `/deliverables/${id}`]);
    expect((await coordinator.json(form, { title, reason: "Action reportée." })).status).toBe(200);
    expect((await coordinator.json(form, { title, reason: "Action abandonnée." })).status).toBe(409);
    expect(await coordinator.page(`/deliverables/${id}`)).toMatch(/a retiré le livrable[\s\S]*Action reportée\./);
    expect((await first.get(`/deliverables/${id}/review/decision`)).status).toBe(409);
  });

  test.each<[Role, string, Record<string, string>]>([
    ["author", "closure", { round: "1", outcome: "unresolved" }],
    ["first", "closure", { round: "1", outcome: "unresolved" }],
    ["author", "withdrawal", { title: "Note", reason: "Non" }],
    ["funder", "review/decision", { round: "1", submission: "x", choice: "approve" }],
    ["author", "review/decision", { round: "1", submission: "x", choice: "approve" }],
    ["coordinator", "review/decision", { round: "1", submission: "x", choice: "approve" }],
    ["stranger", "submission", {}],
    ["first", "uploads", { format: "md" }],
    ["author", "invitations", { person: "x" }],
  ])("%s has no right to %s", async (role, path, fields) => {
    const response = await (await browse(network, role)).post(`/deliverables/${id}/${path}`, fields);
    expect(response.status).toBe(404);
    expect((await stateOf(network, id)).seq).toBe(4);
  });
});
