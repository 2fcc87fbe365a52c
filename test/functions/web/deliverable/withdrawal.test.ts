import { beforeEach, describe, expect, test } from "vitest";
import { type Browser, browse, createNote, type Network, openTestNetwork } from "../../network.ts";

let network: Network;
let coordinator: Browser;

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
});

describe("the title that is written again to withdraw", () => {
  const check = (name: string, title: string, typed: string, status = 303) =>
    test(name, async () => {
      const id = await createNote(network, { title });
      const reason = "Il n’est plus demandé.";
      expect((await coordinator.post(`/deliverables/${id}/withdrawal`, { title: typed, reason })).status).toBe(status);
    });
  check("is its own", "Note de cadrage", "Note de cadrage");
  check("is so without capitals and accents", "L’École, été 2008", "l'ecole, ete 2008");
  check("is so in decomposed letters", "L’École", "L’E\u0301cole");
  check("is so without what is unseen in it", "Inter\u00adcultu\u200bralité\u200e : note", "Interculturalité : note");
  check("is so with the dash of a keyboard", "Plan 2007–2008 — suite", "Plan 2007-2008 - suite");
  check("is so with three points", "Et après…", "Et après...");
  check(
    "is so with straight quotation marks",
    "Le mot «\u00a0accueil\u00a0» et “l’autre”",
    'Le mot "accueil" et "l\'autre"',
  );
  check("is so without ligatures", "Mise en œuvre", "Mise en oeuvre");
  check("is so without raised figures and letters", "Décision nᵒ 3, 20 m²", "Decision n° 3, 20 m2");
  check("is so with another sign between words", "Chargé·e de mission", "Chargé.e de mission");
  check("is none without a word of it", "Note de cadrage", "Note cadrage", 422);
  check("is none with another number", "Note 2", "Note 3", 422);
  check("is none where it is not written", "Note de cadrage", "", 422);
  check("is of signs where it has nothing else", "???", "???");
  check("is none of other signs where it has nothing else", "???", "!!!", 422);
});
