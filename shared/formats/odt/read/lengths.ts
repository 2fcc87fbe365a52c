/** Millimetres in one of each unit of OpenDocument (part 3, 18.3.18); a pixel is 1/96 inch. */
const units = new Map([
  ["mm", 1],
  ["cm", 10],
  ["in", 25.4],
  ["pt", 25.4 / 72],
  ["pc", 25.4 / 6],
  ["px", 25.4 / 96],
]);

/** A length in millimetres, or undefined for what is none. */
export function millimetres(length: string | undefined): number | undefined {
  const [, value, unit] = /^(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|px)$/.exec(length ?? "") ?? [];
  return value === undefined ? undefined : Number(value) * units.get(unit!)!;
}
