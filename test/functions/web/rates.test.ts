import { beforeEach, describe, expect, test } from "vitest";
import { webApp } from "../../../functions/web/app.ts";
import { clientOf, isWithin, rates } from "../../../functions/web/rates.ts";
import { listJobs } from "../../../shared/line/rows/job.ts";
import { makeLink } from "../../../shared/line/rows/link.ts";
import type { Store } from "../../../shared/ports.ts";
import { browse, createNote, deposit, type Network, openTestNetwork, stateOf, submitDraft } from "../network.ts";

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
  ["2001:DB8:0:1:2:3:4:5", "2001:db8:0:1::/64"],
  ["2001:db8::7", "2001:db8:0:0::/64"],
  ["2001:0db8:0000:0000::7", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::", "0:0:0:0::/64"],
  [undefined, undefined],
])("%s is the client %s", (address, expected) => {
  expect(clientOf(address)).toBe(expected);
});

describe("links asked for", () => {
  const ask = async (address: string) => (await browse(network)).post("/link", { address });

  test("by one client are so many an hour, known or not; others are not in the way", async () => {
    const answers = await times(rates.linksAsked.limit, (time) => ask(`personne-${time}@ailleurs.example`));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
    for (const address of ["redaction@cofrimi.example", "inconnue@ailleurs.example"]) {
      const refused = await ask(address);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "3600"]);
      expect(await refused.text()).toMatch(/Vous pourrez recommencer[^<]*3\u00a0mars 2008, 11\u00a0h/);
    }
    client = "203.0.113.8";
    expect((await ask("redaction@cofrimi.example")).status).toBe(303);
    client = "203.0.113.7";
    network.world.set(network.world.clock() + hour);
    expect((await ask("redaction@cofrimi.example")).status).toBe(303);
  });

  test("by clients that nobody can tell apart are bounded together alone", async () => {
    client = undefined;
    const answers = await times(rates.linksAskedByAll.limit + 1, (time) => ask(`personne-${time}@ailleurs.example`));
    expect(answers.map(({ status }) => status)).toEqual([...Array(rates.linksAskedByAll.limit).fill(303), 429]);
  });

  test("are answered with the same bytes, reads and writes, whether or not the address is known", async () => {
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
      const app = webApp({ ...network.ports, store: told }, { settings: network.settings });
      const body = new URLSearchParams({ address });
      const answer = await app.request("/link", { method: "POST", body });
      const headers = [...answer.headers].filter(([name]) => name !== "date");
      seen.push(JSON.stringify([answer.status, headers, await answer.text(), calls]));
    }
    expect(seen[0]).toBe(seen[1]);
    expect(await listJobs(network.ports.store)).toHaveLength(2);
  });
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
    const coordinator = await browse(network, "coordinator");
    const send = (role: "author" | "first") =>
      coordinator.post(`/deliverables/${id}/invitations`, { person: network.people[role].id });
    const answers = await times(rates.sentAgain.limit + 1, () => send("author"));
    expect(answers.map(({ status }) => status)).toEqual([...Array(rates.sentAgain.limit).fill(303), 429]);
    expect((await send("first")).status).toBe(303);
    expect(await listJobs(network.ports.store)).toHaveLength(rates.sentAgain.limit + 1);
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
