import { beforeEach, expect, test } from "vitest";
import { MailFailure } from "../../../../shared/errors.ts";
import { stepBy } from "../../../../shared/jobs/steps.ts";
import { getJob, listJobs } from "../../../../shared/stored/job.ts";
import { work } from "../../../../shared/stored/work.ts";
import { browse, createNote, deposit, mailSteps, type Network, openTestNetwork, submitDraft } from "../../network.ts";

let network: Network;
let id: string;
beforeEach(async () => {
  network = await openTestNetwork();
  id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
});

/** Works at the mails that are due, through a server that has its say of each address. */
async function send(says: (address: string) => MailFailure | undefined): Promise<void> {
  const mail = {
    send: async ({ to }: { to: { address: string } }): Promise<undefined> => {
      const failure = says(to.address);
      if (failure) throw failure;
    },
  };
  const ports = { ...network.ports, mail };
  const waits = async () => "waiting" as const;
  const step = stepBy({ ...mailSteps(ports, network.settings), proof: waits });
  for (const _ of ["once", "again"])
    for (const { id: job, status } of await listJobs(ports.store))
      if (status === "due") await work(ports, job, 60, step);
}

const unknown = new MailFailure({ refused: true, said: "550 5.1.1 User unknown" });
const busy = new MailFailure({ refused: false, said: "421 4.3.2 Service not available" });
const says = (address: string) =>
  address.startsWith("direction@") ? unknown : address.startsWith("etudes@") ? busy : undefined;
const job = (role: "first" | "second") => `mail/${id}/4/invited/${network.people[role].id}`;
const words = (page: string) => page.replace(/<[^>]*>/g, " ").replace(/[\s\u00a0\u202f]+/g, " ");

test("the links page says of each mail that it left, waits, or was refused, in the server's words", async () => {
  await send(says);
  const page = await (await browse(network, "coordinator")).page(`/deliverables/${id}/links`);
  const text = words(page);
  expect(text).toContain("Direction (ORIV) invitation à relire refusé (3 mars 2008 à 10 h) 550 5.1.1 User unknown");
  expect(text).toMatch(
    /Research officer \(IREV\) invitation à relire en attente, prochain essai : 3 mars 2008 à 10 h 01 421/,
  );
  expect(text).toMatch(/Direction \(ORIV\) relire, relecture nᵒ 1 refusé valable/);
  expect(text).toMatch(/Research officer \(IREV\) relire, relecture nᵒ 1 pas encore parti valable/);
  expect(text).toMatch(/Chargée de mission \(COFRIMI\) écrire 3 mars 2008 à 10 h valable/);
});

test("a coordinator sees them from the first page on, and has one sent again by a form", async () => {
  await send(says);
  const coordinator = await browse(network, "coordinator");
  for (const page of ["/deliverables", "/"])
    expect(words(await coordinator.page(page))).toContain("2 messages n’ont pas pu partir");
  expect(words(await coordinator.page("/mails"))).toContain("550 5.1.1 User unknown");
  const sent = await coordinator.post("/mails/again", { job: job("first") });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/mails"]);
  expect(await getJob(network.ports.store, job("first"))).toMatchObject({ status: "due", attempt: 1 });
  const back = await coordinator.post("/mails/again", { job: job("second"), deliverable: id });
  expect(back.headers.get("location")).toBe(`/deliverables/${id}/links`);
  await send(() => undefined);
  expect(words(await coordinator.page("/mails"))).toContain("Tous les messages sont partis.");
  expect(await coordinator.page("/deliverables")).not.toContain("/mails");
  expect(await coordinator.page(`/deliverables/${id}/links`)).not.toContain("refusé");
});

test("what left meanwhile is not sent again, and no other job is run from there", async () => {
  await send(() => undefined);
  const coordinator = await browse(network, "coordinator");
  expect((await coordinator.post("/mails/again", { job: job("first") })).status).toBe(303);
  expect(await getJob(network.ports.store, job("first"))).toBeUndefined();
  expect((await coordinator.post("/mails/again", { job: `proof/${id}/1` })).status).toBe(404);
});

test.each(["author", "first", "funder", undefined] as const)("they are nobody else's: %s", async (role) => {
  await send(says);
  const browser = await browse(network, role);
  expect((await browser.get("/mails")).status).toBe(404);
  expect((await browser.post("/mails/again", { job: job("first") })).status).toBe(404);
  expect(await getJob(network.ports.store, job("first"))).toMatchObject({ status: "failed" });
  if (role) expect(await browser.page("/")).not.toContain("/mails");
});
