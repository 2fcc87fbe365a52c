/** Whether tests take their long form: `npm run test:long`, which CI runs too. It is vitest's mode. */
export const long = process.env.MODE === "long";

/** How many times a test tries: `some` by default, and `all` in the long form, which finds what hides. */
export function tries(some: number, all: number): number {
  return long ? all : some;
}

/** The ways in which the same is tried: one of them by default, the one at `place`; in the long form, each. */
export function ways<Way>(all: readonly Way[], place: number): readonly Way[] {
  return long ? all : all.slice(place, place + 1);
}
