import { counting, type Edition, favourable, needed, type Read, type Row, sha256 } from "./facts.ts";
import { linesOf } from "./lines.ts";
import { type Archive, allAt, type Check, type Context, type Fault, readLine, type Sentence, says } from "./reader.ts";
import { isAt, isErased, isOn, isText, isWhen, personOf, plain, seatOf } from "./words.ts";

/** Reads the approval record and its annex at the end of a final document, as they stand in its HTML. */
export function readRecord(archive: Archive, title: string, html: string, where: string): Fault[] {
  const lines = linesOf(html).map(({ text }) => text);
  const from = lines.lastIndexOf("Fiche d’approbation");
  const until = lines.indexOf("Notes", from);
  const all = allAt(archive, "9999");
  const doc = all.find((facts) => facts.title === title)!;
  const context: Context = {
    ...{ archive, all, doc, at: "9999", today: "2008-12-31", office: false, kind: "record", before: [] },
    round: doc.rounds.at(-1)!,
  };
  const said = from === -1 ? [] : lines.slice(from, until === -1 ? undefined : until);
  if (said.length < 8) return [{ where, said: said.join(), why: "unknown" }];
  const tables = context.doc!.rounds.flatMap((round) => round.remarks.map(() => "")).length;
  const rows = said.filter((line) => /^\d+ \| (?:.* \| ){2}/.test(line)).length;
  const missing = rows === tables ? [] : [{ where, said: `${rows} remarks of ${tables}`, why: "not borne" as const }];
  const reasoned = doc.editions.at(-1)?.reason === undefined || said.some((line) => line.startsWith("Cette édition "));
  if (!reasoned) missing.push({ where, said: "why the edition was made", why: "not borne" });
  const written = context.doc!.rounds.flatMap((round) => reserved(round)).length;
  const told = said.filter((line) => /^\d+ \| [^|]+ \| [^|]+$/.test(line)).length;
  if (told !== written) missing.push({ where, said: `${told} reservations of ${written}`, why: "not borne" });
  return [...missing, ...said.flatMap((line) => readNext(context, line, where))];
}

function readNext(context: Context, line: string, where: string): Fault[] {
  const annex = /^Relecture (\d+)$/.exec(line)?.[1];
  if (line.startsWith("Annexe")) context.round = context.doc!.rounds.find(({ remarks }) => remarks.length > 0)!;
  if (annex) context.round = context.doc!.rounds.find(({ number }) => number === Number(annex))!;
  const faults = readLine(sentences, context, line, where);
  context.before.push(line);
  return faults;
}

const last = ({ doc }: Context) => doc!.rounds.at(-1)!;
const before = (context: Context) => context.before.at(-1);
const numbered = ({ doc }: Context, number: string | undefined) =>
  doc!.rounds.find((round) => round.number === Number(number));

const opinions: Record<string, string> = {
  Favorable: "approve",
  "Favorable avec réserves": "approveWithReservations",
  "Changements demandés": "requestChanges",
  Abstention: "abstain",
  "N’a pas relu": "decline",
};
const outcomes: Record<string, string> = {
  Approuvée: "approved",
  "Approuvée, remarques à intégrer": "toIntegrate",
  "Changements demandés": "changesRequested",
  "Close sans accord": "unresolved",
};
const dispositions: Record<string, string> = {
  Intégrée: "integrated",
  "Intégrée en partie": "partly",
  "Non retenue": "declined",
};

/** A reviewer as the record names them: with their organisation, or by their seat. */
function isReviewer(context: Context, id: string, said: string, round: Read): boolean {
  const person = personOf(context, id);
  if (round.anonymous && round.were.has(id)) return said === `Relecteur ${seatOf(round, id)}`;
  return person !== undefined && said === `${person.name}, ${person.organisation}`;
}

const isOpinion: Check = (context, { who = "", opinion = "", when, how = "" }) => {
  const round = last(context);
  const reviewer = round.reviewers.find((id) => isReviewer(context, id, who, round));
  const given = counting(round).find(({ by }) => by === reviewer);
  if (!reviewer || !given || opinions[opinion] !== given.choice) return false;
  const { reported } = given;
  if (!reported) return isAt(context, given.at, when) && how === "Lien personnel";
  const ways: Record<string, RegExp> = {
    mail: /^Courriel reçu le (.+), consigné par la coordination$/,
    meeting: /^De vive voix, le (.+), consigné par la coordination$/,
    telephone: /^Téléphone, le (.+), consigné par la coordination$/,
  };
  return (
    isOn(context, reported.received, when) && isOn(context, reported.received, ways[reported.channel]?.exec(how)?.[1])
  );
};

const reserved = (round: Read) =>
  counting(round).filter(({ choice, reason }) => choice === "approveWithReservations" && reason !== undefined);

const isReservation: Check = (context, { number, who = "", reason = "" }) => {
  const round = numbered(context, number);
  return (
    round !== undefined &&
    reserved(round).some(
      (given) => isReviewer(context, given.by, who, round) && isWritten(context, given.reason, reason),
    )
  );
};

/** The words of a reason, or that they were erased. */
const isWritten = (context: Context, ref: string | undefined, said: string) =>
  isErased(context, ref) ? said === erased : isText(context, ref, said);

const isRound: Check = (context, { number, confirms, version = "", opened, closed, outcome = "", n }) => {
  const round = numbered(context, number);
  return (
    round !== undefined &&
    round.confirms === (confirms === undefined ? undefined : Number(confirms)) &&
    round.version.startsWith(version) &&
    isAt(context, round.opened, opened) &&
    isAt(context, round.closed?.at, closed) &&
    round.closed?.outcome === outcomes[outcome] &&
    round.remarks.length === Number(n)
  );
};

const erased = "Texte effacé à la demande d’une personne.";

const isTreated: Check = (context, { number, passage = "", asked = "", done = "", reason = "" }) => {
  const { round, archive } = context;
  const remark = round?.remarks.find((each) => each.number === Number(number));
  const said = remark && archive.remarks.get(remark.file)?.find(({ id }) => id === remark.id);
  if (!round || !remark || !said) return false;
  const suite = round.suites.get(remark.id);
  const isDone = suite ? dispositions[done] === suite.as : done === "Sans suite donnée";
  if (isErased(context, remark.file)) return passage === "–" && asked === erased && reason === "" && isDone;
  const words = said.anchor?.quotation?.exact;
  const proposals: Record<string, string> = { correction: "Remplacer par", addition: "Ajouter" };
  const proposed = said.proposal === undefined ? [] : [`${proposals[said.type]} : « ${said.proposal} »`];
  const wanted = [...(said.text ? [said.text] : []), ...proposed].map(plain).join(" ⏎ ");
  return (
    passage === (words === undefined ? "Ensemble du document" : `« ${plain(words)} »`) &&
    asked === wanted &&
    isDone &&
    (suite?.reason ? isText(context, suite.reason, reason) : reason === "")
  );
};

/** Of a final whose newest edition was declared, that edition: the rounds are those of the one before. */
const declared = ({ doc }: Context): Edition | undefined => {
  const newest = doc!.editions.at(-1);
  return newest?.corrected ? newest : undefined;
};
const isAlone = (context: Context) => declared(context) === undefined;
const editionOf = ({ doc }: Context, number: string | undefined) =>
  doc!.editions.find((each) => each.number === Number(number));
/** The event by which the edition became final. */
const becameFinal = (context: Context): Row =>
  declared(context)
    ? context.doc!.rows.findLast(({ type }) => type === "correctionDeclared")!
    : context.doc!.rows.find(({ seq }) => seq === closing(context).seq)!;
const closing = (context: Context) => last(context).closed!;
const byLine = (context: Context, when = "") =>
  closing(context).by === "line" && isAt(context, closing(context).at, when);

const sentences: Sentence[] = [
  says("Fiche d’approbation"),
  says(
    "Version approuvée le {when} ; relecture close par {who}.",
    (context, { when, who }) =>
      isAlone(context) &&
      isAt(context, closing(context).at, when) &&
      closing(context).outcome === "approved" &&
      personOf(context, closing(context).by)?.name === who,
  ),
  says(
    "Version approuvée le {when}, à l’échéance de la relecture, la règle étant remplie.",
    (context, { when }) => byLine(context, when) && favourable(last(context)) >= needed(last(context)),
  ),
  says(
    "Version approuvée le {when}, à l’échéance de la relecture, avec les avis reçus : leur nombre n’atteignait pas celui de la règle, mais ce type de document se clôt ainsi.",
    (context, { when }) =>
      byLine(context, when) &&
      last(context).atDeadline === "close" &&
      favourable(last(context)) < needed(last(context)),
  ),
  says(
    "La coordination l’a approuvée telle quelle, sans relecture de confirmation.",
    (context) => closing(context).asIs,
  ),
  says("Règle : un avis favorable (relecteurs sollicités : {n}) ; {veto}.", isRule(1)),
  says("Règle : {quorum} avis favorables (relecteurs sollicités : {n}) ; {veto}.", (context, found) =>
    isRule(Number(found.quorum))(context, found),
  ),
  says("Édition {edition}, corrigée sans relecture et déclarée le {when} par {who}.", (context, found) => {
    const { number, at, by } = declared(context) ?? {};
    const isBy = by !== undefined && personOf(context, by)?.name === found.who;
    return number === Number(found.edition) && isAt(context, at, found.when) && isBy;
  }),
  says(
    "Cette édition {edition} a été faite pour ce motif : « {text} » Les avis et les relectures qui suivent sont ceux de l’édition {before}, que celle-ci corrige ; personne n’a relu la correction.",
    (context, { edition, before, text = "" }) => {
      const newest = declared(context);
      const follows = newest?.number === Number(edition) && newest.number === Number(before) + 1;
      return follows && isText(context, newest.reason, text);
    },
  ),
  ...(
    [
      ["L’édition {edition} a été approuvée le {when} (version {version}).", false],
      ["L’édition {edition} a été corrigée sans relecture le {when} (version {version}).", true],
    ] as const
  ).map(([template, corrected]) =>
    says(template, (context, { edition, when, version = "" }) => {
      const said = editionOf(context, edition);
      const isBefore = said !== undefined && said !== context.doc!.editions.at(-1);
      return (
        isBefore && said.corrected === corrected && isAt(context, said.at, when) && said.version.startsWith(version)
      );
    }),
  ),
  says("Empreinte SHA-256 de la version approuvée :", isAlone),
  says("Empreinte SHA-256 de la version corrigée :", (context) => !isAlone(context)),
  says("Empreinte SHA-256 du compte rendu :"),
  says("Empreinte SHA-256 de cet événement :"),
  says("{hash}", (context, { hash }) => {
    const hashes: Record<string, (string | undefined)[]> = {
      "Empreinte SHA-256 de la version approuvée :": [last(context).version],
      "Empreinte SHA-256 de la version corrigée :": [declared(context)?.version],
      "Empreinte SHA-256 du compte rendu :": context.doc!.rounds.map(({ meeting }) => meeting?.minutes),
      "Empreinte SHA-256 de cet événement :": [sha256(becameFinal(context))],
    };
    return (hashes[before(context) ?? ""] ?? []).includes(hash);
  }),
  says("Avis sur cette version", isAlone),
  says("Avis sur l’édition {edition}", (context, { edition }) => declared(context)?.number === Number(edition) + 1),
  says("Relecteur | Avis | Donné le | Moyen"),
  says("{who} | {opinion} | {when} | {how}", isOpinion),
  {
    ...says("{who} | Sans avis | | "),
    pattern: /^(?<who>.+) \| Sans avis \|\s*\|\s*$/u,
    check: (context, { who = "" }) => {
      const round = last(context);
      const reviewer = round.reviewers.find((id) => isReviewer(context, id, who, round));
      return reviewer !== undefined && round.given.every(({ by }) => by !== reviewer);
    },
  },
  says("Rencontre tenue le {day}, de {starts} à {ends}, {place}.", (context, { day, starts, ends, place }) =>
    context.doc!.rounds.some(
      (round) =>
        round.meeting?.status === "held" &&
        round.meeting.place === place &&
        isWhen(context, round, `${day}, de ${starts} à ${ends}`),
    ),
  ),
  says("Étaient présents : {people}.", (context, { people = "" }) => {
    const round = context.doc!.rounds.find(({ meeting }) => meeting?.status === "held")!;
    const names = round.meeting!.present.map((id) =>
      round.anonymous && round.were.has(id) ? `Relecteur ${seatOf(round, id)}` : personOf(context, id)!.name,
    );
    return people.split(/, | et /).join() === names.join();
  }),
  says("La relecture nº {number} a porté sur un texte déjà relu, le même mot pour mot.", (context, { number }) => {
    const [was, is] = [numbered(context, String(Number(number) - 1)), numbered(context, number)];
    return was !== undefined && was.version === is?.version;
  }),
  says("Réserves", ({ doc }) => doc!.rounds.some((round) => reserved(round).length > 0)),
  says("Relecture | Relecteur | Motif écrit"),
  says("{number} | {who} | {reason}", isReservation),
  says("Motif donné à son ouverture : « {text} »", (context, { text = "" }) =>
    context.doc!.rounds.some(({ unchanged }) => isText(context, unchanged, text)),
  ),
  says("Relectures", ({ doc }) => doc!.rounds.length > 1),
  says("Relecture (version) | Ouverte | Close | Issue | Remarques"),
  says("{number} ({version}) | {opened} | {closed} | {outcome} | {n}", isRound),
  says("{number}, confirme la {confirms} ({version}) | {opened} | {closed} | {outcome} | {n}", isRound),
  says("Chaque fait de la relecture est un événement qui porte l’empreinte du précédent.", isAlone),
  says(
    "Chaque fait de ce document est un événement qui porte l’empreinte du précédent.",
    (context) => !isAlone(context),
  ),
  ...["L’approbation est l’événement nº {seq}.", "La déclaration de la correction est l’événement nº {seq}."].map(
    (template, index) =>
      says(
        template,
        (context, { seq }) => isAlone(context) === (index === 0) && becameFinal(context).seq === Number(seq),
      ),
  ),
  says(
    "Le dossier de ce document, signé, contient tous les événements et tous les fichiers ; on le vérifie sans nous.",
  ),
  says("Annexe : suites données aux remarques"),
  says("Relecture {number}", (context, { number }) => numbered(context, number) !== undefined),
  says("N° | Passage | Demande | Suite | Motif"),
  {
    ...says("{number} | {passage} | {asked} | {done} | {reason}", isTreated),
    pattern: /^(?<number>\d+) \| (?<passage>.+) \| (?<asked>.+) \| (?<done>.+?) \|\s*(?<reason>.*)$/u,
  },
];

function isRule(quorum: number): Check {
  return (context, { n, veto }) => {
    const round = last(context);
    const one = "une demande de changements suffit à renvoyer le texte à ses auteurs";
    const many = `${round.veto} demandes de changements renvoient le texte à ses auteurs`;
    return round.quorum === quorum && round.reviewers.length === Number(n) && veto === (round.veto === 1 ? one : many);
  };
}
