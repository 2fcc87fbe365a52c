/** Twentieths of a point: the unit of WordprocessingML (ECMA-376-1, 22.9.2.14). */
export function twips(points: number): number {
  return Math.round(points * 20);
}

/** Twips in `length` millimetres. */
export function twipsOf(length: number): number {
  return Math.round((length * 1440) / 25.4);
}

/** Pixels of 1/96 inch, the unit in which the docx package takes the size of images, from twips. */
export function pixels(length: number): number {
  return length / 15;
}
