import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { removePerson } from "../../../../shared/stored/person.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  lastRound,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { offerAs } from "../../offering.ts";
import { refused, wrongIn } from "../refused.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let coordinator: Browser;

beforeEach(async () => {
  ({ network, id, here } = await openReview());
  coordinator = await browse(network, "coordinator");
});

const round = () => lastRound(network, id);

describe("a plan", () => {
  test("is changed in title, people and dates by the coordinator", async () => {
    const { first, second, author } = network.people;
    const changes = {
      title: "Autre titre",
      action: "Interculturalité",
      authors: [author.id],
      reviewers: [first.id, second.id],
      quorum: "1",
      dueFinal: "2008-08-01",
    };
    expect((await coordinator.post(`/deliverables/${id}/changes`, changes)).status).toBe(303);
    expect(await stateOf(network, id)).toMatchObject({
      title: "Autre titre",
      quorum: 1,
      funders: [],
      due: { final: "2008-08-01" },
    });
    await refused(
      await coordinator.post(`/deliverables/${id}/changes`, { ...changes, quorum: "9" }),
      ["quorum"],
      ['value="9"'],
    );
    expect(await coordinator.page(`/deliverables/${id}`)).toMatch(/a modifié\u00a0: (titre|Titre)/i);
  });
});

test("a plan keeps a title that was only sent again, and sets the signs of another", async () => {
  const straight = await createNote(network, { title: "L'accueil" });
  const { first, second, author } = network.people;
  const sent = {
    ...{ title: "L'accueil", action: "Interculturalité", quorum: "2" },
    ...{ authors: [author.id], reviewers: [first.id, second.id] },
  };
  const titled = async (changes: object) => {
    expect((await coordinator.post(`/deliverables/${straight}/changes`, { ...sent, ...changes })).status).toBe(303);
    return (await stateOf(network, straight)).title;
  };
  expect(await titled({ dueFinal: "2008-08-01" })).toBe("L'accueil");
  expect(await titled({ title: "L'accueil en mairie" })).toBe("L’accueil en mairie");
});

describe("a plan that changes during its round", () => {
  const page = () => `${here}/changes`;

  /** What a browser sends of the form as it comes. */
  async function untouched(): Promise<Record<string, string[]>> {
    const [form = ""] = /<form method="post" novalidate>[\s\S]*?<\/form>/.exec(await coordinator.page(page())) ?? [];
    const sent: Record<string, string[]> = {};
    for (const [input] of form.matchAll(/<input [^>]*>/g)) {
      const [name = "", type, value = ""] = ["name", "type", "value"].map(
        (attribute) => new RegExp(` ${attribute}="([^"]*)"`).exec(input)?.[1],
      );
      const left = input.includes(" disabled") || (type === "checkbox" && !input.includes(" checked"));
      if (!left) sent[name] = [...(sent[name] ?? []), value];
    }
    return sent;
  }
  const change = async (changes: object) => coordinator.post(page(), { ...(await untouched()), ...changes });

  test("asks for fewer approvals, of fewer reviewers", async () => {
    expect((await change({ reviewers: [network.people.first.id], quorum: "1" })).status).toBe(303);
    expect(await round()).toMatchObject({ reviewers: [network.people.first.id], rule: { quorum: 1 } });
    expect(await wrongIn(await change({ quorum: "2" }))).toEqual([422, ["quorum"]]);
    await decideAs(network, "first", id, "approve");
    expect(await coordinator.page(`${here}/closure`)).toContain('value="approved"');
  });

  test("keeps its people in their places, whatever the order of the directory", async () => {
    id = await createNote(network, { reviewers: ["second", "first"] });
    here = `/deliverables/${id}`;
    await deposit(network, id);
    await submitDraft(network, id);
    expect((await change({ title: "Autre titre" })).status).toBe(303);
    expect((await round()).reviewers).toEqual([network.people.second.id, network.people.first.id]);
    expect(await coordinator.page(here)).toMatch(/a modifié\u00a0: Titre\./);
  });

  const left = async () => removePerson(network.ports, network.people.first.id);

  test.each<[string, () => Promise<unknown>]>([
    ["who is there", async () => undefined],
    ["who left the network", left],
  ])("keeps a reviewer who decided, %s", async (_, then) => {
    const { first, second, stranger } = network.people;
    await decideAs(network, "first", id, "approve");
    await then();
    expect(await coordinator.page(page())).toMatch(
      /Direction<span class="hint">ORIV – reste relecteur de cette version/,
    );
    expect((await change({ title: "Autre titre" })).status).toBe(303);
    expect((await change({ reviewers: [first.id, stranger.id] })).status).toBe(303);
    expect(await stateOf(network, id)).toMatchObject({ title: "Autre titre", reviewers: [first.id, stranger.id] });
    const without = await change({ title: "Titre gardé", reviewers: [second.id, stranger.id] });
    const refused = await without.clone().text();
    expect(await wrongIn(without)).toEqual([422, ["reviewers"]]);
    expect(refused).toContain('value="Titre gardé"');
    expect(refused).toMatch(new RegExp(`type="hidden" name="reviewers" value="${first.id}"`));
    expect(refused).toMatch(new RegExp(`value="${second.id}" checked`));
  });

  test("keeps the reviewers of a final, who left too", async () => {
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    await closeRound(network, id);
    await left();
    expect((await change({ funders: [network.people.stranger.id] })).status).toBe(303);
    expect(await stateOf(network, id)).toMatchObject({ stage: "final", funders: [network.people.stranger.id] });
  });

  test.each<[string, object, number, object]>([
    ["its title alone", { title: "Autre titre" }, 1, { title: "Autre titre" }],
    ["its quorum", { quorum: "2" }, 2, { quorum: 2 }],
    ["its quorum to what the kind says", { quorum: "" }, 1, {}],
  ])("a confirming round has a quorum of its own: %s", async (_, changes, quorum, told) => {
    await offerAs(network, "first", id, { id: "un", type: "comment", text: "Plus court." });
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    await coordinator.post(`${here}/closure`, { round: "1", outcome: "toIntegrate" });
    await issue(deliverables, network.ports, id, {
      ...{ type: "dispose", by: as(network, "author"), round: 1, contribution: "un", as: "integrated" },
    });
    await deposit(network, id, completeDraft.replace("Mars, puis juillet.", "Mars."));
    await submitDraft(network, id);
    expect((await untouched()).quorum).toEqual(["1"]);
    const { seq } = await stateOf(network, id);
    expect((await change(changes)).status).toBe(303);
    expect((await round()).rule.quorum).toBe(quorum);
    const events = await Array.fromAsync(loadEvents(network.ports.store, id));
    expect(events.slice(seq).map(({ data }) => data)).toEqual(Object.keys(told).length > 0 ? [told] : []);
  });
});
