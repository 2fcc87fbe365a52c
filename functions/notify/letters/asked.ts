import { type DatedDuty, mentionsOf } from "../../../shared/asking/digest.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import { openCarried } from "../../../shared/deliverable/origins/origin.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { languageTitle, textIn } from "../../../shared/i18n/languages.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { holderName } from "../../../shared/stored/holders.ts";
import { leadOf, mailsOwed, owedTo, quotedThing, thingFacts, thingLine, wayTo, wayToAll } from "../duties.ts";
import { type Fact, subjectFacts } from "../facts.ts";
import type { LetterDraft, Occasion } from "../occasion.ts";
import { ownLines } from "../own-lines.ts";
import { about, type LetterWriter } from "../recipient.ts";

/**
 * Whoever becomes an author learns what is asked of them: the kind's brief, the date, their parts; of a document that
 * others began, what is left to do of it. Several documents of which no letter has left yet are one letter.
 */
export const draftAsked: LetterWriter = about(async (occasion, state) => {
  const drafts = (await owedTo(occasion)).filter(({ what }) => what !== "review");
  const own = drafts.find(({ id }) => id === state.id);
  if (!own) return undefined;
  const replaced = (await mailsOwed(occasion)).filter(
    ({ letter, deliverable }) => letter === "draftAsked" && drafts.some(({ id }) => id === deliverable),
  );
  const asked = drafts.filter((thing) => thing === own || replaced.some(({ deliverable }) => deliverable === thing.id));
  const draft = asked.length === 1 ? await one(occasion, state, own) : several(occasion, asked);
  return { ...draft, replaces: replaced, mentions: mentionsOf(asked, occasion.today) };
});

async function one(occasion: Occasion, state: State, thing: DatedDuty): Promise<LetterDraft> {
  const { say, date, shortDate, ports, settings, language } = occasion;
  const { texts } = (await loadKind(ports.assets, state.kind)).kind;
  const words = {
    asked: state.translates
      ? say("asked.translation")
      : texts.asked
        ? textIn(texts.asked, language, settings.language)
        : say("asked.document"),
    quoted: quotedThing(occasion, thing),
  };
  const day = thing.date;
  const leads = state.translates
    ? (["asked.translation.lead", "asked.translation.lead.none"] as const)
    : (["asked.lead", "asked.lead.none"] as const);
  const first = day ? say(leads[0], { date: date(day) }) : say(leads[1]);
  return {
    ...wayTo(occasion, thing),
    subject: day ? say("asked.subject", { ...words, date: shortDate(day) }) : say("asked.subject.none", words),
    paragraphs: [
      thing.what === "draft" ? first : leadOf(occasion, thing),
      ...(await ownLines(occasion)),
      state.translates ? say("asked.translation.original") : textIn(texts.author, language, settings.language),
      ...(await begunWords(occasion, state)),
    ],
    facts: [
      ...subjectFacts(occasion, state),
      ...(await originalFacts(occasion, state)),
      ...(await thingFacts(occasion, thing)).slice(1),
      ...(await others(occasion, state)),
    ],
  };
}

/** Of a document that begins as the text of another: that the text is there, and how many remarks wait with it. */
async function begunWords(occasion: Occasion, state: State): Promise<string[]> {
  const { say, ports } = occasion;
  const { derivesFrom, versions } = state;
  const source = derivesFrom && (await loadState(ports.store, derivesFrom.deliverable))?.state;
  if (!source || versions.length === 0) return [];
  const { length: count } = openCarried(state);
  return [
    [
      say("asked.derived", { quoted: quotedThing(occasion, source) }),
      ...(count > 0 ? [say("asked.derived.remarks", { count })] : []),
    ].join(" "),
  ];
}

/** Of a translation: what it translates, from which language, into which. */
async function originalFacts({ say, ports, language }: Occasion, state: State): Promise<Fact[]> {
  const { translates } = state;
  if (!translates) return [];
  const source = (await loadState(ports.store, translates.deliverable))?.state;
  const from = languageTitle(language, translates.language);
  return [
    ...(source
      ? [[say("fact.original"), say("fact.original.value", { title: source.title, language: from })] as const]
      : []),
    [say("fact.into"), languageTitle(language, state.language)],
  ];
}

/** The other authors, as a line of the letter. */
async function others({ say, ports, to, listed }: Occasion, { authors }: State): Promise<Fact[]> {
  const others = authors.filter((author) => !actingAs(to).includes(author));
  const names = (await Promise.all(others.map((author) => holderName(ports.store, author)))).flatMap(
    (name) => name ?? [],
  );
  return names.length > 0 ? [[say("fact.authors"), listed(names)]] : [];
}

/** The link lets the reader in, to all of them. */
function several(occasion: Occasion, things: DatedDuty[]): LetterDraft {
  const { say, date, shortDate } = occasion;
  const { length: count } = things;
  const first = things[0]!.date;
  return {
    ...wayToAll(occasion),
    subject: first
      ? say("asked.several.subject", { count, date: shortDate(first) })
      : say("asked.several.subject.none", { count }),
    paragraphs: [
      first ? say("asked.several.lead", { count, date: date(first) }) : say("asked.several.lead.none", { count }),
    ],
    facts: things.map((thing) => thingLine(occasion, thing, false)),
  };
}
