import type { AddressName } from "../../../shared/addresses.ts";

/**
 * The pages of text that a public service owes everyone, linked at the foot of each page; of each the number of its
 * sections. `legal` has its texts in the catalogues: `legal.title`, `legal.1.title`, `legal.1`…
 */
const sections = { accessibility: 3, legal: 3, privacy: 4 } as const satisfies Partial<Record<AddressName, number>>;

export type AboutPage = keyof typeof sections;

/** In the order of the foot. */
export const aboutPages = Object.keys(sections) as AboutPage[];

/** The numbers of a page's sections: "1", "2", "3". */
export function sectionsOf(page: AboutPage): string[] {
  return Array.from({ length: sections[page] }, (_, index) => String(index + 1));
}
