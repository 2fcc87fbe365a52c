import { languages, type Texts, textIn } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { slug } from "../../../shared/name.ts";
import type { QuorumDemand } from "../../../shared/quorum/quorum.ts";
import {
  type Given,
  inLanguages,
  type KindEntry,
  numbersIn,
  placesIn,
  sectionField,
  suffixOf,
  type TextName,
  textFieldName,
  textsOf,
  titleAt,
} from "./kind-entry.ts";

/** A form as a kind fills it: what `kindFrom` makes the same kind of. */
export function typedOf(kind: Kind): Record<string, string[]> {
  const { round, layout } = kind;
  const said: Record<TextName, Texts | undefined> = {
    ...{ name: kind.name, description: kind.description, ...kind.stages },
    ...{ ...kind.texts, asked: kind.texts.asked },
  };
  const inLanguages = Object.entries(said).flatMap(([name, text]) =>
    languages.map((language) => [textFieldName(name as TextName, language), text?.[language] ?? ""] as const),
  );
  const cover = languages.map(
    (language) => [`cover${suffixOf(language)}`, kind.cover.map((text) => text[language] ?? "").join("\n")] as const,
  );
  const { confirming, atDeadline } = round;
  const single: Record<string, string | number | boolean | undefined> = {
    ...Object.fromEntries([...inLanguages, ...cover]),
    ...{ parts: kind.parts, draftReminders: kind.draft.reminders.join(", "), draftAfter: kind.draft.after.join(", ") },
    ...{ quorum: ruleOf(round.quorum), quorumCount: countOf(round.quorum), veto: round.veto, days: round.days },
    ...{ reminders: round.reminders.join(", "), atDeadline: atDeadline.do },
    extendDays: atDeadline.do === "extend" ? atDeadline.days : undefined,
    confirming: confirming ? ruleOf(confirming.quorum) : "none",
    confirmingCount: confirming && countOf(confirming.quorum),
    ...{ confirmingDays: confirming?.days, anonymous: round.anonymous },
    ...{ hasCover: layout.cover, contents: layout.contents, lists: layout.lists, numbered: layout.numbered },
    ...{ orthotypography: layout.orthotypography, editions: kind.editions },
  };
  const entries = [...Object.entries(single), ...kind.sections.flatMap(sectionTyped)];
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === undefined || value === "" || value === false ? [] : [[name, [String(value)]]],
    ),
  );
}

type Section = Kind["sections"][number];

function sectionTyped(section: Section, index: number): [string, string | number | boolean | undefined][] {
  const place = index + 1;
  const { id, title, also, required, filled, from } = section;
  return [
    [sectionField(place, "Id"), id],
    ...languages.map((language): [string, string | undefined] => [
      sectionField(place, suffixOf(language)),
      title[language],
    ]),
    [sectionField(place, "Also"), also.join("\n")],
    [sectionField(place, "Need"), filled ? "filled" : required ? "required" : "optional"],
    [sectionField(place, "From"), from === "bibliography"],
  ];
}

/** The kind that a form makes of the one that it was filled from; what the form does not show stays as it was there. */
export function kindFrom(entry: KindEntry, base: Kind, id: string): Kind {
  const given: Given = entry;
  const sections = sectionsFrom(given);
  const { findings, retired, ...rest } = base;
  const kept = findings && sections.some((section) => section.id === findings.section);
  const asked = textsOf(given, "asked");
  const name = textsOf(given, "name");
  return {
    ...rest,
    ...{ id, name, description: textsOf(given, "description"), parts: entry.parts, sections },
    ...(kept && { findings }),
    stages: { draft: textsOf(given, "draft"), review: textsOf(given, "review"), final: textsOf(given, "final") },
    texts: {
      ...{ author: textsOf(given, "author"), reviewer: textsOf(given, "reviewer") },
      ...(Object.keys(asked).length > 0 && { asked }),
    },
    draft: { reminders: numbersIn(entry.draftReminders), after: numbersIn(entry.draftAfter) },
    round: roundFrom(entry),
    editions: entry.editions,
    layout: {
      ...{ cover: entry.hasCover, contents: Number(entry.contents), lists: entry.lists },
      ...{ numbered: Number(entry.numbered), orthotypography: entry.orthotypography },
    },
    cover: coverFrom(given),
    ...(retired && { retired }),
  };
}

function roundFrom(entry: KindEntry): Kind["round"] {
  const { atDeadline, confirming } = entry;
  return {
    quorum: demandOf(entry.quorum, entry.quorumCount),
    ...{ veto: entry.veto ?? 1, days: entry.days ?? 14, reminders: numbersIn(entry.reminders) },
    atDeadline: atDeadline === "extend" ? { do: atDeadline, days: entry.extendDays ?? 7 } : { do: atDeadline },
    ...(confirming !== "none" && {
      confirming: { quorum: demandOf(confirming, entry.confirmingCount), days: entry.confirmingDays ?? 7 },
    }),
    anonymous: entry.anonymous,
  };
}

/** In the order of their places; one without a title, or that is taken out, is none. */
function sectionsFrom(given: Given): Section[] {
  const at = (place: number, field: string) => given[sectionField(place, field)];
  const kept = placesIn(Object.keys(given)).filter(
    (place) => at(place, "Remove") !== true && Object.keys(titleAt(given, place)).length > 0,
  );
  const taken = new Set(kept.map((place) => at(place, "Id")).filter((id) => id !== undefined));
  return kept.map((place) => {
    const title = titleAt(given, place);
    const need = at(place, "Need") ?? "optional";
    const id = String(at(place, "Id") ?? freeId(title, taken));
    taken.add(id);
    return {
      ...{ id, title, also: (at(place, "Also") ?? []) as string[], required: need !== "optional" },
      from: at(place, "From") === true ? "bibliography" : "heading",
      ...(need === "filled" && { filled: true as const }),
    };
  });
}

function freeId(title: Texts, taken: ReadonlySet<unknown>): string {
  const wanted = slug(textIn(title, languages[0]), 48).replace(/^[^a-z]+/, "") || "section";
  for (let turn = 1; ; turn++) {
    const id = turn === 1 ? wanted : `${wanted}-${turn}`;
    if (!taken.has(id)) return id;
  }
}

/** A line in each language at the same place is one line of the cover. */
function coverFrom(given: Given): Texts[] {
  const columns = languages.map((language) => String(given[`cover${suffixOf(language)}`] ?? "").split("\n"));
  const longest = Math.max(...columns.map(({ length }) => length));
  const rows = Array.from({ length: longest }, (_, at) =>
    inLanguages((language) => columns[languages.indexOf(language)]?.[at]?.trim()),
  );
  return rows.filter((row) => Object.keys(row).length > 0);
}

type Rule = "count" | "all" | "members";

function ruleOf(demand: QuorumDemand): Rule {
  return demand === "all" ? "all" : typeof demand === "number" ? "count" : "members";
}

function countOf(demand: QuorumDemand): number | undefined {
  return typeof demand === "object" ? demand.members : demand === "all" ? undefined : demand;
}

function demandOf(rule: Rule, count = 1): QuorumDemand {
  return rule === "all" ? "all" : rule === "members" ? { members: count } : count;
}
