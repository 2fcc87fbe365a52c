/**
 * The name that a comment or a change is signed with, as it is compared: « Marie\u202fNoël » and « Marie Noël » are one
 * person, whichever spaces a program put between the words of the name. Empty where there is none.
 */
export function signature(name = ""): string {
  return name
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
