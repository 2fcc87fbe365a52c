import { beforeEach, expect, test } from "vitest";
import { everySummary } from "../../../../shared/stored/lists.ts";
import { type Browser, browse, type Network, openTestNetwork, stateOf } from "../../network.ts";
import { refused, wrongIn } from "../refused.ts";
import { original, withdrawOriginal } from "./translating.ts";

let network: Network;
let coordinator: Browser;
let source: string;
/** The form of a translation into English, as it is sent. */
let plan: Record<string, string | string[]>;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  source = await original(network);
  plan = {
    ...{ id: "twin", kind: "plain", title: "Access to rights", action: "Interculturalité", language: "en" },
    ...{ translates: source, authors: [network.people.author.id] },
  };
});

const made = () => everySummary(network.ports.store).then((all) => all.map(({ id }) => id).sort());

test("the form of a translation offers the kind of its original alone, and another language", async () => {
  const form = await coordinator.page(`/deliverables/new?translates=${source}`);
  expect([...form.matchAll(/name="kind"[^>]*value="([^"]+)"/g)].map(([, kind]) => kind)).toEqual(["plain"]);
  expect(form).toMatch(/value="en" checked/);
});

test.each<[string, () => Promise<object>, string, RegExp]>([
  [
    "a translation of another kind than its original's is refused",
    async () => ({ kind: "framing-note" }),
    "kind",
    /du type de son original : choisissez « Document »/,
  ],
  [
    "a translation that begins as the text of a version too is refused",
    async () => ({ derives: `${source}.${(await stateOf(network, source)).versions[0]!.hash}` }),
    "derives",
    /ne part pas du texte d’un autre document/,
  ],
  [
    "a second translation into a language is refused, and named",
    async () => {
      expect((await coordinator.post("/deliverables", plan)).status).toBe(303);
      return { id: "again", title: "Rights and access" };
    },
    "language",
    /« Access to rights » traduit déjà ce document en anglais/,
  ],
])("%s, by form and as JSON", async (_, change, field, message) => {
  const asked = { ...plan, ...(await change()) };
  const before = await made();
  for (const path of ["/deliverables/new", "/deliverables"]) {
    const [status, fields] = await wrongIn(await coordinator.post(path, asked));
    expect([status, fields]).toEqual([422, [field]]);
    const answer = await coordinator.json(path, asked);
    const problem = (await answer.json()) as { code: string; errors: { field: string; message: string }[] };
    expect([answer.status, problem.code, problem.errors.map((each) => each.field)]).toEqual([
      ...[400, "request-invalid", [field]],
    ]);
    expect(problem.errors[0]!.message.replaceAll(/[\u00a0\u202f]/g, " ")).toMatch(message);
  }
  expect(await made()).toEqual(before);
});

test("the same form sent again makes one translation; once it is withdrawn, another into its language may be made", async () => {
  for (const status of [303, 303]) expect((await coordinator.post("/deliverables", plan)).status).toBe(status);
  expect(await made()).toEqual([source, "twin"].sort());
  // the network's other language has one already: the form says nothing for its reader to choose
  expect(await coordinator.page(`/deliverables/new?translates=${source}`)).not.toMatch(/name="language"[^>]*checked/);
  await refused(await coordinator.post("/deliverables", { ...plan, id: "again" }), ["language"], ["Access to rights"]);
  await withdrawOriginal(network, "twin");
  expect((await coordinator.post("/deliverables", { ...plan, id: "again" })).status).toBe(303);
});
