import { readEnglish } from "./english.ts";
import { type Given, openIn, type Read, sha256 } from "./facts.ts";
import { linesOf } from "./lines.ts";
import { type Archive, allAt, type Check, type Context, type Fault, readLine, type Sentence, says } from "./reader.ts";
import type { Visit } from "./visits.ts";
import { fullName, isAt, isOn, isText, personOf, plain, receiptOf } from "./words.ts";

/** Reads a receipt, as its page has it or as its copy. */
export function readReceipt(archive: Archive, { at, reader, path, html }: Visit): Fault[] {
  const [, id = "", submission = ""] = /^\/deliverables\/([^/]+)\/receipts\/([^/]+)/.exec(path) ?? [];
  const all = allAt(archive, at);
  const doc = all.find((facts) => facts.id === id)!;
  const round = doc.rounds.find(({ given }) => given.some((each) => each.submission === submission))!;
  const person = archive.people.find((each) => each.id === reader)!;
  const context: Context = {
    archive,
    all,
    doc,
    round,
    at,
    today: at.slice(0, 10),
    reader: person,
    office: false,
    kind: submission,
    before: [],
  };
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
  const lines = path.endsWith("/copy")
    ? html.split("\n").map(plain).filter(Boolean)
    : linesOf(main).map(({ text }) => text);
  if (lines.length < 8) return [{ where: path, said: lines.join(), why: "unknown" }];
  const readAs = person.language === "en" ? readEnglish : readLine;
  return lines.flatMap((line) => readAs(sentences, context, line, `${at} ${path}`));
}

const given = ({ round, kind }: Context): Given => round!.given.find(({ submission }) => submission === kind)!;
const isOpen = ({ doc, round }: Context) => openIn(doc!) === round;
const counts = (context: Context) =>
  context.round!.given.findLast(({ by }) => by === given(context).by) === given(context);

const choices: Record<string, string> = {
  approve: "Favorable",
  approveWithReservations: "Favorable avec réserves",
  requestChanges: "Changements demandés",
  abstain: "Abstention",
  decline: "Ne relit pas",
};
const yours: Record<string, string> = {
  approve: "Vous avez donné un avis favorable le {when}.",
  approveWithReservations: "Votre avis favorable avec réserves a été reçu le {when}.",
  requestChanges: "Vous avez demandé des changements le {when}.",
  abstain: "Votre abstention a été reçue le {when}.",
  decline: "Vous avez dit le {when} que vous ne relirez pas ce document.",
};
const outcomes: Record<string, string> = {
  approved: "Approuvé",
  toIntegrate: "Approuvé, remarques à intégrer",
  changesRequested: "Changements demandés",
  unresolved: "Clos sans accord",
};

const isReported =
  (channel: string): Check =>
  (context, { date }) =>
    given(context).reported?.channel === channel && isOn(context, given(context).reported!.received, date);
const isCoordinator: Check = (context, { who, address }) => {
  const person = personOf(context, context.doc!.coordinator)!;
  return person.name === who && person.address === address;
};
const stateOf = (round: Read, open: boolean) => (open ? "En cours" : outcomes[round.closed?.outcome ?? ""]);

const sentences: Sentence[] = [
  says("Avis bien reçu", (context) => !given(context).reported),
  says("Avis enregistré en votre nom", (context) => given(context).reported !== undefined),
  says("Reçu nᵒ {number}", (context, { number }) => receiptOf(given(context)) === number),
  ...Object.entries(yours).map(([choice, template]) =>
    says(template, (context, { when }) => {
      const { at, reported, choice: made } = given(context);
      return made === choice && !reported && isAt(context, at, when);
    }),
  ),
  says(
    "Un avis a été enregistré en votre nom le {when}.",
    (context, { when }) => given(context).reported !== undefined && isAt(context, given(context).at, when),
  ),
  says("Avis reçu par courriel le {date}, enregistré par la coordination.", isReported("mail")),
  says("Avis reçu par téléphone le {date}, enregistré par la coordination.", isReported("telephone")),
  says("Avis donné de vive voix le {date}, enregistré par la coordination.", isReported("meeting")),
  says("Ce n’est pas votre avis ?", (context) => given(context).reported !== undefined),
  says("Donnez le vôtre ici tant que la relecture est ouverte : il remplacera celui-ci.", isOpen),
  says("Vous pouvez aussi écrire à {who} ({address}).", isCoordinator),
  says(
    "Écrivez à {who} ({address}), même si la relecture est close.",
    (context, found) => !isOpen(context) && isCoordinator(context, found),
  ),
  says("Donner mon avis", isOpen),
  says("Titre : {title}", ({ doc }, { title }) => doc!.title === title),
  says("Empreintes, pour vérifier"),
  says("Relecteur : {who}", ({ reader }, { who }) => fullName(reader!) === who),
  says("Avis : {choice}", (context, { choice }) => choices[given(context).choice] === choice),
  says("Motif : {text}", (context, { text = "" }) => isText(context, given(context).reason, text)),
  says(
    "Réserves : {text}",
    (context, { text = "" }) =>
      given(context).choice === "approveWithReservations" && isText(context, given(context).reason, text),
  ),
  says("État de la relecture : {state}", (context, { state }) => stateOf(context.round!, isOpen(context)) === state),
  says("Version : {hash}", ({ round }, { hash }) => round!.version === hash),
  says(
    "Empreinte de l’enregistrement : {hash}",
    (context, { hash }) => sha256(context.doc!.rows.find(({ seq }) => seq === given(context).seq)) === hash,
  ),
  says("La relecture est close ; cet avis y reste enregistré.", (context) => !isOpen(context)),
  says(
    "Tant que la relecture est ouverte, vous pouvez changer d’avis ; le dernier compte.",
    (context) => isOpen(context) && counts(context),
  ),
  says(
    "Vous avez donné depuis un autre avis : c’est lui qui compte.",
    (context) => isOpen(context) && !counts(context),
  ),
  says("Télécharger ma copie Revenir au document"),
  // the day it was recorded, alone on its line
  says("{date} à {hour}", (context, { date, hour }) => isAt(context, given(context).at, `${date} à ${hour}`)),
  // what was said to the coordinator
  says("{text}", (context, { text = "" }) => isText(context, given(context).reported?.note, text)),
];
