import type { Network } from "../network.ts";

/** What the form of changes has for `createNote`. */
export function plan(network: Network) {
  return {
    ...{ title: "L’interculturalité\u00a0: note de cadrage", action: "Interculturalité", quorum: "2" },
    ...{ dueDraft: "2008-03-20", dueReview: "2008-05-12", dueFinal: "2008-07-01" },
    ...people(network),
  };
}

export function people({ people: { author, first, second, funder } }: Network) {
  return { authors: [author.id], reviewers: [first.id, second.id], funders: [funder.id] };
}

/** What the form of a new deliverable sends, all of it answered, e.g. `{ kind: "framing-note", quorum: "" }`. */
export function answersFor(network: Network): Record<string, string | string[]> {
  return {
    id: "note-1",
    kind: "framing-note",
    title: "L’interculturalité : note de cadrage",
    action: "Interculturalité",
    language: "fr",
    parts: "",
    ...people(network),
    quorum: "",
    dueDraft: "2008-03-20",
    dueReview: "2008-05-12",
    dueFinal: "2008-07-01",
  };
}
