import type { Details } from "../errors.ts";
import { foldWords, reservedIds } from "../name.ts";
import type { Period } from "../time/period.ts";
import { isDay } from "../time/written-day.ts";
import { type Action, type Family, outsideProgramme, type Programme, presentActions } from "./state.ts";

/** Something in a programme that does not agree with the rest: where, e.g. ["actions", 3, "family"], and what. */
export type Fault = { path: (string | number)[]; code: FaultCode; details: Details };
export type FaultCode =
  | "date-unknown"
  | "dates-disordered"
  | "id-twice"
  | "id-reserved"
  | "title-twice"
  | "family-unknown"
  | "strand-unknown"
  | "organisation-unknown"
  | "kind-unknown"
  | "source-unknown"
  | "source-cycle";

/** What there is besides the programme: ids of organisations and of kinds of document; absent: not looked at. */
export type Known = { organisations?: ReadonlySet<string>; kinds?: ReadonlySet<string> };

type Parts = Period & { id?: string; families: readonly Family[] } & Pick<Programme, "actions">;

/** All that does not agree in a programme, in its order; nothing where it may be stored. */
export function faultsOf(programme: Parts, known: Known = {}): Fault[] {
  const actions = programme.actions.flatMap((action, index) =>
    action.removed ? [] : under(["actions", index], actionFaults(action, programme.families, known)),
  );
  return [
    ...under(["programme"], reserved(programme.id)),
    ...periodFaults(programme),
    ...under(["families"], twice(programme.families)),
    ...under(["actions"], [...twice(programme.actions), ...twiceTitled(programme)]),
    ...actions,
  ];
}

function actionFaults(action: Action, families: readonly Family[], known: Known): Fault[] {
  const { family, period, strands, steering, concerned, expected, funding } = action;
  const organisations = (path: (string | number)[], ids: readonly string[]) =>
    ids.flatMap((id, index) =>
      known.organisations?.has(id) === false
        ? [fault([...path, index], "organisation-unknown", { organisation: id })]
        : [],
    );
  return [
    ...under(["id"], reserved(action.id)),
    ...(families.some(({ id }) => id === family)
      ? []
      : [fault(["family"], "family-unknown", { family, expected: titles(families) })]),
    ...(period ? under(["period"], periodFaults(period)) : []),
    ...under(["strands"], twice(strands)),
    ...organisations(["steering", "organisations"], steering.organisations),
    ...organisations(["concerned"], concerned),
    ...("by" in funding ? organisations(["funding", "by"], funding.by) : []),
    ...under(["expected"], expectedFaults(action, known)),
    ...under(["expected"], twice(expected)),
  ];
}

function expectedFaults({ expected, strands }: Action, { kinds }: Known): Fault[] {
  return expected.flatMap((item, index) => {
    const strand = item.strand;
    const unknown = item.sources.flatMap((id, place) =>
      expected.some((other) => other.id === id)
        ? []
        : [fault([index, "sources", place], "source-unknown", { source: id })],
    );
    return [
      ...under([index, "id"], reserved(item.id)),
      ...(strand === undefined || strands.some(({ id }) => id === strand)
        ? []
        : [fault([index, "strand"], "strand-unknown", { strand, expected: titles(strands) })]),
      ...(item.what === "document" && item.kind !== undefined && kinds?.has(item.kind) === false
        ? [fault([index, "kind"], "kind-unknown", { kind: item.kind })]
        : []),
      ...unknown,
      ...(growsOutOfItself(item.id, expected)
        ? [fault([index, "sources"], "source-cycle", { source: item.title })]
        : []),
    ];
  });
}

/** An id that an address has as a word of its own. */
function reserved(id: string | undefined): Fault[] {
  return id !== undefined && reservedIds.includes(id) ? [fault([], "id-reserved", { id })] : [];
}

/** Whether following what documents grow out of leads from one back to itself. */
function growsOutOfItself(id: string, expected: Action["expected"]): boolean {
  const seen = new Set<string>();
  const ahead = [...(expected.find((item) => item.id === id)?.sources ?? [])];
  while (ahead.length > 0) {
    const next = ahead.pop()!;
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    ahead.push(...(expected.find((item) => item.id === next)?.sources ?? []));
  }
  return false;
}

function periodFaults({ from, until }: Period): Fault[] {
  const unknown = Object.entries({ from, until }).filter(([, date]) => !isDay(date));
  if (unknown.length > 0) return unknown.map(([name, date]) => fault([name], "date-unknown", { date }));
  return from <= until ? [] : [fault(["until"], "dates-disordered", { from, until })];
}

/**
 * Titles that two actions have, whatever their case and accents would say: people could not tell them apart. Those that were typed
 * before there was a programme keep their accents.
 */
function twiceTitled({ id, actions }: Pick<Parts, "id" | "actions">): Fault[] {
  const keyOf = ({ title }: Action) => (id === outsideProgramme ? title.trim().toLowerCase() : foldWords(title));
  const present = presentActions({ actions });
  return present.flatMap((action, index) => {
    const other = present.find((each) => keyOf(each) === keyOf(action))!;
    if (present.indexOf(other) === index) return [];
    return [fault([actions.indexOf(action), "title"], "title-twice", { other: other.title })];
  });
}

/** Items whose id an earlier one has. */
function twice(items: readonly { id: string }[]): Fault[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index ? [fault([index, "id"], "id-twice", { id })] : [],
  );
}

function titles(items: readonly { title: string }[]): string {
  return items.map(({ title }) => title).join("\n");
}

function fault(path: (string | number)[], code: FaultCode, details: Details = {}): Fault {
  return { path, code, details };
}

function under(path: (string | number)[], faults: readonly Fault[]): Fault[] {
  return faults.map((each) => ({ ...each, path: [...path, ...each.path] }));
}
