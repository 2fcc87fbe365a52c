import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { as, decideAs } from "../../network.ts";
import { checkLetters, title } from "../letter.ts";
import * as scene from "../scenes.ts";

checkLetters([
  {
    letter: "newDecision",
    to: "author",
    purpose: "draft",
    subject: { fr: "Un nouvel avis sur « L’interculturalité", en: "One new decision on “L’interculturalité" },
    lead: {
      fr: "Un avis est arrivé sur ce document ; la relecture court jusqu’au 12 mai 2008.",
      en: "One decision has come on this document; the review is open until 12 May 2008.",
    },
    facts: {
      fr: ["Direction (ORIV) : favorable, le 3 mars 2008 à 10 h"],
      en: ["Direction (ORIV): approves, on 3 March 2008 at 10:00"],
    },
    bring: async (network) => {
      const { id, submission } = await scene.decided(network);
      return { deliverable: id, round: 1, submission };
    },
  },
  {
    letter: "allDecided",
    to: "coordinator",
    purpose: "enter",
    lands: /^\/deliverables\/[\w-]+\/closure$/,
    subject: { fr: "Tous les avis sont là : « L’interculturalité", en: "All decisions are in: “L’interculturalité" },
    bring: async (network) => {
      const { id } = await scene.decided(network);
      await decideAs(network, "second", id, "approve");
      return { deliverable: id, round: 1 };
    },
  },
  {
    letter: "roundClosed",
    to: "author",
    purpose: "draft",
    subject: {
      fr: "« L’interculturalité : note de cadrage » : approuvé",
      en: "“L’interculturalité : note de cadrage”: approved",
    },
    bring: async (network) => ({ deliverable: await scene.closed(network), round: 1 }),
  },
  {
    letter: "deadlinePassed",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: "Échéance passée : « L’interculturalité", en: "Deadline passed: “L’interculturalité" },
    lead: {
      fr: "L’échéance du 12 mai 2008 est passée sans résultat.",
      en: "The deadline of 12 May 2008 has passed without an outcome.",
    },
    bring: async (network) => ({ deliverable: await scene.inReview(network), round: 1 }),
  },
  {
    letter: "deadlineMoved",
    to: "first",
    purpose: "review",
    subject: {
      fr: "Nouvelle échéance : « L’interculturalité : note de cadrage », 30 septembre",
      en: "New deadline: “L’interculturalité : note de cadrage”, 30 September",
    },
    lead: { fr: "La nouvelle échéance est le 30 septembre 2008.", en: "The new deadline is 30 September 2008." },
    bring: async (network) => {
      const id = await scene.inReview(network);
      await issue(deliverables, network.ports, id, {
        type: "moveDeadline",
        by: as(network, "coordinator"),
        round: 1,
        deadline: "2008-09-30T22:00:00.000Z",
      });
      return { deliverable: id, round: 1 };
    },
  },
  {
    letter: "newDecision",
    when: "in an anonymous round",
    to: "author",
    purpose: "draft",
    subject: { fr: `Un nouvel avis sur ${title.fr}`, en: `One new decision on ${title.en}` },
    facts: {
      fr: ["Relecteur 2 : favorable, le 3 mars 2008 à 10 h"],
      en: ["Reviewer 2: approves, on 3 March 2008 at 10:00"],
    },
    bring: async (network) => {
      const id = await scene.inAnonymousReview(network);
      return { deliverable: id, round: 1, submission: await decideAs(network, "second", id, "approve") };
    },
  },
  {
    letter: "roundClosed",
    when: "with remarks to integrate",
    to: "author",
    purpose: "draft",
    lands: /^\/deliverables\/[\w-]+\/contributions$/,
    subject: {
      fr: `2 remarques à traiter avant le 1er juillet`,
      en: `2 remarks to deal with by 1 July`,
    },
    lead: {
      fr: "La relecture a été close le 3 mars 2008 à 10 h ; le document final est attendu le 1er juillet 2008.",
      en: "The review was closed on 3 March 2008 at 10:00; the final document is due by 1 July 2008.",
    },
    facts: { fr: ["Remarques à traiter : 2"], en: ["Remarks to deal with: 2"] },
    bring: async (network) => ({ deliverable: await scene.toIntegrate(network), round: 1 }),
  },
  {
    letter: "roundClosed",
    when: "by the line, to the coordinator",
    to: "coordinator",
    purpose: "enter",
    subject: { fr: `${title.fr} : approuvé`, en: `${title.en}: approved` },
    bring: async (network) => {
      const { id } = await scene.decided(network);
      await decideAs(network, "second", id, "approve");
      network.world.set(Date.parse("2008-05-12T22:00:00.000Z"));
      await issue(deliverables, network.ports, id, { type: "passDeadline", by: "line", round: 1 });
      return { deliverable: id, round: 1 };
    },
  },
  {
    letter: "deadlinePassed",
    when: "with those who are awaited",
    to: "coordinator",
    purpose: "enter",
    lands: /^\/deliverables\/[\w-]+#awaited$/,
    subject: { fr: `Échéance passée : ${title.fr}`, en: `Deadline passed: ${title.en}` },
    lead: {
      fr: "L’échéance du 12 mai 2008 est passée sans résultat.",
      en: "The deadline of 12 May 2008 has passed without an outcome.",
    },
    facts: { fr: ["Avis attendus : Research officer (IREV)"], en: ["Decisions awaited: Research officer (IREV)"] },
    bring: async (network) => ({ deliverable: (await scene.decided(network)).id, round: 1 }),
  },
  {
    letter: "deadlineMoved",
    when: "by the rule",
    to: "second",
    purpose: "review",
    subject: { fr: `Nouvelle échéance : ${title.fr}, 19 mai`, en: `New deadline: ${title.en}, 19 May` },
    lead: { fr: "La nouvelle échéance est le 19 mai 2008.", en: "The new deadline is 19 May 2008." },
    facts: { fr: ["prolongée, une seule fois"], en: ["extended, once only"] },
    bring: async (network) => ({ deliverable: await scene.extended(network), round: 1 }),
  },
  {
    letter: "deadlineMoved",
    when: "by hand, after the rule did",
    to: "second",
    purpose: "review",
    subject: { fr: `Nouvelle échéance : ${title.fr}, 26 mai`, en: `New deadline: ${title.en}, 26 May` },
    facts: { fr: ["Le reste ne change pas."], en: ["Nothing else changes."] },
    bring: async (network) => {
      const id = await scene.extended(network);
      const deadline = "2008-05-26T22:00:00.000Z";
      await issue(deliverables, network.ports, id, {
        type: "moveDeadline",
        by: as(network, "coordinator"),
        round: 1,
        deadline,
      });
      return { deliverable: id, round: 1 };
    },
  },
]);
