import { beforeAll, describe, expect, test } from "vitest";
import { type Browser, browse, createNote, openTestNetwork } from "../../network.ts";
import { approveNote } from "../../render/approved.ts";

test("the list shows what is open and what ended this year; another year by its link", async () => {
  const network = await openTestNetwork();
  const final = await approveNote(network);
  const open = await createNote(network);
  let coordinator = await browse(network, "coordinator");
  const ids = async (path: string) => {
    const answer = await coordinator.get(path, { accept: "application/json" });
    const { deliverables, years } = (await answer.json()) as { deliverables: { id: string }[]; years: string[] };
    return { ids: deliverables.map(({ id }) => id).sort(), years };
  };
  expect(await ids("/deliverables")).toEqual({ ids: [final, open].sort(), years: ["2008"] });
  network.world.set(Date.parse("2009-03-02T09:00:00.000Z"));
  coordinator = await browse(network, "coordinator");
  expect(await ids("/deliverables")).toEqual({ ids: [open], years: ["2008"] });
  expect(await coordinator.page("/deliverables")).toContain('<a href="/deliverables?year=2008">2008</a>');
  expect(await ids("/deliverables?year=2008")).toEqual({ ids: [final, open].sort(), years: ["2008"] });
  expect(await ids("/deliverables?year=1999")).toEqual({ ids: [open], years: ["2008"] });
});

describe("of sixty-one", () => {
  let coordinator: Browser;
  beforeAll(async () => {
    const network = await openTestNetwork();
    for (let number = 1; number <= 60; number++) await createNote(network, { title: `Veille ${number}` });
    await createNote(network, { title: "Dossier", reviewers: ["stranger"] });
    coordinator = await browse(network, "coordinator");
  }, 60_000);

  const titles = (page: string) => [...page.matchAll(/<h3><a [^>]*>(.*?)<\/a>/g)].map(([, title]) => title);
  const links = (page: string) => [...page.matchAll(/class="button second" href="(.*?)">(.*?)</g)].map(([, to]) => to);

  test("fifty are on a page, with the way to the others and back", async () => {
    const first = await coordinator.page("/deliverables");
    expect([titles(first).length, links(first)]).toEqual([50, ["/deliverables?from=50"]]);
    const second = await coordinator.page("/deliverables?from=50");
    expect([titles(second).length, links(second)]).toEqual([11, ["/deliverables"]]);
  });

  test("the first are shown where an address asks for more than there are", async () => {
    expect(titles(await coordinator.page("/deliverables?from=500")).length).toBe(50);
  });

  test.each([
    ["by a word of its title", "dossier"],
    ["by who reviews it", "documentaliste"],
  ])("one is found %s", async (_, words) => {
    expect(titles(await coordinator.page(`/deliverables?q=${words}`))).toEqual(["Dossier"]);
  });

  test("the way on keeps what is searched for", async () => {
    expect(links(await coordinator.page("/deliverables?q=veille&stage=draft"))).toEqual([
      "/deliverables?stage=draft&amp;q=veille&amp;from=50",
    ]);
  });

  test("whoever something is narrowed to, the others can be chosen next", async () => {
    const page = await coordinator.page("/deliverables?q=dossier&person=documentaliste");
    const [choices = ""] = /<select[^>]* name="person"[\s\S]*?<\/select>/.exec(page) ?? [];
    expect(titles(page)).toEqual(["Dossier"]);
    expect(choices).toContain("Research officer");
  });
});
