import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { as, type Browser, browse, createNote, decideAs, deposit, stateOf, submitDraft } from "../../network.ts";
import { offerAs } from "../../offering.ts";
import { wrongIn } from "../refused.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let coordinator: Browser;

beforeEach(async () => {
  ({ network, id, here } = await openReview());
  coordinator = await browse(network, "coordinator");
});

test("once the rule is met, the next step says so, leads to closing, and names who is still awaited; so does the page of closing", async () => {
  const next = async () => /<h2 id="next">[\s\S]*?<\/section>/.exec(await coordinator.page(here))![0];
  await decideAs(network, "first", id, "approve");
  expect(await next()).not.toContain("La règle est remplie");
  await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), quorum: 1 });
  for (const words of ["La règle est remplie", `href="${here}/closure"`]) expect(await next()).toContain(words);
  expect(await coordinator.page(here)).toMatch(/<strong>Research officer \(IREV\)<\/strong>\s*<p>relecture/);
  expect(await coordinator.page(`${here}/closure`)).toContain("La règle est remplie");
});

describe("a round is closed by an outcome that is chosen", () => {
  test.each<[string, () => Promise<unknown>, string[], string, string]>([
    ["approvals alone", async () => approve("first", "second"), ["approved"], "approved", "final"],
    [
      "approvals with remarks",
      async () => {
        await offerAs(network, "first", id, { id: "un", type: "comment", text: "Plus court." });
        await approve("first", "second");
      },
      ["toIntegrate", "asIs"],
      "toIntegrate",
      "draft",
    ],
    [
      "approvals with remarks, as it is",
      async () => {
        await offerAs(network, "first", id, { id: "un", type: "comment", text: "Plus court." });
        await approve("first", "second");
      },
      ["toIntegrate", "asIs"],
      "asIs",
      "final",
    ],
    [
      "a request for changes",
      async () => {
        await approve("first");
        await decideAs(network, "second", id, "requestChanges");
      },
      ["changesRequested"],
      "changesRequested",
      "draft",
    ],
    ["too few decisions", async () => approve("first"), ["unresolved"], "unresolved", "draft"],
  ])("%s", async (_, happens, possible, outcome, stage) => {
    await happens();
    const page = await coordinator.page(`${here}/closure`);
    expect([...page.matchAll(/name="outcome" type="radio" value="(\w+)"/g)].map(([, way]) => way)).toEqual(possible);
    expect(page).not.toContain(" checked");
    expect(page).toContain("Les autres issues, et quand elles se présentent");
    const other = ["approved", "changesRequested"].find((way) => !possible.includes(way))!;
    expect(await wrongIn(await coordinator.post(`${here}/closure`, { round: "1", outcome: other }))).toEqual([
      422,
      ["outcome"],
    ]);
    for (let times = 0; times < 2; times++) {
      const closed = await coordinator.post(`${here}/closure`, { round: "1", outcome });
      expect([closed.status, closed.headers.get("location")]).toEqual([303, here]);
    }
    expect((await stateOf(network, id)).stage).toBe(stage);
    if (outcome === "asIs") expect(await coordinator.page(here)).toContain("document approuvé tel quel");
  });

  async function approve(...roles: ("first" | "second")[]) {
    for (const role of roles) await decideAs(network, role, id, "approve");
  }
});

test("of a kind without a confirming round, approvals with remarks are told to integrate nothing", async () => {
  const watch = await createNote(network, { kind: "watch-note", quorum: 1 });
  const sample = join(import.meta.dirname, "../../../../templates/watch-note/sample.md");
  await deposit(network, watch, readFileSync(sample, "utf8"));
  await submitDraft(network, watch);
  await offerAs(network, "first", watch, { id: "un", type: "comment", text: "Plus court." });
  await decideAs(network, "first", watch, "approve");
  const page = await coordinator.page(`/deliverables/${watch}/closure`);
  expect(page).toContain("Rien n’est intégré, ce type de livrable n’ayant pas de relecture de confirmation");
  expect(page).not.toContain("rien n’est à intégrer");
});
