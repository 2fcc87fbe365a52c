import { readEnglish } from "./english.ts";
import {
  awaits,
  dayOf,
  daysFrom,
  type Facts,
  type Given,
  lackingParts,
  lastDay,
  type Owed,
  openIn,
  owes,
  type Remark,
  sha256,
  silent,
  stageOf,
  unanswered,
  verdict,
} from "./facts.ts";
import {
  type Archive,
  allAt,
  type Check,
  type Context,
  type Fault,
  type Offered,
  readLine,
  type Sentence,
  says,
} from "./reader.ts";
import {
  areNamed,
  choices,
  day,
  isAt,
  isCounted,
  isLate,
  isNamed,
  isOn,
  isText,
  isWhen,
  personOf,
  plain,
  receiptOf,
  suites,
  titled,
  until,
} from "./words.ts";

export type Mail = { at: string; to: string; letter: string; subject: string; text: string };

/** Reads one mail, its subject and each of its lines. */
export function readMail(archive: Archive, mail: Mail): Fault[] {
  const all = allAt(archive, mail.at);
  const reader = archive.people.find(({ id }) => id === mail.to)!;
  const lines = [mail.subject, ...mail.text.split("\n")].map(plain).filter((line) => line && !line.startsWith("http"));
  const named = /^Document ?: (.+)$/m.exec(mail.text)?.[1] ?? /[«“] ?(.+?) ?[»”]/.exec(mail.subject)?.[1];
  const readAs = reader.language === "en" ? readEnglish : readLine;
  const doc = all.find(({ title }) => title === named);
  const round = doc?.rounds.at(-1);
  const context: Context = {
    ...{ archive, all, at: mail.at, today: dayOf(mail.at), reader, kind: mail.letter, before: [] },
    office: reader.name === "Coordination",
    ...(doc && { doc }),
    ...(round && { round }),
  };
  return lines.flatMap((line) => {
    const faults = readAs(sentences, context, line, `${mail.at} ${reader.address} ${mail.letter}`);
    context.before.push(line);
    return faults;
  });
}

const isDoc = ({ doc }: Context, title = "") => doc?.title === title;
const isMine = ({ round, reader }: Context) => reader !== undefined && round?.reviewers.includes(reader.id) === true;
const isOpen = ({ doc, round }: Context) => doc !== undefined && round !== undefined && openIn(doc) === round;
/** A round runs until a day that has not passed. */
const runs = (context: Context, said = "") =>
  isOpen(context) && until(context, said) && lastDay(context.round!.deadline) >= context.today;
const ran = (context: Context, said = "") =>
  isOpen(context) && until(context, said) && lastDay(context.round!.deadline) < context.today;

/** All that the reader owes, of all deliverables or of one, by its day. */
function owed({ all, reader }: Context, doc?: Facts): (Owed & { doc: Facts })[] {
  const things = (doc ? [doc] : all).flatMap((each) => owes(each, reader!.id).map((one) => ({ ...one, doc: each })));
  return things.toSorted((a, b) => ((a.date ?? "9") < (b.date ?? "9") ? -1 : 1));
}

const works: Record<string, Owed["what"]> = {
  brouillon: "draft",
  "nouvelle version": "answer",
  "remarques à traiter": "dispositions",
  "brouillon à soumettre": "submission",
  relecture: "review",
};

/** Whether the reader owes this of a deliverable, by that day. */
function isOwed(context: Context, title: string, what: string | undefined, date: string, parts?: string): boolean {
  const doc = titled(context, title);
  const things = doc ? owed(context, doc) : [];
  return things.some(
    (thing) =>
      (what === undefined ? thing.what === "review" : thing.what === works[what]) &&
      isOn(context, thing.date, date) &&
      (parts === undefined ? thing.parts.length === 0 : thing.parts.join(", ") === parts),
  );
}

/** What the letter is about, of one thing. */
const owesOne =
  (what: Owed["what"], more: Check = () => true): Check =>
  (context, found) =>
    owed(context, context.doc).some((thing) => thing.what === what && isOn(context, thing.date, found.date)) &&
    more(context, found);

/** The number of things, and the day of the first. */
const severalOwed =
  (only?: Owed["what"]): Check =>
  (context, { n = "", date }) => {
    const things = owed(context).filter(({ what }) => !only || what === only);
    const [first] = things;
    return things.length >= Number(n) && things.some((thing) => isOn(context, thing.date, date)) && first !== undefined;
  };

/** Those that a letter lists are as many as it says, and all there is unless it says more. */
const listed: Check = (context, found) => {
  const things = owed(context);
  return (
    severalOwed()(context, found) && things.length === Number(found.n) && isOn(context, things[0]?.date, found.date)
  );
};

/** The opinion that a letter is about: by its receipt's number, or by who gave it and when. */
const given = new WeakMap<Context, Given>();
function isReceipt(context: Context, number = ""): boolean {
  const all = context.doc?.rounds.flatMap((round) => round.given) ?? [];
  const found = all.find((each) => receiptOf(each) === number);
  if (found) given.set(context, found);
  return found !== undefined && found.by === context.reader?.id;
}
function isGiven(context: Context, who = "", instant = "", reported = false): boolean {
  const { doc } = context;
  for (const round of doc?.rounds ?? [])
    for (const each of round.given)
      if (isAt(context, each.at, instant) && isNamed(context, each.by, who, round) && !each.reported === !reported) {
        given.set(context, each);
        return true;
      }
  return false;
}
const roundGiven = (context: Context) => context.doc?.rounds.find((round) => round.given.includes(given.get(context)!));

/** The round that was closed last. */
const closed = ({ doc }: Context) => doc?.rounds.findLast((round) => round.closed)?.closed;
const outcome =
  (wanted: string): Check =>
  (context, { title }) =>
    closed(context)?.outcome === wanted && (title === undefined || isDoc(context, title));

/** A remark of the reader's, and what became of it. */
/** In a few words, as they are quoted: of a correction what it replaces, and with what. */
const shortOf = ({ type, text, proposal, anchor }: Offered) =>
  type === "correction" && proposal ? `${anchor?.quotation?.exact}|${proposal}` : text || proposal || "–";

const isSuite: Check = (context, { number, words = "", suite = "", reason }) => {
  const { doc, archive, reader } = context;
  const saidIn = ({ file, id: remark }: Remark) => archive.remarks.get(file)?.find(({ id }) => id === remark);
  return (doc?.rounds ?? []).some((round) => {
    const remark = round.remarks.find(
      (each) =>
        each.by === reader?.id &&
        (number === undefined ? plain(shortOf(saidIn(each)!)) === plain(words) : each.number === Number(number)),
    );
    const said = remark && saidIn(remark);
    const done = remark && round.suites.get(remark.id);
    if (!remark || !said || plain(shortOf(said)) !== plain(words)) return false;
    if (!done)
      return reason === undefined && suite === (stageOf(doc!) === "final" ? "sans suite" : "sans suite encore");
    return suites[done.as] === suite && (reason === undefined ? !done.reason : isText(context, done.reason, reason));
  });
};

const office: Record<string, Check> = {
  "un relecteur propose quelqu’un à sa place : à vous d’en décider": (context, { title = "" }) =>
    titled(context, title)
      ?.rounds.at(-1)
      ?.proposals.some(({ status }) => status === "proposed") === true,
  "plus personne n’est attendu, ou l’échéance est passée : à vous de clore la relecture": (context, { title = "" }) => {
    const doc = titled(context, title);
    const round = doc && openIn(doc);
    return round !== undefined && (silent(round).length === 0 || lastDay(round.deadline) < context.today);
  },
  "le séminaire est passé : à vous de l’enregistrer": (context, { title = "" }) =>
    titled(context, title)?.rounds.some(
      ({ meeting }) => meeting?.status === "planned" && meeting.date < context.today,
    ) === true,
};

const items: Record<string, "draft" | "review" | "final"> = {
  "brouillon attendu le": "draft",
  "relecture jusqu’au": "review",
  "document final attendu le": "final",
};
const isAwaited = (context: Context, title: string, what: string, date: string) =>
  awaits(titled(context, title)!).find((each) => each.what === items[what] && isOn(context, each.date, date));

/** "un retard, 3 échéances, une décision à prendre": as many as the week has. */
function isWeek(context: Context, said: string): boolean {
  const { all, today } = context;
  const sunday = new Date(Date.parse(today) + (7 - ((new Date(today).getUTCDay() + 6) % 7) - 1) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const waiting = all.flatMap((facts) => awaits(facts).flatMap(({ date }) => date ?? []));
  const late = waiting.filter((date) => date < today).length;
  const due = waiting.filter((date) => date >= today && date <= sunday).length;
  const decisions = all.flatMap((facts) =>
    Object.values(office).filter((check) => check({ ...context, doc: facts }, { title: facts.title })),
  );
  const closing = all.filter((facts) => {
    const round = openIn(facts);
    const planned = round?.meeting?.status === "planned";
    const rule = round && verdict(round) !== undefined;
    return round !== undefined && ((round.passed && !(planned && rule)) || (!planned && silent(round).length === 0));
  }).length;
  const others =
    decisions.length - all.filter((facts) => office[closingWords]!({ ...context }, { title: facts.title })).length;
  const words = [
    late > 0 ? (late === 1 ? "un retard" : `${late} retards`) : "",
    due > 0 ? (due === 1 ? "une échéance" : `${due} échéances`) : "",
    others + closing > 0
      ? others + closing === 1
        ? "une décision à prendre"
        : `${others + closing} décisions à prendre`
      : "",
  ];
  return said === words.filter(Boolean).join(", ");
}
const closingWords = "plus personne n’est attendu, ou l’échéance est passée : à vous de clore la relecture";

const monday = ({ today }: Context) =>
  new Date(Date.parse(today) - ((new Date(today).getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);

const isReviewDue: Check = (context, { title, date }) =>
  isDoc(context, title) && isMine(context) && isOpen(context) && until(context, date);
const wasConfirmed: Check = ({ round, doc }) => {
  const before = doc?.rounds.find(({ number }) => number === round?.confirms);
  return before?.closed?.outcome === "toIntegrate" && before.remarks.length > 0 && unanswered(before).length === 0;
};
const wasReserved: Check = ({ round, doc }) => {
  const before = doc?.rounds.find(({ number }) => number === round?.confirms);
  return before?.closed?.outcome === "toIntegrate" && before.remarks.length === 0;
};
const changed = ({ doc, round }: Context) => {
  const before = doc?.rounds.find(({ number }) => number === (round?.number ?? 0) - 1);
  return before !== undefined && before.version !== round?.version;
};
const roundMoved = ({ round }: Context) => round?.moved.at(-1);

const sentences: Sentence[] = [
  // whom the letter is for
  says("Bonjour {name},", ({ reader }, { name }) => reader?.name === name),
  says("Coordination, RECI"),
  says("Répondez à ce message pour écrire à {name}.", (context, { name }) =>
    context.doc ? personOf(context, context.doc.coordinator)?.name === name : name === "Coordination",
  ),
  says("Ce lien est personnel : ne le transmettez pas."),
  says("Il reste valable 90 jours."),
  says("Vous recevez ce message parce que vous êtes relecteur de ce document.", isMine),
  says(
    "Vous recevez ce message parce que vous étiez relecteur de ce document.",
    (context) => !isMine(context) && context.round?.were.has(context.reader!.id) === true,
  ),
  says("Vous recevez ce message parce que vous êtes auteur de ce document.", ({ doc, reader }) =>
    Boolean(reader && doc?.authors.includes(reader.id)),
  ),
  says("Vous recevez ce message parce que ces travaux sont attendus de vous.", (context) => owed(context).length > 1),
  says(
    "Vous recevez ce message parce que vous coordonnez ce document.",
    ({ doc, reader }) => doc?.coordinator === reader?.id,
  ),
  says("Vous recevez ce message parce que vous coordonnez ce réseau.", ({ office }) => office),
  says("Vous recevez ce message parce que votre organisme finance ce document.", ({ doc, reader, archive }) =>
    Boolean(
      doc?.funders.some(
        (id) => archive.people.find((person) => person.id === id)?.organisation === reader?.organisation,
      ),
    ),
  ),
  says("Vous recevez ce message parce que vous êtes, ou étiez, invité à ce séminaire.", ({ round, reader }) =>
    Boolean(reader && round?.meeting?.wasInvited.has(reader.id)),
  ),
  says("Vous recevez ce message parce que vous avez envoyé des remarques sur ce document.", ({ doc, reader }) =>
    Boolean(doc?.rounds.some(({ remarks }) => remarks.some(({ by }) => by === reader?.id))),
  ),

  // what it is about
  says("Document : {title}", ({ doc }, { title }) => doc?.title === title),
  says("Action : {action}", ({ doc }, { action }) => doc?.action === action),
  says("Version : {hash}", (context, { hash }) => roundGiven(context)?.version === hash),
  says("Échéance : {date} à minuit", (context, { date }) =>
    [
      ...owed(context, context.doc).map((thing) => thing.date),
      isOpen(context) ? lastDay(context.round!.deadline) : "",
    ].some((each) => isOn(context, each, date)),
  ),
  says(
    "Ce qui est à vous : {parts}",
    ({ doc, reader }, { parts }) =>
      doc?.parts
        .filter(({ people }) => people.includes(reader!.id))
        .map(({ title }) => title)
        .join(", ") === parts,
  ),
  says("Avec : {people}", (context, { people = "" }) =>
    areNamed(
      context,
      context.doc!.authors.filter((id) => id !== context.reader!.id),
      people,
    ),
  ),
  says("Motif : {text}", (context, { text = "" }) => {
    const { doc, round, kind } = context;
    const reasons: Record<string, (string | undefined)[]> = {
      invited: [round?.unchanged],
      withdrawn: [doc?.withdrawn?.reason],
      seminarCancelled: [round?.meeting?.reason],
      decisionReported: [given.get(context)?.reason],
    };
    return (reasons[kind] ?? []).some((ref) => isText(context, ref, text));
  }),

  // drafts
  says("{n} textes vous sont demandés, le premier pour le {date}", listed),
  says("{n} textes vous sont demandés, le premier pour le {date}.", listed),
  says("Pour chacun, la page dit ce qui est attendu."),
  says("« {title} » : {what}, {date} à minuit", (context, { title = "", what, date = "" }) =>
    isOwed(context, title, what, date),
  ),
  says("« {title} » : {what} ({parts}), {date} à minuit", (context, { title = "", what, date = "", parts }) =>
    isOwed(context, title, what, date, parts),
  ),
  says("« {title} » : {date} à minuit", (context, { title = "", date = "" }) =>
    isOwed(context, title, undefined, date),
  ),
  says(
    "« {title} » : {what}, {date} à minuit, {late}",
    (context, { title = "", what, date = "", late = "" }) =>
      isOwed(context, title, what, date) && isLate(context, day(date, context), late),
  ),
  says(
    "{asked} vous est demandée : « {title} », pour le {date}",
    (context, { title, date }) =>
      isDoc(context, title) && owed(context, context.doc).some((thing) => isOn(context, thing.date, date)),
  ),
  says(
    "Un document vous est demandé : « {title} », pour le {date}",
    (context, { title, date }) =>
      isDoc(context, title) && owed(context, context.doc).some((thing) => isOn(context, thing.date, date)),
  ),
  says("Votre texte est attendu pour le {date}.", owesOne("draft")),
  says(
    "Votre avis était attendu jusqu’au {date} ; la relecture reste ouverte.",
    (context, found) => owesOne("review")(context, found) && ran(context, found.date),
  ),
  says("Une nouvelle version est attendue de vous pour le {date}.", owesOne("answer")),
  says("Les remarques attendent la suite que vous leur donnez, pour le {date}.", owesOne("dispositions")),
  says("Le brouillon est lu ; il vous reste à le soumettre, pour le {date}.", owesOne("submission")),
  says("Il reste {n} jours pour « {title} »", (context, { n, title = "" }) =>
    owed(context, titled(context, title)).some(({ date = "" }) => daysFrom(context.today, date) === Number(n)),
  ),
  says("Dernier jour pour « {title} »", (context, { title = "" }) =>
    owed(context, titled(context, title)).some(({ date }) => date === context.today),
  ),
  says("« {title} » : {late}", (context, { title = "", late = "" }) =>
    owed(context, titled(context, title)).some(({ date }) => isLate(context, date, late)),
  ),
  says("{n} choses attendues de vous, la première pour le {date}", severalOwed()),
  says("{n} choses sont attendues de vous, la première pour le {date}.", severalOwed()),
  says(
    "{n} choses attendues de vous, la première {late}",
    (context, { n, late = "" }) => owed(context).length >= Number(n) && isLate(context, owed(context)[0]?.date, late),
  ),
  says("Ce rappel est le seul de la journée ; la même liste ne repart pas avant une semaine, sauf le dernier jour."),
  says("Ce rappel est le seul de la journée."),
  says("Si la date ne peut être tenue, répondez à ce message."),
  says("Attendu de vous aussi : {n} autres choses, que vos pages montrent", (context, { n }) => {
    const shown = context.before.filter((line) => /à minuit|end of/.test(line)).length;
    return owed(context).length - shown === Number(n);
  }),
  says("Attendu de vous aussi : une autre chose, que vos pages montrent", (context) => {
    const shown = context.before.filter((line) => /à minuit|end of/.test(line)).length;
    return owed(context).length - shown === 1;
  }),
  says(
    "« {title} » : {who} vous relance",
    (context, { title = "", who }) => who === "Coordination" && owed(context, titled(context, title)).length > 0,
  ),
  says("{who} a besoin de votre part pour avancer.", (_, { who }) => who === "Coordination"),
  says("Si quelque chose vous retient, répondez à ce message."),

  // files
  says("Fichier : {name}", ({ doc, reader }, { name }) =>
    [...(doc?.uploads.values() ?? [])].some((upload) => upload.name === name && upload.by === reader?.id),
  ),
  says(
    "Votre fichier a été lu ; le brouillon est attendu le {date}.",
    (context, { date }) => context.doc!.drafts.length > 0 && isOn(context, context.doc!.due.draft, date),
  ),
  says("Votre fichier a été lu.", ({ doc }) => doc!.drafts.length > 0),
  says("« {title} » : lu, rien à vérifier", (context, { title }) => {
    const draft = context.doc?.drafts.findLast(({ at }) => at === context.at);
    return isDoc(context, title) && draft?.warnings === 0 && draft.missing.length === 0;
  }),
  says(
    "« {title} » : lu, mais il y manque quelque chose",
    (context, { title }) => isDoc(context, title) && context.doc!.drafts.at(-1)!.missing.length > 0,
  ),
  says(
    "Rubriques manquantes : {sections}",
    ({ doc }, { sections = "" }) =>
      sections ===
      doc!.drafts
        .at(-1)!
        .missing.map((id) => sectionNames[id])
        .join(", "),
  ),
  says(
    "Comparez le texte lu à votre original, puis soumettez-le à relecture.",
    ({ doc }) => lackingParts(doc!).length === 0,
  ),
  says("Comparez le texte lu à votre original."),
  says(
    "Le document pourra être soumis à relecture quand toutes ses parties y seront.",
    ({ doc }) => lackingParts(doc!).length > 0,
  ),
  says(
    "Le document ne peut pas encore être soumis : complétez votre fichier, puis déposez-le de nouveau.",
    ({ doc }) => lackingParts(doc!).length > 0,
  ),

  // an invitation to review
  says("Votre avis sur « {title} » avant le {date}", isReviewDue),
  says("Votre avis est attendu jusqu’au {date}.", isReviewDue_()),
  says(
    "Version intégrée à confirmer avant le {date} : « {title} »",
    (context, found) => isReviewDue(context, found) && wasConfirmed(context, found) && changed(context),
  ),
  says(
    "Votre avis sur la version intégrée est attendu jusqu’au {date}.",
    (context, found) => isReviewDue_()(context, found) && wasConfirmed(context, found) && changed(context),
  ),
  says(
    "Nouvelle version à relire avant le {date} : « {title} »",
    (context, found) => isReviewDue(context, found) && changed(context),
  ),
  says(
    "Votre avis sur la nouvelle version est attendu jusqu’au {date}.",
    (context, found) => isReviewDue_()(context, found) && changed(context),
  ),
  says(
    "Cette version remplace celle de la relecture nᵒ {n}.",
    (context, { n }) => changed(context) && context.round!.number - 1 === Number(n),
  ),
  says("La page montre, mot à mot, ce qui a changé depuis.", changed),
  says("La page montre, mot à mot, ce qui a changé depuis la version que vous avez lue.", changed),
  says("RECI : vous êtes invité à relire ce document.", (context) => isMine(context) && isOpen(context)),
  says(
    "Vous pourrez l’annoter passage par passage, puis donner votre avis : favorable, avec des réserves, ou en demandant des changements.",
  ),
  says("Vous pourrez l’annoter passage par passage, puis donner votre avis."),
  says(
    "{from} vous propose de relire ce document à sa place, et la coordination est d’accord.",
    (context, { from = "" }) =>
      context.round!.proposals.some(
        (each) =>
          each.status === "confirmed" && each.person === context.reader!.id && isNamed(context, each.from, from),
      ),
  ),
  says("RECI : ce document avait été approuvé avec des remarques ; ses auteurs leur ont donné suite.", wasConfirmed),
  says(
    "RECI : ce document avait été approuvé avec des remarques ; ses auteurs leur ont donné suite, mais le texte n’a pas changé depuis.",
    (context, found) => wasConfirmed(context, found) && !changed(context),
  ),
  says("RECI : ce document avait été approuvé avec des réserves.", wasReserved),
  says(
    "RECI : ce document avait été approuvé avec des réserves ; le texte n’a pas changé depuis.",
    (context, found) => wasReserved(context, found) && !changed(context),
  ),
  says("Ses auteurs disent pourquoi ci-dessous.", ({ round }) => round?.unchanged !== undefined),
  says("Ils disent pourquoi ci-dessous.", ({ round }) => round?.unchanged !== undefined),
  says("Suites données à vos remarques : voici ce qu’il en est de chacune."),
  says("Voici ce qu’il en est de chacune."),
  says("{number}. « {words} » : {suite}", isSuite),
  says("{number}. « {words} » : {suite}. {reason}", isSuite),
  says("{number}.", (_, { number = "" }) => /^\d+$/.test(number)),
  says("Remplacer « {was} » par « {proposal} » : {suite}", (context, { was, proposal, ...found }) =>
    isSuite(context, { ...found, words: `${was}|${proposal}` }),
  ),
  says(
    "Suites données à vos remarques : « {title} »",
    (context, { title }) => isDoc(context, title) && answeredMine(context),
  ),
  says("Les auteurs ont donné suite à vos remarques sur ce document.", answeredMine),
  says(
    "Vos remarques, sans suite : « {title} »",
    (context, { title }) => isDoc(context, title) && !answeredMine(context),
  ),
  says("Aucune suite n’a été donnée à vos remarques sur ce document.", (context) => !answeredMine(context)),

  // reminders of a review
  says("Dernier jour pour relire « {title} »", (context, { title = "" }) =>
    owed(context, titled(context, title)).some(({ what, date }) => what === "review" && date === context.today),
  ),
  says("Il reste {n} jours pour relire « {title} »", (context, { n, title = "" }) =>
    owed(context, titled(context, title)).some(
      ({ what, date = "" }) => what === "review" && daysFrom(context.today, date) === Number(n),
    ),
  ),
  says("Vous n’avez pas encore donné votre avis sur ce document.", ({ round, reader }) =>
    silent(round!).includes(reader!.id),
  ),
  says(
    "Vous n’avez pas encore donné votre avis sur ceux-ci ; ce rappel est le seul de la journée.",
    (context) => severalOwed("review")(context, { n: "2", date: "" }) || owed(context).length > 1,
  ),
  says("{n} documents à relire, le premier avant le {date}", severalOwed("review")),
  says("Votre avis est attendu sur {n} documents, sur le premier jusqu’au {date}.", severalOwed("review")),

  // opinions
  says(
    "Avis bien reçu : « {title} » (nᵒ {number})",
    (context, { title, number }) =>
      isDoc(context, title) && isReceipt(context, number) && !given.get(context)!.reported,
  ),
  says(
    "Avis enregistré pour vous : « {title} » (nᵒ {number})",
    (context, { title, number }) =>
      isDoc(context, title) && isReceipt(context, number) && given.get(context)!.reported !== undefined,
  ),
  says("Votre avis a été enregistré le {instant}.", (context, { instant }) =>
    isAt(context, given.get(context)?.at, instant),
  ),
  says("Reçu : nᵒ {number}", (context, { number }) => given.has(context) && receiptOf(given.get(context)!) === number),
  says("Avis : {choice}", (context, { choice }) => choices[given.get(context)?.choice ?? ""] === choice),
  says("Date : {instant}", (context, { instant }) => isAt(context, given.get(context)?.at, instant)),
  says("Empreinte de l’enregistrement : {hash}", (context, { hash }) => {
    const row = context.doc!.rows.find(({ seq }) => seq === given.get(context)?.seq);
    return row !== undefined && sha256(row) === hash;
  }),
  says("Gardez ce message comme reçu."),
  says(
    "Tant que la relecture est ouverte, jusqu’au {date}, vous pouvez changer d’avis ; le dernier compte.",
    (context, { date }) => runs(context, date),
  ),
  says(
    "L’échéance du {date} est passée, mais la relecture reste ouverte ; tant qu’elle l’est, vous pouvez changer d’avis, et le dernier compte.",
    (context, { date }) => ran(context, date),
  ),
  says("La relecture est close ; cet avis y reste enregistré.", (context) => roundGiven(context)?.closed !== undefined),
  ...standings(
    "{who} a enregistré pour vous un avis le {instant} ; {standing}.",
    (context, { who = "", instant }) =>
      isNamed(context, given.get(context)!.reported!.recordedBy, who) && isAt(context, given.get(context)?.at, instant),
  ),
  says("Avis donné : par courriel, le {date}", isReported("mail")),
  says("Avis donné : par téléphone, le {date}", isReported("telephone")),
  says("Ce qui a été dit : {text}", (context, { text = "" }) =>
    isText(context, given.get(context)?.reported?.note, text),
  ),
  says(
    "Si ce n’est pas ce que vous avez dit, répondez à ce message, ou donnez vous-même votre avis tant que la relecture est ouverte : le dernier compte.",
  ),
  says("Nouvel avis sur « {title} »", (context, { title }) => isDoc(context, title)),
  ...standings("{who} a donné son avis le {instant} ; {standing}.", (context, { who, instant }) =>
    isGiven(context, who, instant),
  ),
  ...standings(
    "L’avis de {who}, reçu le {received}, a été enregistré le {instant} ; {standing}.",
    (context, { who, instant, received }) =>
      isGiven(context, who, instant, true) && isOn(context, given.get(context)!.reported!.received, received),
  ),
  says("Le motif, s’il y en a un, se lit sur la page du livrable."),
  says("Avis reçus : {decided} sur {reviewers}", ({ round }, { decided = "", reviewers = "" }) =>
    isCounted(round, decided, reviewers),
  ),
  says("Avis attendus : {people}", (context, { people = "" }) => areNamed(context, silent(context.round!), people)),
  says("Remarques à traiter : {n}", ({ round }, { n }) => unanswered(round!).length === Number(n)),
  says(
    "Tous les avis sont là : « {title} »",
    (context, { title }) => isDoc(context, title) && silent(context.round!).length === 0,
  ),
  says(
    "Tous les relecteurs ont donné leur avis ; l’échéance était le {date}.",
    (context, { date }) =>
      silent(context.round!).length === 0 && until(context, date) && lastDay(context.round!.deadline) < context.today,
  ),
  says(
    "Tous les relecteurs ont donné leur avis ; l’échéance est le {date}.",
    (context, { date }) => silent(context.round!).length === 0 && runs(context, date),
  ),
  says("La règle est remplie : la relecture peut être close et le document approuvé.", ruleHolds("approved")),
  says(
    "La règle est remplie, avec des remarques à intégrer : la relecture peut être close, puis une courte relecture confirmera la version intégrée.",
    ruleHolds("toIntegrate"),
  ),
  says(
    "Des changements sont demandés : la relecture peut être close, le brouillon retournera à ses auteurs.",
    ruleHolds("changesRequested"),
  ),
  says(
    "La règle est remplie, mais le séminaire du {date} n’est pas encore enregistré : la relecture pourra être close quand il le sera.",
    (context, { date }) =>
      verdict(context.round!) !== undefined &&
      context.round!.meeting?.status === "planned" &&
      isOn(context, context.round!.meeting.date, date),
  ),

  // who reviews instead
  says(
    "Relecture à confier : « {title} »",
    (context, { title }) =>
      isDoc(context, title) && context.round!.proposals.some(({ status }) => status === "proposed"),
  ),
  ...standings("{who} propose que quelqu’un d’autre relise à sa place ; {standing}.", (context, { who = "" }) =>
    context.round!.proposals.some((each) => each.status === "proposed" && isNamed(context, each.from, who)),
  ),
  says("Rien n’est changé tant que vous n’avez pas répondu."),
  says("Si vous acceptez, cette personne reçoit une invitation."),
  says("Remplaçant proposé : {words}", (context, { words }) => {
    const waiting = context.round!.proposals.findLast(({ status }) => status === "proposed");
    const { name, organisation, address } = JSON.parse(context.archive.texts.get(waiting?.to ?? "") ?? "{}");
    return `${name}, ${organisation}, ${address}` === words;
  }),
  says("Relecture confiée : « {title} »", (context, { title }) => isDoc(context, title) && !isMine(context)),
  says(
    "{who} relit ce document à votre place ; plus rien n’est attendu de vous.",
    (context, { who = "" }) =>
      context.round!.proposals.some(
        (each) =>
          each.status === "confirmed" && each.from === context.reader!.id && isNamed(context, each.person!, who),
      ) && owed(context, context.doc).length === 0,
  ),
  says("Vos avis et vos remarques d’avant restent enregistrés."),
  says(
    "Votre avis reste attendu sur « {title} »",
    (context, { title }) => isDoc(context, title) && silent(context.round!).includes(context.reader!.id),
  ),
  says(
    "Le remplacement que vous proposiez n’a pas été retenu : votre avis est attendu jusqu’au {date}.",
    (context, { date }) =>
      runs(context, date) &&
      context.round!.proposals.some((each) => each.status === "refused" && each.from === context.reader!.id),
  ),
  says("Vous pouvez donner votre avis, proposer quelqu’un d’autre, ou dire que vous ne relirez pas."),

  // seminars
  says("Séminaire du {date}, dossier prêt : « {title} »", isSeminar("planned")),
  says("Vous êtes invité au séminaire du {when}.", isInvited),
  says("RECI : le document à discuter est prêt à lire.", ({ round }) => round !== undefined),
  says("L’invitation jointe va dans votre agenda."),
  says("L’invitation jointe remplace la précédente dans votre agenda."),
  says("Séminaire : {when}", (context, { when = "" }) => isWhen(context, context.round, when)),
  says("Lieu : {place}", ({ round }, { place }) => round?.meeting?.place === place),
  says("Ordre du jour : {text}", (context, { text = "" }) => isText(context, context.round?.meeting?.agenda, text)),
  says("Séminaire du {date}, changement : « {title} »", isSeminar("planned")),
  says("Le séminaire a maintenant lieu le {when}.", isInvited),
  says("Séminaire sans vous : « {title} »", (context, { title }) => isDoc(context, title) && !invitedNow(context)),
  says("Vous n’êtes plus attendu au séminaire sur ce document.", (context) => !invitedNow(context)),
  says("Le message joint le retire de votre agenda."),
  says("Séminaire du {date} annulé : « {title} »", isSeminar("off")),
  says(
    "Le séminaire du {when} n’a pas lieu.",
    (context, { when = "" }) => context.round?.meeting?.status === "off" && isWhen(context, context.round, when),
  ),
  says("Séminaire du {date} à enregistrer : « {title} »", isSeminar("planned")),
  says(
    "Le séminaire du {when} n’est pas encore enregistré.",
    (context, { when = "" }) =>
      context.round?.meeting?.status === "planned" &&
      context.round.meeting.date < context.today &&
      isWhen(context, context.round, when),
  ),
  says("Dites qui était là et ajoutez le compte rendu, ou dites qu’il n’a pas eu lieu."),
  says("Une relecture qui a un séminaire ne s’approuve qu’ensuite.", isOpen),

  // how a round ended
  says("« {title} » : approuvé", outcome("approved")),
  says("« {title} » : approuvé, remarques à intégrer", outcome("toIntegrate")),
  says("« {title} » : changements demandés", outcome("changesRequested")),
  says(
    "{n} remarques à traiter avant le {date} : « {title} »",
    (context, { n, date, title }) =>
      outcome("toIntegrate")(context, { title: title! }) &&
      unanswered(context.round!).length === Number(n) &&
      isOn(context, context.doc!.due.final, date),
  ),
  says(
    "Une remarque à traiter avant le {date} : « {title} »",
    (context, { date, title }) =>
      outcome("toIntegrate")(context, { title: title! }) &&
      unanswered(context.round!).length === 1 &&
      isOn(context, context.doc!.due.final, date),
  ),
  says("La relecture a été close le {instant}.", (context, { instant }) => isAt(context, closed(context)?.at, instant)),
  says(
    "La relecture a été close le {instant} ; le document final est attendu le {date}.",
    (context, { instant, date }) =>
      isAt(context, closed(context)?.at, instant) && isOn(context, context.doc!.due.final, date),
  ),
  says("Le document est approuvé.", outcome("approved")),
  says(
    "Il est maintenant composé en Word et en PDF ; vous recevrez un message quand il sera prêt.",
    ({ doc, at }) => (outputsAt(doc!) ?? at) >= at,
  ),
  says("Il est composé en Word et en PDF, et prêt à être téléchargé.", ({ doc }) => outputsAt(doc!) !== undefined),
  says("Le document est approuvé, avec des remarques.", outcome("toIntegrate")),
  says(
    "Donnez à chacune une suite, intégrez-les, puis soumettez la nouvelle version à une courte relecture de confirmation.",
  ),
  says("Les relecteurs demandent des changements.", outcome("changesRequested")),
  says("Lisez leurs motifs, puis déposez un nouveau fichier."),
  says("Échéance passée : « {title} »", (context, { title }) => isDoc(context, title) && context.round!.passed),
  says(
    "L’échéance du {date} est passée sans résultat.",
    (context, { date }) => ran(context, date) && context.round!.passed,
  ),
  says("La relecture reste ouverte.", isOpen),
  says(
    "Déplacez l’échéance, attendez les avis qui manquent, ou closez sans accord.",
    ({ round }) => silent(round!).length > 0,
  ),
  says(
    "Nouvelle échéance : « {title} », {date}",
    (context, { title, date }) => isDoc(context, title) && runs(context, date),
  ),
  says(
    "La nouvelle échéance est le {date}.",
    (context, { date }) => runs(context, date) && roundMoved(context) !== undefined,
  ),
  says(
    "Il manquait des avis à l’échéance : la relecture est prolongée, une seule fois, comme ce type de document le prévoit.",
    (context) =>
      roundMoved(context)?.extension === true &&
      context.round!.atDeadline === "extend" &&
      silent(context.round!).length > 0,
  ),
  says(
    "Le service ne fonctionnait pas du {from} au {until}, et un rappel n’est pas parti : la relecture reste ouverte un jour ouvré de plus.",
    (context, found) =>
      isAt(context, roundMoved(context)?.outage?.from, found.from) &&
      isAt(context, roundMoved(context)?.outage?.until, found.until),
  ),
  says("Le reste ne change pas.", (context) => !roundMoved(context)?.outage && !roundMoved(context)?.extension),
  says("Nouvelles dates : « {title} »", (context, { title }) => isDoc(context, title) && datesChanged(context)),
  says("Les dates de ce document ont changé.", datesChanged),
  says("Brouillon attendu le : {date}", (context, { date }) => isOn(context, context.doc!.due.draft, date)),
  says("Relecture close le : {date}", (context, { date }) =>
    isOn(context, openIn(context.doc!) ? lastDay(context.round!.deadline) : context.doc!.due.review, date),
  ),
  says("Document final attendu le : {date}", (context, { date }) => isOn(context, context.doc!.due.final, date)),

  // the end
  says(
    "Document final : « {title} »",
    (context, { title }) => isDoc(context, title) && context.doc!.outputs !== undefined,
  ),
  says(
    "Le document a été approuvé le {date} ; il est prêt à être téléchargé.",
    (context, { date }) =>
      closed(context)?.outcome === "approved" &&
      isOn(context, dayOf(closed(context)!.at), date) &&
      context.doc!.outputs !== undefined,
  ),
  says("Il existe en PDF et en Word ; les deux disent la même chose.", ({ doc }) =>
    ["pdf", "docx"].every((format) => doc?.outputs?.some((output) => output.format === format)),
  ),
  ...(["PDF", "Word"] as const).flatMap((name) => [
    says(`${name} : {n} pages, {size}`, isOutput(name)),
    says(`${name} : {n} page, {size}`, isOutput(name)),
  ]),
  says("HTML : {size}", isOutput("HTML")),
  says(
    "Retiré du programme : « {title} »",
    (context, { title }) => isDoc(context, title) && context.doc!.withdrawn !== undefined,
  ),
  says(
    "Ce document a été retiré du programme ; plus rien n’est attendu de vous.",
    ({ doc }) => doc?.withdrawn !== undefined,
  ),
  says("Son historique reste consultable."),

  // the week
  says(
    "Semaine du {date} : {counts}",
    (context, { date, counts = "" }) => isOn(context, monday(context), date) && isWeek(context, counts),
  ),
  says(
    "Semaine du {date}, RECI : {counts}.",
    (context, { date, counts = "" }) => isOn(context, monday(context), date) && isWeek(context, counts),
  ),
  says(
    "Semaine du {date}, RECI : {counts} ; la première échéance est le {due}.",
    (context, { date, counts = "", due }) => {
      const dates = context.all.flatMap((facts) => awaits(facts).flatMap((each) => each.date ?? []));
      const [first] = dates.filter((each) => each >= context.today).toSorted();
      return isOn(context, monday(context), date) && isWeek(context, counts) && isOn(context, first, due);
    },
  ),
  ...Object.entries(office).map(([words, check]) => says(`« {title} » : ${words}`, check)),
  ...Object.keys(items).flatMap((what) => [
    says(`« {title} » : ${what} {date}`, (context, { title = "", date = "" }) =>
      Boolean(isAwaited(context, title, what, date)),
    ),
    says(
      `« {title} » : {late}, ${what} {date} ; attendu de {who}`,
      (context, { title = "", late = "", date = "", who = "" }) => {
        const item = isAwaited(context, title, what, date);
        return item !== undefined && isLate(context, item.date, late) && areNamed(context, item.who, who);
      },
    ),
  ]),

  // links, and what a kind asks of its authors
  ...[
    "Entrer :",
    "Lire le document et donner votre avis :",
    "Voir où en est le document :",
    "Voir ce que nous avons lu :",
    "Ouvrir votre livrable :",
    "Voir ce qui est demandé et envoyer votre texte :",
    "Voir le brouillon et le soumettre :",
    "Ouvrir le livrable :",
    "Clore la relecture :",
    "Télécharger le document final :",
    "Voir les suites données :",
    "Répondre à la proposition :",
    "Lire ce qui a changé et donner votre avis :",
    "Ouvrir le dossier du séminaire :",
    "Traiter les remarques :",
    "Chaque membre envoie sa partie : ses actions, ses références, les personnes à joindre.",
    "Nommez des fonctions plutôt que des personnes, et donnez l’année de chaque action.",
  ].map((idle) => says(idle)),
];

/** When the final documents were there. */
function outputsAt({ rows }: Facts): string | undefined {
  return rows.findLast(({ type }) => type === "outputsReady")?.at;
}

/** A sentence that ends with how the round stands. */
function standings(template: string, check: Check): Sentence[] {
  const ends: [string, Check][] = [
    ["la relecture court jusqu’au {date}", (context, { date }) => runs(context, date)],
    ["l’échéance du {date} est passée, mais la relecture reste ouverte", (context, { date }) => ran(context, date)],
    ["la relecture est close", (context) => !isOpen(context)],
  ];
  return ends.map(([end, holds]) =>
    says(template.replace("{standing}", end), (context, found) => check(context, found) && holds(context, found)),
  );
}

const sectionNames: Record<string, string> = {
  issues: "Enjeux et questions",
  framework: "Cadre de référence",
  method: "Méthode",
  schedule: "Calendrier",
};

function isReviewDue_(): Check {
  return (context, { date }) => isMine(context) && isOpen(context) && until(context, date);
}

function isReported(channel: string): Check {
  return (context, { date }) => {
    const reported = given.get(context)?.reported;
    return reported?.channel === channel && isOn(context, reported.received, date);
  };
}

function ruleHolds(wanted: string): Check {
  return ({ round }) =>
    verdict(round!) === wanted && (wanted === "changesRequested" || round!.meeting?.status !== "planned");
}

function isSeminar(status: string): Check {
  return (context, { date, title }) =>
    isDoc(context, title) &&
    context.round?.meeting?.status === status &&
    isOn(context, context.round.meeting.date, date);
}

function invitedNow({ round, reader }: Context): boolean {
  return round?.meeting?.status === "planned" && round.meeting.invited.includes(reader!.id);
}

function isInvited(context: Context, { when = "" }: Record<string, string>): boolean {
  return invitedNow(context) && isWhen(context, context.round, when);
}

function answeredMine({ doc, reader }: Context): boolean {
  const mine = doc!.rounds.filter(({ remarks }) => remarks.some(({ by }) => by === reader!.id));
  return mine.some((round) => round.remarks.some(({ by, id }) => by === reader!.id && round.suites.has(id)));
}

function datesChanged({ doc, at }: Context): boolean {
  return doc!.rows.some((row) => row.type === "amended" && row.at === at && row.data.due !== undefined);
}

const formats: Record<string, string> = { PDF: "pdf", Word: "docx", HTML: "html" };
function isOutput(name: string): Check {
  return ({ doc }, { n, size = "" }) => {
    const output = doc?.outputs?.find(({ format }) => format === formats[name]);
    const kilo = Math.round((output?.bytes ?? 0) / 1024);
    return output !== undefined && size === `${kilo} Ko` && (n === undefined || output.pages === Number(n));
  };
}
