import { stringify } from "yaml";
import type { Language } from "../../i18n/languages.ts";
import { slug } from "../../name.ts";
import type { VagueDate } from "../../time/vague-date.ts";
import { type Action, type Expected, type Family, type Programme, presentActions } from "../state.ts";
import type { DeclaredOrganisation } from "./read.ts";
import { wordFor } from "./words.ts";

/** What people call the things that a programme names by id. */
export type Called = { organisation: (id: string) => string; kind: (id: string) => string };

type Written = string | number | Written[] | { [key: string]: Written | undefined };

/** A programme as YAML that `readProgrammeFile` reads as the same, its names in a language. */
export function writeProgrammeFile(
  language: Language,
  programme: Pick<Programme, "id" | "title" | "from" | "until" | "families" | "actions">,
  organisations: readonly DeclaredOrganisation[],
  called: Called,
): string {
  const { id, title, from, until, families } = programme;
  const said: Written = {
    ...{ programme: id, title, from, until },
    organisations: organisations.map((each) => organisation(language, each)),
    families: families.map(family),
    actions: presentActions(programme).map((action) => actionWritten(language, action, families, called)),
  };
  return stringify(translated(language, said), { lineWidth: 120, defaultStringType: "PLAIN", defaultKeyType: "PLAIN" });
}

function organisation(language: Language, { short, name, territory, roles }: DeclaredOrganisation): Written {
  const words = roles.map((role) => wordFor(language, "role", role));
  return { short, name: name === short ? undefined : name, territory: territory || undefined, roles: listed(words) };
}

function family({ id, title }: Family): Written {
  return id === slug(title) ? title : { id, title };
}

function actionWritten(language: Language, action: Action, families: readonly Family[], called: Called): Written {
  const { id, title, heading, period, strands, interventions, steering, concerned, intent, results, funding } = action;
  const names = (ids: readonly string[]) => listed(ids.map(called.organisation));
  return {
    ...{ title, id: idOf(id, title), heading, family: families.find((each) => each.id === action.family)?.title },
    ...{ from: period?.from, until: period?.until, intent: intent || undefined },
    strands: listed(
      strands.map((strand) => ({
        title: strand.title,
        id: idOf(strand.id, strand.title),
        intent: strand.intent || undefined,
      })),
    ),
    interventions: listed(interventions),
    steering:
      steering.organisations.length === 0
        ? steering.words
        : { organisations: names(steering.organisations), words: steering.words },
    concerned: names(concerned),
    results: listed(results),
    expected: listed(action.expected.map((each) => expectedWritten(language, each, action, called))),
    funding: "by" in funding ? names(funding.by) : noneWritten(language, funding.none),
    payment: listed(
      action.payment.map(({ words, unit, planned }) =>
        unit === undefined && planned === undefined
          ? words
          : {
              words,
              unit: unit && wordFor(language, "unit", unit),
              planned: planned === undefined ? undefined : planned / 100,
            },
      ),
    ),
  };
}

function noneWritten(language: Language, reason: string): Written {
  return reason ? { none: reason } : wordFor(language, "key", "none");
}

function expectedWritten(
  language: Language,
  expected: Expected,
  { strands, expected: all }: Action,
  called: Called,
): Written {
  const { id, what, kind, title, count, when, strand, sources } = expected;
  const word = {
    document: () => called.kind(kind!),
    sheets: () => kind!,
    meeting: () => wordFor(language, "meeting", kind!),
  };
  return {
    ...{ [what]: kind === undefined ? "" : word[what](), title, id: idOf(id, title) },
    ...{ count: count === 1 ? undefined : count, when: when && said(when) },
    strand: strands.find((each) => each.id === strand)?.title,
    sources: listed(sources.map((source) => titleOrId(all, source))),
  };
}

function said({ said }: VagueDate): string {
  return said;
}

/** A title where its id is made of it, since that is what people wrote. */
function titleOrId(all: readonly Expected[], id: string): string {
  const title = all.find((each) => each.id === id)?.title;
  return title !== undefined && slug(title) === id ? title : id;
}

function idOf(id: string, title: string): string | undefined {
  return id === slug(title) ? undefined : id;
}

/** One alone stands without a list; none is not written. */
function listed(items: readonly Written[]): Written | undefined {
  if (items.length === 0) return undefined;
  return items.length === 1 && typeof items[0] === "string" && items[0] !== "" ? items[0] : [...items];
}

/** The same under the language's names, without what is absent. */
function translated(language: Language, written: Written): Written {
  if (Array.isArray(written)) return written.map((each) => translated(language, each));
  if (typeof written !== "object") return written;
  const entries = Object.entries(written).flatMap(([key, value]) =>
    value === undefined ? [] : [[wordFor(language, "key", key), translated(language, value)] as const],
  );
  return Object.fromEntries(entries);
}
