import { expect, test } from "vitest";
import { annotationList } from "../../../../functions/web/draft/annotations.ts";
import { sayIn } from "../../../../functions/web/http/say.ts";
import type { Contribution } from "../../../../shared/formats/reading.ts";

test("a comment of a file is shown with its answers, in order, and with its being done", async () => {
  const comment: Contribution = {
    type: "comment",
    author: "Relectrice",
    quote: "cadre",
    text: "Ou non ?",
    replies: [
      { author: "Auteur", date: "2024-06-07T10:00:00Z", text: "Oui." },
      { author: "", text: "Si." },
    ],
    resolved: true,
  };
  const shown = await annotationList(sayIn("fr", "Europe/Paris", "fr"), [comment], {
    article: "",
    changes: "accepted",
  });
  const items = [...String(shown).matchAll(/<li>([^<]+)/g)].map(([, words]) => words);
  expect(items).toEqual([
    expect.stringContaining("Ou non ?"),
    expect.stringMatching(/^Auteur \(7\sjuin\s2024\) répond.*Oui\./),
    expect.stringContaining("Si."),
    "Marqué comme réglé dans le fichier.",
  ]);
});

test("a date of a file that is no calendar day is not shown", async () => {
  const change: Contribution = {
    type: "insertion",
    author: "Auteur",
    date: "2026-99-99T00:00:00Z",
    quote: "",
    text: "si",
  };
  const shown = await annotationList(sayIn("fr", "Europe/Paris", "fr"), [change], { article: "", changes: "accepted" });
  expect(String(shown)).toMatch(/<li>Auteur [^<(]*si/);
});
