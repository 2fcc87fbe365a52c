import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { kindEntry } from "../../../../functions/web/kinds/kind-entry.ts";
import { kindFrom, typedOf } from "../../../../functions/web/kinds/kind-of-entry.ts";
import { type Kind, kindSchema } from "../../../../shared/kinds/kind.ts";

const templates = join(import.meta.dirname, "../../../../templates");
const kinds = readdirSync(templates, { recursive: true, encoding: "utf8" })
  .filter((path) => /^[^/]+\/kind\.json$/.test(path))
  .map((path) => kindSchema.parse(JSON.parse(readFileSync(join(templates, path), "utf8"))));

/** What a browser sends of the form of a kind, in the shape of its schema: lists by line, numbers, boxes. */
function sent(kind: Kind): unknown {
  const lists = /Also$/;
  const numbers = /Count$|^veto$|^days$|Days$/;
  const boxes = /From$|^lists$|^orthotypography$|^hasCover$|^anonymous$/;
  return Object.fromEntries(
    Object.entries(typedOf(kind)).map(([name, [value = ""]]) => {
      if (lists.test(name)) return [name, value.split("\n").filter((each) => each.trim())];
      if (boxes.test(name)) return [name, value === "true"];
      return [name, numbers.test(name) ? Number(value) : value];
    }),
  );
}

const parsed = (fields: unknown) => kindEntry(Object.keys(fields as object)).parse(fields);
const again = (kind: Kind) => kindFrom(parsed(sent(kind)), kind, kind.id);

test.each(kinds.map((kind) => [kind.id, kind] as const))(
  "the form of %s, sent as it is, makes the same kind",
  (_, kind) => {
    expect(again(kind)).toEqual(kind);
  },
);

test("so does the form of any kind with other numbers, rules and sections", () => {
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 365 }), { maxLength: 6 });
  const demand = fc.oneof(
    fc.constant("all" as const),
    fc.integer({ min: 1, max: 99 }),
    fc.record({ members: fc.integer({ min: 1, max: 99 }) }),
  );
  const length = fc.integer({ min: 1, max: 365 });
  const end = fc.oneof(
    fc.record({ do: fc.constant("extend" as const), days: length }),
    fc.constantFrom({ do: "close" as const }, { do: "escalate" as const }),
  );
  const round = fc.record({
    ...{ quorum: demand, veto: fc.integer({ min: 1, max: 99 }), days: length, reminders: days, atDeadline: end },
    anonymous: fc.boolean(),
  });
  const confirming = fc.option(fc.record({ quorum: demand, days: length }), { nil: undefined });
  const ways = fc.constantFrom("round" as const, "correction" as const);
  const words = fc.stringMatching(/^[A-Za-zé]{1,12}( [a-z]{1,8})?$/);
  const bothOrOne = fc.record({ fr: words, en: words }, { requiredKeys: [] });
  const covers = fc.array(
    bothOrOne.filter((line) => Object.keys(line).length > 0),
    { maxLength: 5 },
  );
  const needs = fc.array(fc.constantFrom("optional", "required", "filled"), { maxLength: 60 });
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      round,
      confirming,
      days,
      needs,
      ways,
      covers,
      (base, rules, confirms, draft, each, editions, cover) => {
        const sections = each.map((need, at): Kind["sections"][number] => ({
          ...{ id: `rubrique-${at}`, title: { fr: `Rubrique ${at}` }, also: [`Partie ${at}`], from: "heading" },
          ...{ required: need !== "optional", ...(need === "filled" && { filled: true }) },
        }));
        const { findings: _, ...plain } = base;
        const kind: Kind = {
          ...{ ...plain, sections, editions, cover, draft: { reminders: draft, after: draft } },
          round: { ...rules, ...(confirms && { confirming: confirms }) },
        };
        expect(again(kind)).toEqual(kind);
      },
    ),
  );
});

test("a section that is taken out is gone, with the findings that were there", () => {
  const watch = kinds.find(({ id }) => id === "watch-note")!;
  const [, , third] = watch.sections.map(({ id }) => id);
  const fields = sent(watch) as Record<string, unknown>;
  expect(again(watch).findings?.section).toBe("findings");
  const cut = kindFrom(parsed({ ...fields, section3Remove: true }), watch, "watch-note");
  expect(cut.sections.map(({ id }) => id)).not.toContain(third);
  expect(cut.findings).toBeUndefined();
});
