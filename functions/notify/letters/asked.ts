import { type DatedDuty, mentionsOf } from "../../../shared/asking/digest.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { textIn } from "../../../shared/i18n/languages.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { holderName } from "../../../shared/stored/holders.ts";
import { leadOf, mailsOwed, owedTo, quotedThing, thingFacts, thingLine, wayTo } from "../duties.ts";
import { type Fact, subjectFacts } from "../facts.ts";
import type { LetterDraft, Occasion } from "../occasion.ts";
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
    asked: texts.asked ? textIn(texts.asked, language, settings.language) : say("asked.document"),
    quoted: quotedThing(occasion, thing),
  };
  const day = thing.date;
  const first = day ? say("asked.lead", { date: date(day) }) : say("asked.lead.none");
  return {
    ...wayTo(occasion, thing),
    subject: day ? say("asked.subject", { ...words, date: shortDate(day) }) : say("asked.subject.none", words),
    paragraphs: [
      thing.what === "draft" ? first : leadOf(occasion, thing),
      textIn(texts.author, language, settings.language),
    ],
    facts: [
      ...subjectFacts(occasion, state),
      ...thingFacts(occasion, thing).slice(1),
      ...(await others(occasion, state)),
    ],
  };
}

/** The other authors, as a line of the letter. */
async function others({ say, ports, to }: Occasion, { authors }: State): Promise<Fact[]> {
  const others = authors.filter((author) => !actingAs(to).includes(author));
  const names = (await Promise.all(others.map((author) => holderName(ports.store, author)))).flatMap(
    (name) => name ?? [],
  );
  return names.length > 0 ? [[say("fact.authors"), names.join("\u202f; ")]] : [];
}

/** The link lets the reader in, to all of them. */
function several(occasion: Occasion, things: DatedDuty[]): LetterDraft {
  const { say, date, shortDate } = occasion;
  const { length: count } = things;
  const first = things[0]!.date;
  return {
    role: "owing",
    link: { label: say("link.enter"), purpose: "enter" },
    subject: first
      ? say("asked.several.subject", { count, date: shortDate(first) })
      : say("asked.several.subject.none", { count }),
    paragraphs: [
      first ? say("asked.several.lead", { count, date: date(first) }) : say("asked.several.lead.none", { count }),
    ],
    facts: things.map((thing) => thingLine(occasion, thing, false)),
  };
}
