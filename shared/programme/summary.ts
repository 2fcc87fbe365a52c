import type { Programme } from "./state.ts";

/** A programme as lists need it; it has no schema number, since its shape never changed. */
export type Summary = Pick<Programme, "id" | "title" | "from" | "until">;

/** The summary of a programme as it stands. Pure. */
export function summarize({ id, title, from, until }: Programme): Summary {
  return { id, title, from, until };
}
