import { expect, test } from "vitest";
import { helped } from "../../../../functions/web/components/help-link.ts";
import { helpTexts } from "../../../../shared/i18n/help.ts";
import { languages } from "../../../../shared/i18n/languages.ts";
import { browse, createNote, deposit, openTestNetwork, submitDraft } from "../../network.ts";
import { words } from "../../notify/letter.ts";

const roles = Object.entries(helped);

test.each(roles)("help of the %s, for whoever asks, has all its sections in each language", async (role, count) => {
  const { app } = await openTestNetwork({ linkDays: 45 });
  for (const language of languages) {
    const page = await (await app.request(`/help/${role}`, { headers: { "accept-language": language } })).text();
    expect(page.match(/<h2>/g)).toHaveLength(count + 1);
    expect(page).not.toMatch(/\{\w+\}/);
    const known = Object.keys(helpTexts[language]).filter((key) => key.startsWith(`${role}.`));
    expect(known.filter((key) => /\.\d\.title$/.test(key))).toHaveLength(count);
    // the other three
    expect(page.match(/<li><a href="\/help\//g)).toHaveLength(3);
  }
});

test("help says what the settings say, and there is none of other roles", async () => {
  const { app } = await openTestNetwork({ linkDays: 45 });
  expect(words(await (await app.request("/help/reviewer")).text())).toContain("vaut 45 jours");
  expect((await app.request("/help/unknown")).status).toBe(404);
});

test("help is linked where it is needed", async () => {
  const network = await openTestNetwork();
  const id = await createNote(network);
  const author = await browse(network, "author");
  expect(await author.page(`/deliverables/${id}/draft`)).toContain('href="/help/author"');
  const coordinator = await browse(network, "coordinator");
  expect(await coordinator.page("/year")).toContain('href="/help/coordinator"');
  expect(await coordinator.page(`/deliverables/${id}/dossier`)).toContain('href="/help/verifier"');
  await deposit(network, id);
  await submitDraft(network, id);
  const reviewer = await browse(network, "first");
  expect(await reviewer.page(`/deliverables/${id}/review`)).toContain('href="/help/reviewer"');
});
