import { beforeEach, describe, expect, test } from "vitest";
import { dispositionReasons } from "../../../../shared/stored/batch.ts";
import { type Browser, browse, closeRound, decideAs, stateOf } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { offerAs } from "../../offering.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let author: Browser;

/** A note sent back with a comment and a correction of a reviewer's. */
beforeEach(async () => {
  ({ network, id, here } = await openReview());
  await offerAs(
    network,
    "first",
    id,
    { id: "whole", type: "comment", text: "Un plan plus court serait plus clair." },
    { id: "fix", type: "correction", words: "Des échanges", proposal: "Des échanges entre membres" },
  );
  await decideAs(network, "first", id, "requestChanges");
  await closeRound(network, id);
  author = await browse(network, "author");
});

/** The form of a page that takes back the last thing: what its button says, and what it sends once its box is ticked. */
function undoOn(page: string): { button: string; fields: Record<string, string> } | undefined {
  const [form] = /<form[^>]* action="[^"]*\/undo"[\s\S]*?<\/form>/.exec(page) ?? [];
  if (!form) return undefined;
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]);
  return { button: words(/<button[^>]*>([\s\S]*?)<\/button>/.exec(form)![1]!), fields: Object.fromEntries(fields) };
}

const remark = (of: string) => author.page(`${here}/contributions/${of}`);
const round = async () => (await stateOf(network, id)).rounds[0]!;
const answer = (of: string, disposition: string, reason = "") =>
  author.post(`${here}/contributions/${of}`, { disposition, reason });

describe("what an author does of remarks", () => {
  test("is taken back by one click, on the page of the next remark, with its reason", async () => {
    expect(undoOn(await remark("whole"))).toBeUndefined();
    await answer("whole", "declined", "Le plan est celui du réseau.");
    const form = undoOn(await remark("fix"))!;
    expect(form.button).toBe("Annuler la dernière suite");
    const sent = await author.post(`${here}/undo`, form.fields);
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `${here}/contributions/fix`]);
    expect(words(await author.page(sent.headers.get("location")!))).toContain(
      "La suite est annulée : la remarque est comme avant.",
    );
    expect((await round()).contributions).toEqual({ whole: "open", fix: "open" });
    const reasons = await dispositionReasons(network.ports.store, await stateOf(network, id), await round());
    expect(reasons.size).toBe(0);
    expect((await author.post(`${here}/undo`, form.fields)).status).toBe(303);
  });

  test("is told in the history, with how long after", async () => {
    await answer("whole", "integrated");
    network.world.set(network.world.clock() + 3 * 60_000);
    await author.post(`${here}/undo`, undoOn(await remark("fix"))!.fields);
    expect(words(await author.page(here))).toContain(
      "Chargée de mission (COFRIMI) a annulé la suite donnée à une remarque (3 minutes après).",
    );
  });

  test("and corrections too: the draft is the one before", async () => {
    const before = (await stateOf(network, id)).versions;
    const base = before.at(-1)!.hash;
    await author.post(`${here}/corrections`, { base, round: "1", remark: "fix", confirmed: "true" });
    expect((await stateOf(network, id)).versions.at(-1)!.hash).not.toBe(base);
    const form = undoOn(await remark("whole"))!;
    expect(form.button).toBe("Annuler la dernière correction");
    await author.post(`${here}/undo`, form.fields);
    expect((await stateOf(network, id)).versions).toEqual(before);
    expect((await round()).contributions.fix).toBe("open");
  });

  test("is not by a form that nobody confirmed, by somebody else, nor once something else was done", async () => {
    await answer("whole", "integrated");
    const { fields } = undoOn(await remark("fix"))!;
    const { confirmed: _, ...unconfirmed } = fields;
    expect((await author.post(`${here}/undo`, unconfirmed)).status).toBe(400);
    const coordinator = await browse(network, "coordinator");
    expect(undoOn(await coordinator.page(`${here}/contributions/fix`))).toBeUndefined();
    expect((await coordinator.post(`${here}/undo`, fields)).status).toBe(403);
    await coordinator.post(`${here}/contributions/fix`, { disposition: "integrated" });
    expect(undoOn(await remark("fix"))).toBeUndefined();
    const late = await author.post(`${here}/undo`, fields);
    expect(late.status).toBe(409);
    expect(words(await late.text())).toContain("ce qui précède ne s’annule plus");
    expect((await round()).contributions).toEqual({ whole: "integrated", fix: "integrated" });
  });

  test.each([
    ["https://ailleurs.example/", "/deliverables"],
    ["//ailleurs.example/", "/deliverables"],
    ["/deliverables/autre", "/deliverables"],
    ["HERE/../..//ailleurs.example", "/deliverables"],
    ["HERE/contributions?suite=open#fix", "/contributions?suite=open#fix"],
  ])("and leads on to no page but the deliverable's: not to %s", async (back, expected) => {
    await answer("whole", "integrated");
    const { fields } = undoOn(await remark("fix"))!;
    const sent = await author.post(`${here}/undo`, { ...fields, back: back.replace("HERE", here) });
    const location = sent.headers.get("location")!;
    expect(location.startsWith(here)).toBe(true);
    expect(location).toContain(expected);
  });

  test("JSON says what, and is told where it is", async () => {
    await answer("whole", "integrated");
    const of = (await stateOf(network, id)).seq;
    const sent = await author.json(`${here}/undo`, { of });
    expect(await sent.json()).toEqual({ undone: of, location: here });
    expect((await author.json(`${here}/undo`, {})).status).toBe(400);
  });
});
