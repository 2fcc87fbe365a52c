import { beforeEach, describe, expect, test } from "vitest";
import { webApp } from "../../../../functions/web/app.ts";
import { clientOf, isWithin, rates } from "../../../../functions/web/http/rates.ts";
import type { Store } from "../../../../shared/ports.ts";
import { listJobs } from "../../../../shared/stored/job.ts";
import { makeLink } from "../../../../shared/stored/link.ts";
import { browse, createNote, deposit, type Network, openTestNetwork, stateOf, submitDraft } from "../../network.ts";

/** A network that is asked from `client`. */
let network: Network;
let client: string | undefined;
const hour = 3_600_000;
beforeEach(async () => {
  const opened = await openTestNetwork();
  client = "203.0.113.7";
  const options = { settings: opened.settings, clientAddress: () => client };
  network = { ...opened, app: webApp(opened.ports, options) };
  network.world.set(Math.ceil(network.world.clock() / hour) * hour);
});

async function times<T>(count: number, act: (time: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let time = 0; time < count; time++) answers.push(await act(time));
  return answers;
}

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:DB8:0:1:2:3:4:5", "2001:db8:0:0::/56"],
  ["2001:db8:0:12ff:2:3:4:5", "2001:db8:0:1200::/56"],
  ["2001:db8:0:1300::1", "2001:db8:0:1300::/56"],
  ["2001:db8::7", "2001:db8:0:0::/56"],
  ["2001:0db8:0000:0000::7", "2001:db8:0:0::/56"],
  ["fe80::1%eth0", "fe80:0:0:0::/56"],
  ["::", "0:0:0:0::/56"],
  [undefined, undefined],
])("%s is the client %s", (address, expected) => {
  expect(clientOf(address)).toBe(expected);
});

describe("links asked for", () => {
  const ask = async (address: string) => (await browse(network)).post("/link", { address });

  const asked = () => listJobs(network.ports.store);
  const director = "direction@oriv.example";

  test("are refused to nobody, however many one client asks for; the mails of more wait a while", async () => {
    const answers = await times(rates.linksAsked.limit, (time) => ask(`personne-${time}@ailleurs.example`));
    expect(new Set((await asked()).map(({ status }) => status))).toEqual(new Set(["due"]));
    answers.push(await ask(director), await ask("inconnue@ailleurs.example"));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
    const later = new Date(network.world.clock() + 300_000).toISOString();
    const waiting = (await asked()).filter(({ until }) => until === later);
    expect(waiting.map((job) => ("to" in job ? job.to : "")).sort()).toEqual(
      [network.people.first.id, "nobody"].sort(),
    );
    client = "203.0.113.8";
    const before = (await asked()).length;
    expect((await ask(director)).status).toBe(303);
    expect((await asked()).filter(({ status }) => status === "due")).toMatchObject([{ to: network.people.first.id }]);
    expect(await asked()).toHaveLength(before + 1);
  });

  test("of one address are its first five an hour, whatever others ask meanwhile", { timeout: 240_000 }, async () => {
    client = undefined;
    await times(700, (time) => ask(`personne-${time}@ailleurs.example`));
    expect(await asked()).toHaveLength(1);
    const mailed = async () =>
      (await asked()).filter((job) => "to" in job && job.to === network.people.first.id).length;
    for (const expected of [1, 2, 3, 4, 5, 5, 5]) {
      expect((await ask(director)).status).toBe(303);
      expect(await mailed()).toBe(expected);
    }
    network.world.set(network.world.clock() + hour);
    await ask(director);
    expect(await mailed()).toBe(6);
  });

  test.each([
    ["of no known client", undefined, 0],
    ["within a client’s share", "203.0.113.7", 0],
    ["beyond a client’s share", "203.0.113.7", rates.linksAsked.limit],
  ])(
    "are answered with the same bytes, reads and writes, whether or not the address is known: %s",
    async (_, from, others) => {
      await times(others, () => isWithin(network, "linksAsked", "203.0.113.7"));
      const seen: string[] = [];
      for (const address of ["redaction@cofrimi.example", "inconnue@ailleurs.example"]) {
        const calls: string[] = [];
        const { store } = network.ports;
        const told: Store = {
          ...store,
          get: (key) => {
            calls.push("get");
            return store.get(key);
          },
          commit: (writes) => {
            calls.push(`commit ${writes.length}`);
            return store.commit(writes);
          },
        };
        const options = { settings: network.settings, clientAddress: () => from };
        const app = webApp({ ...network.ports, store: told }, options);
        const body = new URLSearchParams({ address });
        const answer = await app.request("/link", { method: "POST", body });
        const headers = [...answer.headers].filter(([name]) => name !== "date");
        seen.push(JSON.stringify([answer.status, headers, await answer.text(), calls]));
      }
      expect(seen[0]).toBe(seen[1]);
      expect(await listJobs(network.ports.store)).toHaveLength(2);
    },
  );
});

describe("links that are not ours", () => {
  const open = async (token: string, init: RequestInit = {}) => network.app.request(`/l/${token}`, init);

  test("are tried so often by one client; a genuine one opens all the same", async () => {
    const statuses = await times(rates.wrongLinks.limit + 1, async () => (await open("k1.rien.rien")).status);
    expect(statuses).toEqual([...Array(rates.wrongLinks.limit).fill(404), 429]);
    expect((await open("autre")).status).toBe(429);
    expect((await open("autre", { method: "HEAD" })).status).toBe(429);
    const link = { person: network.people.author, purpose: "enter", days: 1 } as const;
    expect((await open(await makeLink(network.ports, link))).status).toBe(303);
    client = "203.0.113.8";
    expect((await open("k1.rien.rien")).status).toBe(404);
  });

  test("asked for by HEAD or ahead are not counted", async () => {
    await times(2 * rates.wrongLinks.limit, () => open("rien", { method: "HEAD" }));
    await times(2 * rates.wrongLinks.limit, () => open("rien", { headers: { purpose: "prefetch" } }));
    expect((await open("rien")).status).toBe(404);
  });
});

describe("of one record", () => {
  test("a link is sent again to one person so often a day", async () => {
    const id = await createNote(network);
    const before = (await listJobs(network.ports.store)).length;
    const coordinator = await browse(network, "coordinator");
    const send = (role: "author" | "first") =>
      coordinator.post(`/deliverables/${id}/invitations`, { person: network.people[role].id });
    const answers = await times(rates.sentAgain.limit + 1, () => send("author"));
    expect(answers.map(({ status }) => status)).toEqual([...Array(rates.sentAgain.limit).fill(303), 429]);
    expect((await send("first")).status).toBe(303);
    expect(await listJobs(network.ports.store)).toHaveLength(before + rates.sentAgain.limit + 1);
  });

  test("files are announced so often", async () => {
    const id = await createNote(network);
    const author = await browse(network, "author");
    await times(rates.uploads.limit - 1, () => isWithin(network, "uploads", id));
    const announce = async () => (await author.json(`/deliverables/${id}/uploads`, { name: "note.md" })).status;
    expect([await announce(), await announce()]).toEqual([201, 429]);
  });

  test("one person decides so often", async () => {
    const id = await createNote(network);
    await deposit(network, id);
    await submitDraft(network, id);
    const first = await browse(network, "first");
    const { version = "" } = (await stateOf(network, id)).rounds[0] ?? {};
    const decide = (time: number) =>
      first.json(`/deliverables/${id}/review/decision`, {
        ...{ round: 1, version, submission: `avis-${time}`, choice: "approve" },
      });
    const answers = await times(rates.decisions.limit + 1, decide);
    expect(answers.at(-1)?.status).toBe(429);
    expect(answers.slice(0, 5).map(({ status }) => status)).toEqual(Array(5).fill(201));
  });
});
