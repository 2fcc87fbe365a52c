import fc from "fast-check";
import type { Command } from "../../shared/meeting/command.ts";
import { ask, coordination, seminar } from "./sample.ts";

/** Who is invited, comes, or is to do something. */
const people = ["direction-oriv", "chargee-etudes-acse", "animation", "org:oriv"];
const days = ["2008-07-03", "2008-07-10", "2009-01-15"];
const ids = ["d1", "d2"];
const some = <T>(...values: T[]) => fc.constantFrom(...values);
const invited = fc.uniqueArray(some(...people.slice(0, 3)));
const text = some("a".repeat(64), "b".repeat(64));
const resolution = fc.record(
  { id: some(...ids), words: text, person: some(...people), due: some(...days) },
  { requiredKeys: ["id", "words", "person"] },
);
/** What is said of a meeting: a field or two otherwise than the seminar, so that a plan often differs by one field from the last. */
const plan = fc
  .record({
    date: some(...days),
    invited,
    place: some("Paris", "Metz"),
    agenda: some(seminar.agenda, []),
    title: some("Séminaire", ""),
    starts: some("14:00", "09:30"),
    call: some("https://visio.example/1", ""),
  })
  .chain((said) =>
    fc
      .subarray(Object.keys(said) as (keyof typeof said)[], { maxLength: 3 })
      .map((kept): Partial<typeof said> => Object.fromEntries(kept.map((name) => [name, said[name]]))),
  );

/** Anything that somebody may ask, allowed or not, of a meeting in any state. */
const asked: fc.Arbitrary<Command> = fc
  .tuple(
    some<Command["by"]>(coordination, coordination, coordination, "line", { person: "animation", coordinator: false }),
    fc.oneof(
      plan.map((said) => ({ type: "plan" as const, id: "m", ...seminar, ...said })),
      plan.map((said) => ({ type: "change" as const, ...seminar, ...said })),
      invited.map((those) => ({
        ...{ type: "addItem" as const, invited: those, action: "2008/veille" as const },
        item: { id: "veille", what: "action" as const, action: "2008/veille" as const },
      })),
      fc.constant({ type: "cancel" as const }),
      fc
        .record({
          present: invited,
          outsiders: fc.nat(20),
          today: some(...days),
          resolutions: fc.array(resolution, { maxLength: 2 }),
        })
        .map((said) => ({ type: "record" as const, ...said })),
      resolution.map((said) => ({ type: "addResolution" as const, resolution: said })),
      fc
        .record({ resolution: some(...ids), person: some(...people), due: some(null, ...days) })
        .map((said) => ({ type: "changeResolution" as const, ...said })),
      some(...ids).map((id) => ({
        type: "closeResolution" as const,
        resolution: id,
        as: "done" as const,
        on: days[0]!,
      })),
      some(...ids).map((id) => ({ type: "reopenResolution" as const, resolution: id })),
      some(...days).map((day) => ({ type: "remind" as const, resolutions: ids, day })),
    ),
  )
  .map(([by, command]) => ask(command as never, by));

/** So many things that are asked of one meeting, one after the other, which nearly always begin with its plan. */
export function askings(most: number): fc.Arbitrary<Command[]> {
  const first = plan.map((said) => ask({ type: "plan", id: "m", ...seminar, ...said }));
  const others = fc.array(asked, { minLength: most / 2, maxLength: most, size: "max" });
  return fc
    .tuple(fc.integer({ min: 0, max: 9 }), first, others)
    .map(([chance, planned, rest]) => (chance === 0 ? rest : [planned, ...rest]));
}
