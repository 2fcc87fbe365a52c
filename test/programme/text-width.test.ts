import { expect, test } from "vitest";
import { cut, textWidth, wrap } from "../../shared/programme/text-width.ts";

test("wide letters take more room than narrow ones, and twice the size twice the room", () => {
  expect(textWidth("mmm", 10)).toBeGreaterThan(textWidth("iii", 10) * 2);
  expect(textWidth("Note", 20)).toBe(textWidth("Note", 10) * 2);
});

test.each([
  ["what has room stays whole", "Note de cadrage", 200, "Note de cadrage"],
  ["words are left out at the end, with the signs before them", "L’école : dossier ressources", 70, "L’école…"],
  ["a word alone is cut within", "Interculturalité", 60, "Intercu…"],
])("%s", (_, text, room, shown) => {
  expect(cut(text, room, 12)).toBe(shown);
});

test("a text is set in lines, the last of which says that there was more", () => {
  expect(wrap("Outils de lutte contre les discriminations", 160, 15, 3)).toEqual([
    "Outils de lutte",
    "contre les",
    "discriminations",
  ]);
  const lines = wrap("Outils de lutte contre les discriminations et de prévention", 160, 15, 2);
  expect([lines.length, lines[1]!.endsWith("…")]).toEqual([2, true]);
});
