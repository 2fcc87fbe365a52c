import { isDeepStrictEqual } from "node:util";

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;

/**
 * What makes a JSON value what it was before: `was`, another in its place; `gone`, it was not there; `first`, a list that had only
 * so many of its elements; `in`, some of its fields or elements. E.g. a remark that was open again: `{ in: { c1: { was: "open" } } }`.
 */
export type Back = { was: Json } | { gone: true } | { first: number } | { in: Readonly<Record<string, Back>> };

/** What makes `after` what `before` was; undefined: it is so already. */
export function backFrom(after: Json, before: Json): Back | undefined {
  if (after === before) return undefined;
  if (before === undefined) return { gone: true };
  if (after === undefined) return { was: before };
  if (Array.isArray(before) && Array.isArray(after)) return listBack(after, before);
  return isFields(before) && isFields(after) ? fieldsBack(after, before) : { was: before };
}

function listBack(after: readonly Json[], before: readonly Json[]): Back | undefined {
  if (after.length === before.length) return fieldsBack({ ...after }, { ...before });
  const grew = before.every((each, index) => isDeepStrictEqual(each, after[index]));
  return grew ? { first: before.length } : { was: before };
}

function fieldsBack(after: Fields, before: Fields): Back | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.flatMap((name) => {
    const back = backFrom(after[name], before[name]);
    return back ? [[name, back] as const] : [];
  });
  return changed.length === 0 ? undefined : { in: Object.fromEntries(changed) };
}

function isFields(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as it was; what `back` says nothing of stays the same object. */
export function broughtBack(value: Json, back: Back): Json {
  if ("was" in back) return back.was;
  if ("gone" in back) return undefined;
  if ("first" in back) return (value as readonly Json[]).slice(0, back.first);
  if (Array.isArray(value))
    return value.map((each, index) => (Object.hasOwn(back.in, index) ? broughtBack(each, back.in[index]!) : each));
  const fields = new Map(Object.entries(value as Fields));
  for (const [name, each] of Object.entries(back.in)) {
    if ("gone" in each) fields.delete(name);
    else fields.set(name, broughtBack(fields.get(name), each));
  }
  return Object.fromEntries(fields);
}

/** Whether two changes of one value touch the same: both cannot be brought back each by itself. */
export function isAcross(one: Back, other: Back): boolean {
  if (!("in" in one && "in" in other)) return true;
  return Object.entries(one.in).some(
    ([name, each]) => Object.hasOwn(other.in, name) && isAcross(each, other.in[name]!),
  );
}
