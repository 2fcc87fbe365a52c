import { expect, test } from "vitest";
import { fileName } from "../../shared/stored/outputs.ts";

test.each([
  ["a short title whole", "L’interculturalité : note de cadrage", "l-interculturalite-note-de-cadrage"],
  [
    "a long one without what follows its colon, so that no kind is half there",
    "L’accueil des habitants allophones dans les mairies : note de cadrage",
    "l-accueil-des-habitants-allophones-dans-les-mairies",
  ],
  [
    "a longer one up to a word that may end a name",
    "Les conditions de l’accueil des habitants allophones dans les mairies de la région",
    "les-conditions-de-l-accueil-des-habitants-allophones",
  ],
  ["one word that is too long up to where it may be", "a".repeat(80), "a".repeat(60)],
  ["one that has no letter of ours by another word", "Ωμέγα", "document"],
])("a file is called by its title: %s", (_, title, name) => expect(fileName(title, ".pdf")).toBe(`${name}.pdf`));
