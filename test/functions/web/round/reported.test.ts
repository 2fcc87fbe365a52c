import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { uploadKey } from "../../../../shared/stored/objects.ts";
import { as, type Browser, browse, decideAs, lastRound } from "../../network.ts";
import { wrongIn } from "../refused.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here, version } = {} as UnderReview;
let coordinator: Browser;

beforeEach(async () => {
  ({ network, id, here, version } = await openReview());
  coordinator = await browse(network, "coordinator");
});

const round = () => lastRound(network, id);

describe("a decision that came otherwise", () => {
  const given = (changes: object = {}) => ({
    ...{ round: "1", version, submission: "rapport-1", reviewer: network.people.first.id },
    ...{ choice: "approve", channel: "telephone", received: "2008-03-03", note: "« D’accord avec tout. »" },
    ...changes,
  });
  const page = () => `${here}/reported`;

  test("is recorded once, marked everywhere, with its evidence for the coordinator alone", async () => {
    for (let times = 0; times < 2; times++) expect((await coordinator.post(page(), given())).status).toBe(303);
    expect((await round()).decisions).toMatchObject([
      { reviewer: network.people.first.id, choice: "approve", reported: { channel: "telephone" } },
    ]);
    const author = await browse(network, "author");
    const note = "Avis reçu par téléphone le 3\u00a0mars 2008, enregistré par la coordination.";
    for (const reader of [coordinator, author]) expect(await reader.page(here)).toContain(note);
    expect(await author.page(here)).not.toContain("evidence");
    expect(await coordinator.page(`${page()}/rapport-1/evidence`)).toContain("D’accord avec tout.");
    expect((await author.get(`${page()}/rapport-1/evidence`)).status).toBe(404);
  });

  test("may have a file as its evidence, sent straight to the file store", async () => {
    const form = await coordinator.page(page());
    expect(form).toMatch(/enctype="multipart\/form-data"[\s\S]*name="file"/);
    await network.ports.files.put(uploadKey("piece"), Buffer.from("%PDF-1.7 lettre"), "application/pdf");
    expect(await coordinator.page(`${page()}/piece`)).toMatch(
      /Le fichier est arrivé[\s\S]*name="upload" value="piece"|name="upload" value="piece"[\s\S]*Le fichier est arrivé/,
    );
    expect((await coordinator.get(`${page()}/rien`)).status).toBe(404);
    expect((await coordinator.post(page(), given({ note: "", upload: "piece" }))).status).toBe(303);
    expect((await round()).decisions[0]?.reported?.file).toMatchObject({
      ...{ name: "avis-2008-03-03.pdf", mediaType: "application/pdf", bytes: 15 },
    });
    const file = await coordinator.get(`${page()}/rapport-1/file`);
    expect([file.status, file.headers.get("location")]).toEqual([302, expect.stringMatching(/^\/files\//)]);
    expect((await (await browse(network, "first")).get(`${page()}/rapport-1/file`)).status).toBe(404);
  });

  test.each<[string, object, string[]]>([
    [
      "nothing said",
      { reviewer: "", choice: "", channel: "", received: "" },
      ["channel", "choice", "received", "reviewer"],
    ],
    ["no evidence", { note: "" }, ["note"]],
    ["changes without a reason", { choice: "requestChanges" }, ["reason"]],
    ["a day to come", { received: "2008-12-01" }, ["received"]],
    ["a day before the review opened", { received: "2008-01-02" }, ["received"]],
    ["a year that is none of ours", { received: "0026-03-02" }, ["received"]],
    ["a version that is not the round's", { version: "0".repeat(64) }, ["choice"]],
    ["a round that has ended", { round: "2" }, ["choice"]],
    ["someone else's choice", { choice: "peut-être" }, ["choice"]],
  ])("is refused: %s", async (_, changes, fields) => {
    expect(await wrongIn(await coordinator.post(page(), given(changes)))).toEqual([422, fields]);
    expect((await round()).decisions).toEqual([]);
  });

  test("names the version it is about, and keeps naming it though another round opens meanwhile", async () => {
    const stale = given({ note: "" });
    expect(await coordinator.page(page())).toContain("Il porte sur la version 1, du ");
    for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
    const by = as(network, "coordinator");
    await issue(deliverables, network.ports, id, { type: "closeRound", by, round: 1, unresolved: false });
    const shown = await (await coordinator.post(page(), stale)).text();
    expect(shown).toContain(`name="round" value="1"`);
    expect(shown).toContain(`name="version" value="${version}"`);
    const late = await coordinator.post(page(), given({ note: "« D’accord. »" }));
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining("« D’accord. »")]);
  });

  test("never takes the place of one that was given here", async () => {
    await decideAs(network, "first", id, "approve");
    expect(await coordinator.page(page())).not.toContain(`value="${network.people.first.id}"`);
    expect(await wrongIn(await coordinator.post(page(), given()))).toEqual([422, ["reviewer"]]);
  });
});
