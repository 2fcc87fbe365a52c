import { beforeEach, describe, expect, test } from "vitest";
import { listJobs } from "../../../../shared/stored/job.ts";
import {
  type Browser,
  browse,
  createNote,
  type Network,
  openTestNetwork,
  type Role,
  sendMails,
} from "../../network.ts";
import { refused } from "../refused.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

describe("a link asked again", () => {
  test("says the same whether or not the address is known, and mails who is", async () => {
    const nobody = await browse(network);
    const answers: string[] = [];
    for (const address of ["Redaction@cofrimi.example", "inconnue@ailleurs.example"]) {
      const sent = await nobody.post("/link", { address });
      answers.push(`${sent.status} ${sent.headers.get("location")} ${await sent.text()}`);
    }
    expect(answers[0]).toBe(answers[1]);
    const jobs = await listJobs(network.ports.store);
    expect(jobs.map((job) => "letter" in job && [job.letter, job.to]).sort()).toEqual(
      [
        ["access", network.people.author.id],
        ["access", "nobody"],
      ].sort(),
    );
    await sendMails(network);
    expect(network.sent.map(({ to }) => to.address)).toEqual(["redaction@cofrimi.example"]);
  });

  test("is mailed five times an hour at most, without a word", async () => {
    const nobody = await browse(network);
    for (let times = 0; times < 8; times++) {
      expect((await nobody.post("/link", { address: "redaction@cofrimi.example" })).status).toBe(303);
    }
    expect(await listJobs(network.ports.store)).toHaveLength(5);
  });

  test("needs an address", async () => {
    await refused(
      await (await browse(network)).post("/link", { address: "redaction" }),
      ["address"],
      ['value="redaction"'],
    );
  });

  test("is sent by the coordinator to those of the deliverable only", async () => {
    const id = await createNote(network);
    const send = (role: Role) =>
      coordinator.post(`/deliverables/${id}/invitations`, { person: network.people[role].id });
    expect((await send("author")).headers.get("location")).toBe(`/deliverables/${id}/links`);
    expect((await send("stranger")).status).toBe(404);
    const links = (await listJobs(network.ports.store)).filter((job) => "letter" in job && job.letter === "accessSent");
    expect(links).toMatchObject([{ to: network.people.author.id }]);
    expect(await (await coordinator.get(`/deliverables/${id}/links`)).text()).toContain(
      "Le lien est parti par courriel",
    );
  });
});
