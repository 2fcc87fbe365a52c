import { describe, expect, test } from "vitest";
import type { Approval, ApprovedRound } from "../../shared/document/approval/facts.ts";
import { annexBlocks, approvalBlocks } from "../../shared/document/approval.ts";
import { eachBlock, textOf } from "../../shared/document/visit.ts";
import type { Language } from "../../shared/i18n/languages.ts";
import { approved } from "./approved.ts";

/** The record and its annex as lines, a block each; unbreakable spaces as `~`, narrow ones as `_`. */
function linesOf(approval: Approval, language: Language): string {
  const blocks = [...approvalBlocks(approval, language), ...annexBlocks(approval, language)];
  const lines = [...eachBlock(blocks)].map(textOf);
  return lines.join("\n").replaceAll("\u00a0", "~").replaceAll("\u202f", "_");
}

/** The approval of one round, with these changes. */
function once(changes: Partial<ApprovedRound>, more: Partial<Approval> = {}): Approval {
  return { ...approved, ...more, rounds: [{ ...approved.rounds[1]!, ...changes }] };
}

const { closedBy: _, ...byTheLine } = approved;

describe("an approval record", () => {
  const check = (name: string, approval: Approval, has: string[], hasNot: string[] = [], language: Language = "fr") =>
    test(name, () => {
      const lines = linesOf(approval, language);
      for (const expected of has) expect(lines).toContain(expected);
      for (const unexpected of hasNot) expect(lines).not.toContain(unexpected);
    });

  check("closed by someone, after two rounds", approved, [
    "Version approuvée le 29~mai 2008 à 15~h~05_; relecture close par Coordination du réseau.",
    "Règle~: 2 avis favorables (relecteurs sollicités~: 3)_; une demande de changements suffit",
    "2, confirme la 1 (3f2a91c0)",
  ]);
  check(
    "closed at its deadline, of one round and no seminar",
    { ...byTheLine, rounds: [approved.rounds[1]!] },
    ["Version approuvée le 29~mai 2008 à 15~h~05, à l’échéance de la relecture"],
    ["Séminaire", "Relectures", "Annexe"],
  );
  check("as it is", { ...byTheLine, asIs: true }, ["approuvée telle quelle, sans relecture de confirmation."]);
  const translated = (behind?: NonNullable<Approval["translation"]>["behind"]) =>
    once({}, { translation: { language: "fr", dated: "2008-03-03T09:00:00.000Z", ...(behind && { behind }) } });
  const newer = { dated: "2008-05-05T09:00:00.000Z", stale: 2, missing: 1, orphan: 0 };
  const made = "Traduction d’un document en français, faite de sa version du 3~mars 2008 à 10~h.";
  check("of a translation that follows its original", translated(), [made], ["À l’approbation"]);
  check("of one that was published behind, by kinds, in a line of its own", translated(newer), [
    `${made}\nÀ l’approbation, 3 passages ne suivaient pas la version du 5~mai 2008 à 11~h de l’original (2 périmés et 1 manquant)_; la coordination`,
  ]);
  check("of one that was never compared", translated({ ...newer, stale: 0, missing: 0, unpaired: true }), [
    "elle n’avait pas été comparée à la version du 5~mai 2008 à 11~h de l’original",
  ]);
  check("by all", once({ rule: { quorum: "all", per: "person", veto: 2 } }), [
    "Règle~: l’avis favorable de tous les relecteurs qui se prononcent_; 2 demandes de changements renvoient",
  ]);
  check("by members", once({ rule: { quorum: 2, per: "member", veto: 1 } }), ["de 2 structures membres"]);
  check("by one", once({ rule: { quorum: 1, per: "person", veto: 1 } }), ["Règle~: un avis favorable (relecteurs"]);
  check(
    "of a round that read an unchanged text, for a reason",
    once({ unchanged: { reason: "Déjà dit en page 3." } }),
    [
      "La relecture n°~2 a porté sur un texte déjà relu, le même mot pour mot. Motif donné à son ouverture~: «_Déjà dit en page 3._»",
    ],
  );
  check("of one whose reason was erased", once({ unchanged: {} }), ["Le motif donné à son ouverture a été effacé."]);
  const [asked] = once({}).rounds[0]!.opinions;
  const reserved = { ...asked!, name: "Relecteur 2", choice: "approveWithReservations" as const };
  check(
    "with the reasons written with reservations, of every round, as its reviewer is named there",
    {
      ...approved,
      rounds: [
        { ...approved.rounds[0]!, opinions: [{ ...reserved, reservation: { text: "Une définition manque." } }] },
        { ...approved.rounds[1]!, opinions: [{ ...reserved, organisation: "IREV", reservation: {} }] },
      ],
    },
    [
      "Relecture\nRelecteur\nMotif écrit\n1\nRelecteur 2, ORIV\nUne définition manque.\n2\nRelecteur 2, IREV\nTexte effacé",
    ],
  );
  check("without reservations, and says nothing of them", once({}), [], ["Motif écrit"]);
  check(
    "what is erased is told as erased, what is long is cut, what is many is counted",
    once({
      contributions: [
        { number: 1, type: "comment", done: "open" },
        { number: 2, type: "comment", text: "mot ".repeat(200), done: "declined", reason: "Non." },
        { number: 3, type: "correction", passage: "de trop", text: "", proposal: "", done: "integrated" },
        { number: 4, type: "comment", text: "Ou à Metz ?", replies: ["Metz, plutôt.", "Soit."], done: "integrated" },
        ...Array.from({ length: 309 }, (_, index) => ({
          ...{ number: index + 5, type: "comment" as const, text: `Remarque ${index}`, done: "partly" as const },
        })),
      ],
    }),
    [
      "Texte effacé à la demande d’une personne.\nSans suite donnée",
      "mot mot…\nNon retenue\nNon.",
      "Supprimer ce passage.",
      "Ou à Metz ?\nRéponse~: Metz, plutôt.\nRéponse~: Soit.",
      "13 autres remarques sont dans le dossier.",
    ],
  );
  check(
    "in English",
    approved,
    [
      "Version approved on 29~May 2008 at 15:05; review closed by",
      "Email received on 27~May 2008",
      "Replace with: “le mot",
    ],
    ["Relecture", "Avis"],
    "en",
  );
});
