/** Whether tests take their long form: `npm run test:long`, which CI runs too. It is vitest's mode. */
const long = process.env.MODE === "long";

/** How many times a test tries: `some` by default, and `all` in the long form, which finds what hides. */
export function tries(some: number, all: number): number {
  return long ? all : some;
}
