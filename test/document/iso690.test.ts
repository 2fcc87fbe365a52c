import { describe, expect, test } from "vitest";
import { formatEntry } from "../../shared/document/iso690.ts";
import type { CslItem, Inline } from "../../shared/document/tree.ts";
import type { Language } from "../../shared/i18n/languages.ts";

/** An entry as text in which styles show: *italics*, ^raised^, [links], no-break spaces as ~. */
function shown(inlines: readonly Inline[]): string {
  const marks: Partial<Record<Inline["type"], [string, string]>> = {
    emphasis: ["*", "*"],
    superscript: ["^", "^"],
    link: ["[", "]"],
    language: ["{", "}"],
  };
  return inlines
    .map((inline) => {
      if (inline.type === "text") return inline.value.replaceAll("\u00A0", "~");
      const [open, close] = marks[inline.type] ?? ["", ""];
      return "children" in inline ? open + shown(inline.children) + close : "";
    })
    .join("");
}

const noel = { family: "Noël", given: "Olivier" };
const roy = { family: "Roy", given: "Anne", "non-dropping-particle": "de" };
const on = (...parts: number[]) => ({ "date-parts": [parts] });

describe("formatEntry", () => {
  const check = (name: string, item: Omit<CslItem, "id">, expected: string, language: Language = "fr") =>
    test(name, () =>
      expect(shown(formatEntry({ id: "x", ...item } as CslItem, { language, suffix: "" }))).toBe(expected),
    );

  const book = {
    type: "book",
    title: "L’intégration en actes",
    author: [noel],
    issued: on(2014),
    edition: 2,
    "publisher-place": "Paris",
    publisher: "L’Harmattan",
    "number-of-pages": 250,
    "collection-title": "Espaces interculturels",
    ISBN: "978-2-336-00000-0",
  };
  check(
    "a book",
    book,
    "Noël, Olivier, 2014. *L’intégration en actes*. 2^e^~éd. Paris~: L’Harmattan. 250~p. Espaces interculturels. ISBN~978-2-336-00000-0.",
  );
  check(
    "a book, in English",
    book,
    "Noël, Olivier, 2014. *L’intégration en actes*. 2^nd^~ed. Paris: L’Harmattan. 250~p. Espaces interculturels. ISBN~978-2-336-00000-0.",
    "en",
  );
  check("a first edition", { type: "book", title: "Repères", edition: "1" }, "*Repères*. s.~d. 1^re^~éd.");
  check(
    "an edition in words",
    { type: "book", title: "Repères", edition: "éd. revue", issued: on(2007) },
    "*Repères*. 2007. éd. revue.",
  );
  check(
    "an article",
    {
      type: "article-journal",
      title: "Que fait la ville ?",
      author: [noel, roy],
      issued: on(2008, 3),
      "container-title": "Hommes & migrations",
      volume: 12,
      issue: 3,
      page: "45-60",
      DOI: "https://doi.org/10.4000/hm.123",
    },
    "Noël, Olivier et de Roy, Anne, 2008. Que fait la ville ? *Hommes & migrations*. mars 2008, vol.~12, n°~3, p.~45-60. DOI~[10.4000/hm.123]",
  );
  check(
    "a chapter, with those who directed the whole",
    {
      type: "chapter",
      title: "Nommer les faits",
      author: [roy],
      editor: [noel],
      issued: on(2006),
      "container-title": "Discriminations et territoires",
      "publisher-place": "Lille",
      publisher: "IREV",
      page: "12-30",
    },
    "de Roy, Anne, 2006. Nommer les faits. In~: Noël, Olivier~(dir.), *Discriminations et territoires*. Lille~: IREV. p.~12-30.",
  );
  check(
    "a report of an organisation, with its number",
    {
      type: "report",
      title: "Rapport d’activités",
      author: [{ literal: "ORIV" }],
      issued: on(2007),
      genre: "Rapport",
      number: "4",
    },
    "ORIV, 2007. *Rapport d’activités*. Rapport. n°~4.",
  );
  check(
    "a thesis",
    {
      type: "thesis",
      title: "L’école et la ville",
      author: [roy],
      issued: on(2001),
      publisher: "Université de Strasbourg",
    },
    "de Roy, Anne, 2001. *L’école et la ville*. Thèse. Université de Strasbourg.",
  );
  check(
    "a page of the web, read on the first of a month",
    {
      type: "webpage",
      title: "Le réseau",
      author: [{ literal: "RECI" }],
      issued: on(2008, 5, 12),
      accessed: on(2008, 7, 1),
      URL: "https://reci.example/reseau",
    },
    "RECI, 2008. *Le réseau* [en ligne]. 12~mai 2008. [consulté le 1^er^~juillet 2008]. Disponible à l’adresse~: [https://reci.example/reseau]",
  );
  check(
    "editors alone",
    { type: "book", title: "Atlas", editor: [noel, roy], issued: on(2005) },
    "Noël, Olivier et de Roy, Anne~(dir.), 2005. *Atlas*.",
  );
  check(
    "a translated book",
    { type: "book", title: "Frontières", author: [noel], translator: [roy], issued: on(2005) },
    "Noël, Olivier, 2005. *Frontières*. Traduit par de Roy, Anne.",
  );
  check(
    "years that run",
    { type: "book", title: "Cahiers", issued: { "date-parts": [[2005], [2008]] } },
    "*Cahiers*. 2005–2008.",
  );
  check(
    "a date in words",
    { type: "book", title: "Cahiers", issued: { literal: "vers 1990" } },
    "*Cahiers*. vers 1990.",
  );
  check(
    "a raw date",
    { type: "article-newspaper", title: "Une", "container-title": "DNA", issued: { raw: "2008-05-12" } },
    "Une. 2008. *DNA*. 12~mai 2008.",
  );
  check(
    "a title in another language",
    { type: "book", title: "The city", language: "en-GB", issued: on(1999) },
    "{*The city*}. 1999.",
  );
  check(
    "markup in a title",
    { type: "book", title: "De <i>Babel</i> au 2<sup>e</sup>", issued: on(1999) },
    "*De *Babel* au 2^e^*. 1999.",
  );
  check(
    "a type that we do not know",
    { type: "hologram", title: "Ville", author: [noel], note: "Boîte 3" },
    "Noël, Olivier, s.~d. *Ville*. Boîte 3.",
  );
  check("nothing but an id", { type: "book" }, "*x*. s.~d.");
});
