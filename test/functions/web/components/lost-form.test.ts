import { expect, test } from "vitest";
import { browse, createNote, openTestNetwork } from "../../network.ts";

/** A form that comes once its sender's session is over. */

const network = await openTestNetwork();
const id = await createNote(network);
const nobody = await browse(network);
const reason = 'Le calendrier est <trop> court, "dit-on".\nEt le budget aussi.';

test("is there on the page that answers it, as it was typed, to be sent once more", async () => {
  const sent = { choice: "requestChanges", reason, round: "1", submission: "a1b2" };
  const answer = await nobody.post(`/deliverables/${id}/review/decision?from=mail`, sent, {
    referer: `http://localhost/deliverables/${id}/review`,
  });
  const page = await answer.text();
  expect(answer.status).toBe(404);
  expect(page).toContain("Votre session est terminée");
  expect(page).toContain(`<form method="post" action="/deliverables/${id}/review/decision?from=mail" data-unkept>`);
  expect(page).toMatch(
    /<textarea[^>]*name="reason"[^>]*>Le calendrier est &lt;trop&gt; court, &quot;dit-on&quot;\.\nEt le budget aussi\.<\/textarea>/,
  );
  for (const [name, value] of [
    ["choice", "requestChanges"],
    ["round", "1"],
    ["submission", "a1b2"],
  ])
    expect(page).toContain(`<input type="hidden" name="${name}" value="${value}">`);
  expect(page).toContain(`<a href="/deliverables/${id}/review">Revenir au formulaire</a>`);
  // the page stays, with what was typed, without any script
  expect(page).toMatch(/<form method="post" action="\/link" novalidate target="_blank" rel="noopener">/);
});

test("is said to wait on the other tab by the page that answers who asks for a link from there", async () => {
  const ask = (fields: Record<string, string>) =>
    nobody.post("/link", { address: "redaction@cofrimi.example", ...fields });
  const waiting = /Ce que vous avez écrit attend dans l’autre onglet/;
  const answers = [await ask({ waits: "true" }), await ask({})].map((answer) => answer.headers.get("location")!);
  expect(answers).toEqual(["/link/sent?waits", "/link/sent"]);
  expect(await nobody.page(answers[0]!)).toMatch(waiting);
  expect(await nobody.page(answers[1]!)).not.toMatch(waiting);
  const refused = await (await nobody.post("/link", { address: "redaction", waits: "true" })).text();
  expect(refused).toContain('<input type="hidden" name="waits" value="true">');
  expect(refused).not.toContain("_blank");
});

test("says the same of what there is and of what there is not", async () => {
  const [there, nowhere] = await Promise.all(
    [`/deliverables/${id}/withdrawal`, "/deliverables/nulle-part/withdrawal"].map(async (path) =>
      (await (await nobody.post(path, { reason })).text())
        .replaceAll(path, "")
        .replaceAll(encodeURIComponent(path), ""),
    ),
  );
  expect(there).toBe(nowhere);
});

test.each<[string, () => Promise<Response>]>([
  ["a page that is asked for", () => nobody.get(`/deliverables/${id}/review`)],
  ["a link that opens nothing", () => nobody.post("/l/k1.inconnu.jeton", { reason })],
  [
    "what another site sends",
    () => nobody.post(`/deliverables/${id}/withdrawal`, { reason }, { "sec-fetch-site": "cross-site" }),
  ],
  ["what a script sends", () => nobody.json(`/deliverables/${id}/withdrawal`, { reason })],
  [
    "who is in and has no right",
    async () => (await browse(network, "stranger")).post(`/deliverables/${id}/withdrawal`, { reason }),
  ],
])("nothing is given back to %s", async (_, ask) => {
  expect(await (await ask()).text()).not.toContain("Le calendrier est");
});

test("what is typed is kept for who is in, by a name that tells nobody who it is", async () => {
  const page = await (await browse(network, "author")).page("/drafts");
  expect(page).toMatch(/<script type="module" src="\/assets\/keep\.\w+\.js">/);
  expect(page).toMatch(
    /<template id="kept" data-visitor="[0-9a-f]{12}" data-zone="Europe\/Paris" data-leave="\/leave" data-ok/,
  );
  expect(page).not.toContain(`data-visitor="${network.people.author.id}`);
  expect(await nobody.page("/")).not.toContain("keep.");
});
