import { beforeEach, describe, expect, test } from "vitest";
import { renderSteps } from "../../../../functions/render/steps.ts";
import { unpublish } from "../../../../functions/render/unpublish.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Command } from "../../../../shared/deliverable/command.ts";
import { delivered } from "../../../../shared/deliverable/final/editions.ts";
import { stepBy } from "../../../../shared/jobs/steps.ts";
import { dispositionReasons } from "../../../../shared/stored/batch.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { listJobs, wakeJob } from "../../../../shared/stored/job.ts";
import { work } from "../../../../shared/stored/work.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  decideAs,
  deposit,
  pass,
  putOutputs,
  sendMails,
  stateOf,
  submitDraft,
} from "../../network.ts";
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

/** Sends a form that comes too late: what the page says that it came from, to which it leads back. */
async function refusedBack(browser: Browser, fields: Record<string, string>): Promise<string> {
  const sent = await browser.post(`${here}/undo`, fields);
  expect([sent.status, sent.headers.get("location")]).toEqual([303, fields.back?.replaceAll("&amp;", "&")]);
  const page = await browser.page(sent.headers.get("location")!);
  return words(/<div class="note warning" role="status">[\s\S]*?<\/div>/.exec(page)?.[0] ?? "");
}

const remark = (of: string) => author.page(`${here}/contributions?remark=${of}`);
const round = async () => (await stateOf(network, id)).rounds[0]!;
const answer = (of: string, disposition: string, reason = "") =>
  author.post(`${here}/contributions/${of}`, { disposition, reason });

describe("what an author does of remarks", () => {
  test("is taken back by one click, on the page of the next remark, with its reason, and leads back to its own", async () => {
    expect(undoOn(await remark("whole"))).toBeUndefined();
    await answer("whole", "declined", "Le plan est celui du réseau.");
    const form = undoOn(await remark("fix"))!;
    expect(form.button).toBe("Annuler la dernière suite");
    const sent = await author.post(`${here}/undo`, form.fields);
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `${here}/contributions?remark=whole#passage`]);
    expect(words(await author.page(sent.headers.get("location")!))).toContain(
      "La suite est annulée : la remarque est comme avant.",
    );
    expect((await round()).contributions).toEqual({ whole: "open", fix: "open" });
    const reasons = await dispositionReasons(network.ports.store, await stateOf(network, id), await round());
    expect(reasons.size).toBe(0);
    expect((await author.post(`${here}/undo`, form.fields)).status).toBe(303);
  });

  test("and what was answered is in its box again, for whoever answered it, until it is answered", async () => {
    await answer("whole", "declined", "Le plan est celui du réseau.");
    await author.post(`${here}/undo`, undoOn(await remark("fix"))!.fields);
    const box = (page: string) => /<textarea[^>]*name="reason"[^>]*>([^<]*)</.exec(page)?.[1];
    const page = await remark("whole");
    expect([box(page), page.includes("checked")]).toEqual(["Le plan est celui du réseau.", false]);
    const coordinator = await browse(network, "coordinator");
    expect(box(await coordinator.page(`${here}/contributions?remark=whole`))).toBe("");
    await answer("whole", "integrated");
    expect(box(await remark("whole"))).toBe("");
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
    const sent = await author.post(`${here}/undo`, form.fields);
    expect(sent.headers.get("location")).toBe(`${here}/contributions?remark=fix#passage`);
    expect((await stateOf(network, id)).versions).toEqual(before);
    expect((await round()).contributions.fix).toBe("open");
  });

  test("is not by a form that nobody confirmed, by somebody else, nor once something else was done", async () => {
    await answer("whole", "integrated");
    const { fields } = undoOn(await remark("fix"))!;
    const { confirmed: _, ...unconfirmed } = fields;
    expect((await author.post(`${here}/undo`, unconfirmed)).status).toBe(400);
    const coordinator = await browse(network, "coordinator");
    expect(undoOn(await coordinator.page(`${here}/contributions?remark=fix`))).toBeUndefined();
    expect((await coordinator.post(`${here}/undo`, fields)).status).toBe(403);
    await coordinator.post(`${here}/contributions/fix`, { disposition: "integrated" });
    expect(undoOn(await remark("fix"))).toBeUndefined();
    expect(await refusedBack(author, fields)).toContain("ce qui précède ne s’annule plus");
    expect((await author.json(`${here}/undo`, { of: Number(fields.of) })).status).toBe(409);
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

/** Subjects of the mails that left, and to whom, since the last look. */
async function told(): Promise<string[]> {
  await sendMails(network);
  return network.sent.splice(0).map(({ to, subject }) => words(`${to.address.split("@")[0]}: ${subject}`));
}

/** A note sent back is forgotten here: another under review, that both approve. */
async function approved(): Promise<Browser> {
  ({ network, id, here } = await openReview());
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  pass(network);
  await told();
  return browse(network, "coordinator");
}

const closing = { round: "1", outcome: "approved" };

describe("a closing", () => {
  test("is taken back within ten minutes, with how many are left, and nobody is written to", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    expect(await told()).toEqual([]);
    pass(network, 2.5);
    const form = undoOn(await coordinator.page(here))!;
    expect(form.button).toBe("Annuler la clôture (encore 8 minutes)");
    const sent = await coordinator.post(`${here}/undo`, form.fields);
    expect([sent.status, sent.headers.get("location")]).toEqual([303, here]);
    const page = words(await coordinator.page(here));
    expect(page).toContain(
      "La clôture est annulée : la relecture est de nouveau ouverte, et aucun courriel n’est parti.",
    );
    expect(page).toContain("Coordination (RECI) a annulé la clôture de la relecture (2 minutes après).");
    expect([(await stateOf(network, id)).stage, (await round()).decisions.length]).toEqual(["review", 2]);
    pass(network);
    expect(await told()).toEqual([]);
    // what tells of the decisions waits for the end of the day
    const owed = (await listJobs(network.ports.store)).flatMap((job) => (job.type === "mail" ? [job.letter] : []));
    expect(owed).toEqual(["newDecision", "newDecision"]);
  });

  test("is told to each as it was given in the end, where it was given anew", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await coordinator.post(`${here}/undo`, undoOn(await coordinator.page(here))!.fields);
    pass(network, 5);
    await coordinator.post(`${here}/closure`, closing);
    pass(network, 7);
    expect(await told()).toEqual([]);
    pass(network, 4);
    expect((await told()).filter((mail) => mail.startsWith("redaction"))).toEqual([
      expect.stringContaining("approuvé"),
    ]);
  });

  test("is still to come for who funds the document, for as long as it can be taken back", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    const funder = await browse(network, "funder");
    const shown = async () =>
      (await (await funder.get(`${here}/final`, { accept: "application/json" })).json()) as object;
    expect(await shown()).toMatchObject({ deliverable: { stage: "review", outputs: [], editions: [] } });
    expect(words(await funder.page("/funded"))).not.toContain("Édition 1");
    expect((await funder.post(`${here}/outputs/pdf`, { confirmed: "true" })).status).toBe(404);
    expect(undoOn(await coordinator.page(here))?.button).toBe("Annuler la clôture (encore 10 minutes)");
    pass(network, 10);
    expect(await shown()).toMatchObject({ deliverable: { stage: "final", outputs: [{}, {}] } });
    expect(words(await funder.page("/funded"))).toContain("Édition 1");
    expect((await funder.post(`${here}/outputs/pdf`, { confirmed: "true" })).status).toBe(303);
  });

  test("gives no file to a reviewer who funds it too, and is not ended by their asking", async () => {
    const coordinator = await approved();
    const { first } = network.people;
    await issue(deliverables, network.ports, id, {
      type: "amend",
      by: as(network, "coordinator"),
      funders: [first.id],
    });
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    const both = await browse(network, "first");
    expect((await both.post(`${here}/outputs/pdf`, { confirmed: "true" })).status).toBe(404);
    expect(undoOn(await coordinator.page(here))?.button).toBe("Annuler la clôture (encore 10 minutes)");
    pass(network, 10);
    expect((await both.post(`${here}/outputs/pdf`, { confirmed: "true" })).status).toBe(303);
  });

  test("whose authors submitted anew before its letter left is told them no more", async () => {
    ({ network, id, here } = await openReview());
    await decideAs(network, "first", id, "requestChanges");
    await told();
    await closeRound(network, id);
    await deposit(network, id, completeDraft.replace("échanges", "rencontres"));
    await submitDraft(network, id);
    pass(network);
    expect((await told()).filter((mail) => mail.startsWith("redaction"))).toEqual([
      expect.not.stringContaining("changements demandés"),
    ]);
  });

  test("that a withdrawal follows comes to nobody who funds before it would have", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    const title = "L’interculturalité : note de cadrage";
    await coordinator.post(`${here}/withdrawal`, { title, reason: "Il cite quelqu’un.", gone: "true" });
    const funder = await browse(network, "funder");
    const shown = async () =>
      (await (await funder.get(`${here}/final`, { accept: "application/json" })).json()) as object;
    expect(await shown()).toMatchObject({ deliverable: { stage: "review" } });
    expect(await funder.page(`${here}/final`)).not.toContain("Il cite quelqu’un.");
    pass(network, 10);
    expect(await shown()).toMatchObject({ deliverable: { stage: "withdrawn" } });
  });

  test("of another edition is neither ended nor made known by a download of the one before", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    pass(network);
    await coordinator.json(`${here}/edition`, { reason: "Un chiffre était faux.", way: "round" });
    await deposit(network, id, `${completeDraft}\n\nUn chiffre juste.\n`);
    await submitDraft(network, id);
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    await closeRound(network, id);
    await putOutputs(network, id);
    const funder = await browse(network, "funder");
    const editions = async () => {
      const answer = await funder.get(`${here}/final`, { accept: "application/json" });
      return ((await answer.json()) as { deliverable: { editions: { edition: number }[] } }).deliverable.editions
        .length;
    };
    const before = await editions();
    expect((await funder.post(`${here}/outputs/pdf`, { confirmed: "true" })).status).toBe(303);
    expect(await editions()).toBe(before);
    expect(undoOn(await coordinator.page(here))?.button).toBe("Annuler la clôture (encore 10 minutes)");
    pass(network, 10);
    expect(await editions()).toBe(before + 1);
  });

  test("gives nothing to who funded it and was taken off before it came to them", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    const amend: Command = { type: "amend", by: as(network, "coordinator"), funders: [] };
    await issue(deliverables, network.ports, id, amend);
    const funder = await browse(network, "funder");
    for (let times = 0; times < 2; times++) {
      expect((await funder.post(`${here}/outputs/pdf`, { confirmed: "true" })).status).toBe(404);
      expect(words(await funder.page("/funded"))).not.toContain("Édition 1");
      pass(network);
    }
  });

  test("does not send its final with a link that is mailed again", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    await told();
    await coordinator.post(`${here}/invitations`, { person: network.people.funder.id });
    expect((await told()).filter((mail) => mail.includes("Document final"))).toEqual([]);
  });

  test("is not told by the letter of a chase before it is told itself", async () => {
    ({ network, id, here } = await openReview());
    await decideAs(network, "first", id, "requestChanges");
    await told();
    const coordinator = await browse(network, "coordinator");
    await closeRound(network, id);
    await coordinator.post(`${here}/chases`, { person: network.people.author.id, confirmed: "true" });
    expect(await told()).toEqual([]);
    pass(network);
    expect((await told()).map((mail) => mail.replace(/:.*/s, "")).toSorted()).toContain("redaction");
  });

  test("is taken back after a chase too, whose letter never leaves: it can be made again", async () => {
    ({ network, id, here } = await openReview());
    await decideAs(network, "first", id, "requestChanges");
    const coordinator = await browse(network, "coordinator");
    await closeRound(network, id);
    await coordinator.post(`${here}/chases`, { person: network.people.author.id, confirmed: "true" });
    expect((await stateOf(network, id)).chased?.people).toEqual([network.people.author.id]);
    await coordinator.post(`${here}/undo`, undoOn(await coordinator.page(here))!.fields);
    const { stage, chased } = await stateOf(network, id);
    expect([stage, chased]).toEqual(["review", undefined]);
    await closeRound(network, id);
    const again = { person: network.people.author.id, confirmed: "true" };
    expect((await coordinator.post(`${here}/chases`, again)).status).toBe(303);
    pass(network);
    expect((await told()).filter((mail) => mail.includes("vous relance"))).toHaveLength(1);
  });

  test("is not after ten minutes, nor by an author", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    const { fields } = undoOn(await coordinator.page(here))!;
    const author = await browse(network, "author");
    expect(undoOn(await author.page(here))).toBeUndefined();
    expect((await author.post(`${here}/undo`, fields)).status).toBe(403);
    pass(network, 10);
    expect(undoOn(await coordinator.page(here))).toBeUndefined();
    expect(await refusedBack(coordinator, fields)).toContain("Plus de dix minutes");
    expect((await stateOf(network, id)).stage).toBe("final");
  });
});

describe("a withdrawal", () => {
  const title = "L’interculturalité : note de cadrage";
  const withdrawing = { title, reason: "Il cite quelqu’un.", gone: "true" };
  /** What takes files away, and what makes them. */
  const rendering = async () => {
    const jobs = (await listJobs(network.ports.store)).filter(({ type }) => type === "unpublish");
    const step = renderSteps(network.ports, undefined as never, network.settings);
    for (const { id: job } of jobs) {
      await wakeJob(network.ports, job);
      await work(network.ports, job, 60, stepBy(step));
    }
  };
  const files = async () => {
    const { final } = await stateOf(network, id);
    const kept = final!.outputs.map(async ({ key }) => (await network.ports.files.head(key)) !== undefined);
    return Promise.all(kept);
  };

  test("of a final is taken back on the page that says so: its files were never gone", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    pass(network);
    await told();
    const sent = await coordinator.post(`${here}/withdrawal`, withdrawing);
    expect(sent.headers.get("location")).toBe(`${here}/final`);
    await rendering();
    const form = undoOn(await coordinator.page(`${here}/final`))!;
    const withdrawnAt = (await stateOf(network, id)).seq;
    expect(form.button).toBe("Annuler le retrait (encore 10 minutes)");
    await coordinator.post(`${here}/undo`, form.fields);
    pass(network);
    await rendering();
    expect([await files(), await told()]).toEqual([[true, true], []]);
    await unpublish(network.ports, { id: "unpublish", type: "unpublish", deliverable: id, seq: withdrawnAt });
    expect(await files()).toEqual([true, true]);
    expect(delivered(await stateOf(network, id))?.outputs).toHaveLength(2);
    expect(words(await coordinator.page(here))).toContain("a annulé le retrait (moins d’une minute après)");
  });

  test("that nobody takes back is told, and its files go, once ten minutes have passed", async () => {
    const coordinator = await approved();
    await coordinator.post(`${here}/closure`, closing);
    await putOutputs(network, id);
    pass(network);
    await told();
    await coordinator.post(`${here}/withdrawal`, withdrawing);
    pass(network, 10);
    await rendering();
    expect([await files(), await told()]).toEqual([[true, true], []]);
    pass(network, 1);
    await rendering();
    expect(await files()).toEqual([false, false]);
    expect((await told()).map((mail) => mail.split(":")[0])).toEqual(["redaction", "suivi"]);
  });

  test("of a draft is taken back on its own page", async () => {
    ({ network, id, here } = await openReview());
    const coordinator = await browse(network, "coordinator");
    await coordinator.post(`${here}/withdrawal`, { title, reason: "Il n’est plus demandé." });
    await coordinator.post(`${here}/undo`, undoOn(await coordinator.page(here))!.fields);
    expect((await stateOf(network, id)).stage).toBe("review");
  });
});

describe("remarks that were sent", () => {
  let first: Browser;
  const written = [
    { remark: "court", type: "comment", text: "Un plan plus court serait plus clair." },
    { remark: "dates", type: "comment", text: "Préciser les dates." },
  ];
  const list = async () => words(await first.page(`${here}/remarks`));
  const send = async () => {
    const { version } = await round();
    const place = { round: "1", version };
    for (const each of written) await first.post(`${here}/remarks`, { ...place, block: "", ...each });
    return first.post(`${here}/remarks/sending`, { ...place, submission: "lot", confirmed: "true" });
  };
  beforeEach(async () => {
    ({ network, id, here } = await openReview());
    first = await browse(network, "first", "review", id);
  });

  test("are unsent again by one click on the page that lists them, as they were", async () => {
    expect((await send()).status).toBe(303);
    expect(Object.keys((await round()).contributions)).toHaveLength(2);
    pass(network, 1);
    const form = undoOn(await first.page(`${here}/remarks`))!;
    expect(form.button).toBe("Annuler l’envoi de mes remarques (encore 9 minutes)");
    const sent = await first.post(`${here}/undo`, form.fields);
    expect(sent.headers.get("location")).toBe(`${here}/remarks`);
    const page = await list();
    expect(page).toContain("L’envoi est annulé : vos remarques sont de nouveau ici, non envoyées.");
    expect(page).toContain("2 remarques non envoyées");
    for (const { text } of written) expect(page).toContain(text);
    expect((await round()).contributions).toEqual({});
    const author = await browse(network, "author");
    expect(words(await author.page(here))).toContain(
      "Direction (ORIV) a repris les remarques qui venaient d’être envoyées (1 minute après).",
    );
    expect(
      (
        await first.post(`${here}/remarks/sending`, {
          round: "1",
          version: (await round()).version,
          submission: "lot-2",
          confirmed: "true",
        })
      ).status,
    ).toBe(303);
    expect(Object.keys((await round()).contributions).toSorted()).toEqual(["court", "dates"]);
  });

  test("are not once an author answered one, nor once a decision was given", async () => {
    await send();
    const { fields } = undoOn(await first.page(`${here}/remarks`))!;
    const coordinator = await browse(network, "coordinator");
    expect((await coordinator.post(`${here}/undo`, fields)).status).toBe(403);
    await decideAs(network, "second", id, "approve");
    expect(undoOn(await first.page(`${here}/remarks`))).toBeUndefined();
    expect(await refusedBack(first, fields)).toContain("ce qui précède ne s’annule plus");
    expect(await list()).toContain("Préciser les dates.");
  });
});
