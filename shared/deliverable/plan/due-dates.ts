import type { LocalDate } from "../../values.ts";

/** Until when the plan has its first draft, its review and its final. */
export type DueDates = { draft?: LocalDate; review?: LocalDate; final?: LocalDate };
