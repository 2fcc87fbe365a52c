import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setBlocks, setInlines, setText, type TypographyReport } from "../../shared/document/orthotypography.ts";
import type { Inline } from "../../shared/document/tree.ts";
import { textOf } from "../../shared/document/visit.ts";
import { blocks, inlines } from "./arbitrary.ts";
import { t } from "./sample.ts";

/** Inlines as text in which styles show: ^raised^, *emphasis*, `code`, [link], {en:span}, no-break spaces as ~ and _. */
function shown(run: readonly Inline[]): string {
  const show = (inline: Inline): string => {
    switch (inline.type) {
      case "text":
        return inline.value.replaceAll("\u202F", "_").replaceAll("\u00A0", "~");
      case "superscript":
        return `^${shown(inline.children)}^`;
      case "emphasis":
        return `*${shown(inline.children)}*`;
      case "code":
        return `\`${inline.value}\``;
      case "language":
        return `{${inline.language}:${shown(inline.children)}}`;
      case "noteReference":
        return "†";
      case "lineBreak":
        return "\n";
      default:
        return "children" in inline ? `[${shown(inline.children)}]` : "";
    }
  };
  return run.map(show).join("");
}

const em = (value: string): Inline => ({ type: "emphasis", children: [t(value)] });
const code = (value: string): Inline => ({ type: "code", value });
const inEnglish = (value: string): Inline => ({ type: "language", language: "en-GB", children: [t(value)] });
const called: Inline = { type: "noteReference", note: "1" };

describe("French", () => {
  const check = (name: string, given: string | Inline[], expected: string) =>
    test(name, () => {
      const run = typeof given === "string" ? [t(given)] : given;
      const report: TypographyReport = {};
      const set = setInlines(run, "fr-CH", report);
      expect(shown(set)).toBe(expected);
      const nothing: TypographyReport = {};
      expect(setInlines(set, "fr-CH", nothing)).toEqual(set);
      expect(nothing).toEqual({});
    });

  check("apostrophes", "L'école d'aujourd'hui, l'11 de l'ODTI", "L’école d’aujourd’hui, l’11 de l’ODTI");
  check("an elision with a space too many", "PROGRAMME D' ACTIONS, qu' elle", "PROGRAMME D’ ACTIONS, qu’ elle");
  check("minutes and inches stay", `45° 12' et 3" de pluie`, `45°~12' et 3" de pluie`.replace("45°~", "45° "));
  check("high punctuation, with and without its space", "Quoi ? Non! Si ;puis;  et", "Quoi_? Non_! Si_;puis_;  et");
  check("runs of marks", "Vraiment ?! Oui !!! Quoi…?", "Vraiment_?! Oui_!!! Quoi…_?");
  check("a mark in brackets", "peut-être (?) ou (!) non", "peut-être (?) ou (!) non");
  check("the colon", "Objet: la note : suite", "Objet~: la note~: suite");
  check("times and ratios", "à 14:30, au 1:25 000", "à 14:30, au 1:25_000");
  check("hours", "à 14 h 30", "à 14~h~30");
  check("guillemets", "«mot», « deux » et «  trois  » !", "«_mot_», «_deux_» et «_trois_»_!");
  check("straight quotation marks", `la "diversité" et « l'"autre" »`, "la «_diversité_» et «_l’“autre”_»");
  check("a lone straight mark", `un écran de 24" neuf`, `un écran de 24" neuf`);
  check("ellipses", "et caetera... fin....", "et caetera… fin....");
  check(
    "dashes",
    "Un -- deux --- trois - quatre, 2007-2008, 5 - 3, peut-être",
    "Un – deux — trois – quatre, 2007-2008, 5 - 3, peut-être",
  );
  check("a dash that opens", "- Bonjour", "–~Bonjour");
  check("an option of a command", "avec --kind note", "avec --kind note");
  check("ordinals", "1er, 1re, 2e, 3ème, 24es", "1^er^, 1^re^, 2^e^, 3^ème^, 24^es^");
  check("centuries", "au XXe siècle, Ier, IIe et XIXe", "au XX^e^ siècle, I^er^, II^e^ et XIX^e^");
  check("words that look like Roman numbers", "Ce Le Me les MMe, une VIP", "Ce Le Me les MMe, une VIP");
  check("hexadecimal and codes", "3e8, A1e, 0,5e", "3e8, A1e, 0,5e");
  check("a number sign", "n° 12, N°3 et le n° des pages", "nº~12, Nº~3 et le n° des pages");
  check("thousands", "164 600 euros, 1 234 567,50, en 2008", "164_600 euros, 1_234_567,50, en 2008");
  check(
    "telephone and other long numbers",
    "03 88 14 35 89, 0 800 123 456, 123 456 789 00012",
    "03 88 14 35 89, 0 800 123 456, 123 456 789 00012",
  );
  check("a year before a number", "en 2008 150 000 personnes", "en 2008 150 000 personnes");
  check("percentages and currencies", "26 %, 50%, 12 €, 3 °C", "26~%, 50~%, 12~€, 3~°C");
  check("what is tied", "p. 4, art. 12, M. Noël, Mme Roy, le 7 juin", "p.~4, art.~12, M.~Noël, Mme~Roy, le 7~juin");
  check(
    "addresses",
    "voir https://example.org/a?b=1;c:d ; ou l'an@reci.example !",
    "voir https://example.org/a?b=1;c:d_; ou l’an@reci.example_!",
  );
  check("an address before its mark", "sur www.reci.example?", "sur www.reci.example_?");
  check("code", [t("la clé "), code("a ? b : c"), t(" : non"), code("x!"), t("?")], "la clé `a ? b : c`~: non`x!`_?");
  check("styles in the way", [t("« "), em("l'"), t("école"), em(" "), t(" ?")], "«_*l’*école*_*?");
  check("a note before its mark", [t("en annexe"), called, t(" ; puis")], "en annexe†_; puis");
  check("a mark after a style", [em("Quoi"), t("?")], "*Quoi*_?");
  check(
    "an ordinal already raised",
    [t("le 1"), { type: "superscript", children: [t("er")] }, t(" mai")],
    "le 1^er^~mai",
  );
  check(
    "a span in English",
    [t("l'"), inEnglish(`the "network's" aim?`), t(" !")],
    "l'{en-GB:the “network’s” aim?}_!".replace("l'", "l’"),
  );
  check("a line break", [t("Quoi"), { type: "lineBreak" }, t("!")], "Quoi\n!");
});

describe("English", () => {
  const check = (given: string, expected: string) =>
    test(given, () => expect(setText(given, "en-GB", {})).toBe(expected));
  check(`the "first" network's notes`, "the “first” network’s notes");
  check(`"the 'small' print"`, "“the ‘small’ print”");
  check("the authors' drafts, the '90s and rock 'n' roll", "the authors’ drafts, the ’90s and rock ’n’ roll");
  check("wait... 5' 3 -- no: yes; why?", "wait… 5' 3 – no: yes; why?");
});

test("a language we have no rules for is left alone", () => {
  expect(setText("l'uno ? l'altro...", "it", {})).toBe("l'uno ? l'altro...");
});

test("what was done is counted", () => {
  const report: TypographyReport = {};
  setInlines([t("L'an 1er : 12 000 mots... « oui » ?")], "fr", report);
  expect(report).toEqual({ apostrophes: 1, ellipses: 1, punctuation: 4, numbers: 1, ordinals: 1 });
});

/** Text without what the rules may touch. */
function words(text: string): string {
  return text
    .replace(/\s/g, "")
    .replace(/["«»“”]/g, "")
    .replace(/[’‘]/g, "'")
    .replace(/[–—]|-{1,3}/g, "-")
    .replaceAll("…", "...")
    .replaceAll("º", "°");
}

test.each(["fr-FR", "en-GB"])("in %s: idempotent, and the author's words stay", (language) => {
  fc.assert(
    fc.property(blocks, (given) => {
      const once = setBlocks(given, language, {});
      expect(setBlocks(once, language, {})).toEqual(once);
      expect(words(once.map(textOf).join("\n"))).toBe(words(given.map(textOf).join("\n")));
    }),
  );
});

test("in French, typing of every sort: idempotent", () => {
  const typing = fc.string({
    unit: fc.constantFrom(..."aX1e° «»\u00A0\u202F.;:!?'\"-…%(n,3", "er", "...", "0"),
    maxLength: 14,
  });
  const run = fc.oneof(
    fc.array(
      typing.map((value) => t(value)),
      { maxLength: 3 },
    ),
    inlines,
  );
  fc.assert(
    fc.property(run, (given) => {
      const once = setInlines(given, "fr", {});
      expect(setInlines(once, "fr", {})).toEqual(once);
    }),
    { numRuns: 2000 },
  );
});
