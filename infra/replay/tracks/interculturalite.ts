import { href } from "../../../shared/addresses.ts";
import { askFor, closeRound, deposit, derive, submitDraft } from "../acts/documents.ts";
import { enter } from "../acts/entries.ts";
import { closeDecision, discuss, planMeeting, recordMeeting } from "../acts/meetings.ts";
import { receive } from "../acts/receiving.ts";
import { annotateCopy, answerCarried, answerRemarks, compare, decide, remark } from "../acts/reviewing.ts";
import { idOf, type Play, type Track } from "../story.ts";

const cadrage = "L’interculturalité : note de cadrage";
const pointDeVue = "Point de vue sur… l’interculturalité";

/** Interculturalité: a framing note in March, a second seminar in June, then the "Point de vue" that the note becomes. */
export const interculturalite: Track = {
  title: "Interculturalité",
  paid: { action: "interculturalite" },
  scenes: [
    { at: "2008-01-14 10:00", what: "the framing note is asked of COFRIMI", play: askForFraming },
    { at: "2008-02-14 16:00", what: "its draft comes as a Word file, and goes to review", play: sendFraming },
    { at: "2008-02-26 14:00", what: "ORIV remarks on passages and approves", play: reviewByOriv },
    { at: "2008-03-05 11:00", what: "IREV sends back an annotated Word copy, with reservations", play: reviewByIrev },
    { at: "2008-03-13 17:00", what: "EPI approves on the eve of the deadline", play: reviewByEpi },
    {
      at: "2008-03-14 10:00",
      what: "the round is closed as it is: remarks wait for the second seminar",
      play: closeFraming,
    },
    {
      at: "2008-03-19 11:00",
      what: "ACSE downloads the framing note",
      play: (on) => receive(on, on.people.acse, cadrage),
    },
    {
      at: "2008-05-13 10:00",
      what: "the second seminar is planned, the framing note on its agenda",
      play: planSeminar,
    },
    { at: "2008-06-12 17:30", what: "the second seminar is recorded", play: recordSeminar },
    {
      at: "2008-06-20 10:00",
      what: "the framing note becomes the “Point de vue”, its remarks come along",
      play: becomePointOfView,
    },
    {
      at: "2008-07-10 11:00",
      what: "CREFE sent its examples, as the seminar had decided",
      play: (on) => closeDecision(on.people.crefe, "Envoyer trois exemples"),
    },
    {
      at: "2008-09-12 15:00",
      what: "the first text of the “Point de vue” comes, with what became of the remarks",
      play: sendPointOfView,
    },
    { at: "2008-09-30 10:00", what: "ODTI asks for changes: a veto", play: refusePointOfView },
    { at: "2008-10-10 09:30", what: "the round is closed, changes requested", play: sendBack },
    { at: "2008-10-24 16:00", what: "a new text answers each remark", play: answerChanges },
    { at: "2008-11-07 10:00", what: "three members approve", play: approvePointOfView },
    {
      at: "2008-11-21 09:30",
      what: "the “Point de vue” is approved",
      play: (on) => closeRound(on, "point", "approved"),
    },
    { at: "2008-11-24 16:00", what: "COFRIMI enters the days of both texts", play: enterDays },
    { at: "2008-12-01 11:00", what: "ACSE downloads it", play: (on) => receive(on, on.people.acse, pointDeVue) },
  ],
};

function askForFraming(on: Play): Promise<void> {
  return askFor(on, "framing", {
    ...{ action: "interculturalite", expected: "premiere-note-de-cadrage", kind: "framing-note", title: cadrage },
    authors: ["Chargée de mission"],
    reviewers: ["Direction", "Chargé d’études", "Direction adjointe"],
    funders: ["ACSE"],
    ...{ draft: "2008-02-15", review: "2008-03-14", final: "2008-03-31" },
  });
}

async function sendFraming(on: Play): Promise<void> {
  const { cofrimi } = on.people;
  await cofrimi.follow(`Une note de cadrage vous est demandée : « ${cadrage} »`);
  await deposit(on, cofrimi, "framing", {
    name: "note-de-cadrage.docx",
    bytes: await on.file("framing-note/sample.docx"),
  });
  await submitDraft(on, cofrimi, "framing");
}

async function reviewByOriv(on: Play): Promise<void> {
  const { oriv } = on.people;
  await oriv.follow(`Votre avis sur « ${cadrage} »`);
  await remark(on, oriv, "framing", {
    ...{ on: "Trois enjeux ont été retenus", type: "correction", words: "Trois enjeux ont été retenus" },
    ...{ correction: "Trois enjeux principaux ont été retenus", text: "Le séminaire en avait cité d’autres." },
  });
  await remark(on, oriv, "framing", {
    type: "comment",
    text: "Dire dès l’introduction ce que l’interculturalité n’est pas : le lecteur le cherche pendant huit pages.",
  });
  await decide(on, oriv, "framing", "approve");
}

async function reviewByIrev(on: Play): Promise<void> {
  const { irev } = on.people;
  await irev.follow(`Votre avis sur « ${cadrage} »`);
  await annotateCopy(on, irev, "framing", [
    { on: "un effet immédiat", comment: "Immédiat en Île-de-France ; plus lent dans le Nord. À nuancer." },
    { on: "Elle ne propose pas une doctrine.", instead: "Elle ne propose ni doctrine ni définition unique." },
  ]);
  await decide(
    on,
    irev,
    "framing",
    "approveWithReservations",
    "Les remarques jointes sont à reprendre avant le « Point de vue ».",
  );
}

async function reviewByEpi(on: Play): Promise<void> {
  const { epi } = on.people;
  await epi.follow(`« ${cadrage} »`);
  await decide(on, epi, "framing", "approve");
}

/** The framing note goes out for the launch of the European year: what was remarked is kept for the document that it becomes. */
async function closeFraming(on: Play): Promise<void> {
  await closeRound(on, "framing", "asIs");
}

async function planSeminar(on: Play): Promise<void> {
  await planMeeting(
    on,
    "interculturalite-seminar",
    { action: "interculturalite", expected: "second-seminaire" },
    {
      ...{ kind: "internal", date: "2008-06-12", starts: "10:00", ends: "16:30", place: "Toulouse, locaux de COFRIMI" },
      invited: ["COFRIMI", "CREFE", "EPI", "IREV", "ODTI", "ORIV"],
      lines: ["Quarante actions décrites par les membres : que nous apprennent-elles ?", "Le plan du « Point de vue »"],
    },
  );
  await discuss(on, "framing", "interculturalite-seminar");
}

async function recordSeminar(on: Play): Promise<void> {
  await recordMeeting(on, "interculturalite-seminar", {
    present: ["Chargée de mission", "Documentaliste", "Direction adjointe", "Chargé d’études", "Direction"],
    outsiders: 3,
    minutes:
      "La note de cadrage est relue section par section. Le groupe demande que le « Point de vue » réponde à une seule question : à quelles conditions une approche interculturelle sert-elle l’égalité ? Les quarante actions décrites par les membres sont classées ; une dizaine fourniront des exemples.",
    settled: ["Quarante actions", "Le plan du « Point de vue »"],
    decisions: [
      {
        words: "Rédiger le « Point de vue » à partir de la note de cadrage",
        person: "Chargée de mission",
        due: "2008-09-15",
      },
      { words: "Envoyer trois exemples d’actions à COFRIMI", person: "Documentaliste", due: "2008-07-11" },
    ],
  });
}

async function becomePointOfView(on: Play): Promise<void> {
  await derive(on, "point", "framing", {
    title: pointDeVue,
    authors: ["Chargée de mission"],
    reviewers: ["Direction", "Chargé d’études", "Direction adjointe", "Responsable de la formation"],
    funders: ["ACSE"],
    ...{ draft: "2008-09-15", review: "2008-10-13", final: "2008-12-15" },
  });
}

async function sendPointOfView(on: Play): Promise<void> {
  const { cofrimi } = on.people;
  await deposit(on, cofrimi, "point", { name: "point-de-vue.docx", bytes: await on.file("point-of-view/sample.docx") });
  await answerCarried(on, cofrimi, "point", [
    {
      about: "Trois enjeux principaux",
      as: "declined",
      reason: "Le « Point de vue » ne reprend plus la liste des enjeux.",
    },
    { about: "ce que l’interculturalité n’est pas", as: "integrated" },
    { about: "plus lent dans le Nord", as: "partly", reason: "La phrase est devenue plus générale." },
    { about: "ni doctrine ni définition", as: "integrated" },
  ]);
  await submitDraft(on, cofrimi, "point");
  await closeDecision(cofrimi, "Rédiger le « Point de vue »");
}

async function refusePointOfView(on: Play): Promise<void> {
  const { odti, oriv, coordination } = on.people;
  await compare(on, coordination, href("originRedline", { id: idOf(on, "point") }));
  await odti.follow(`Votre avis sur « ${pointDeVue} »`);
  await remark(on, odti, "point", {
    ...{ on: "compétence des institutions", type: "comment" },
    text: "Une compétence des institutions, oui ; mais rien n’est dit de la formation de leurs agents.",
  });
  await decide(
    on,
    odti,
    "point",
    "requestChanges",
    "Le texte oublie la formation : nous ne pouvons pas le signer ainsi.",
  );
  await oriv.follow(`Votre avis sur « ${pointDeVue} »`);
  await decide(on, oriv, "point", "approve");
}

async function sendBack(on: Play): Promise<void> {
  await closeRound(on, "point", "changesRequested");
}

async function answerChanges(on: Play): Promise<void> {
  const { cofrimi } = on.people;
  await cofrimi.follow(`« ${pointDeVue} »`);
  const text = Buffer.from(await on.file("point-of-view/sample.md")).toString("utf8");
  const changed = text.replace(
    "# Ce qui reste en débat",
    "## Pour qui forme les agents d’accueil\n\nLa formation des agents vient avec la révision des procédures, jamais à sa place : deux jours pour se décentrer, puis un trimestre pour changer un formulaire, un horaire ou un critère.\n\n# Ce qui reste en débat",
  );
  await deposit(on, cofrimi, "point", { name: "point-de-vue-2.md", bytes: Buffer.from(changed) });
  await answerRemarks(on, cofrimi, "point", [{ about: "formation de leurs agents", as: "integrated" }]);
  await submitDraft(on, cofrimi, "point");
}

async function approvePointOfView(on: Play): Promise<void> {
  const { odti, oriv, irev, epi } = on.people;
  for (const reviewer of [odti, oriv, irev, epi]) {
    await reviewer.follow(`« ${pointDeVue} »`);
    await decide(on, reviewer, "point", "approve");
  }
}

async function enterDays({ people: { cofrimi } }: Play): Promise<void> {
  const days: readonly (readonly [day: string, amount: string, note: string])[] = [
    ["2008-01-29", "2", "Note de cadrage : lectures"],
    ["2008-02-12", "3", "Note de cadrage : rédaction"],
    ["2008-06-12", "1", "Second séminaire"],
    ["2008-09-09", "4", "« Point de vue » : rédaction"],
    ["2008-10-23", "1,5", "« Point de vue » : reprise"],
  ];
  await enter(
    cofrimi,
    days.map(([date, amount, note]) => ({ term: "Jours de rédaction", date, amount, note })),
  );
}
