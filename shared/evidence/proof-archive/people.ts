import type { Event } from "../../deliverable/event.ts";
import { peopleIn } from "../../deliverable/named-people.ts";
import type { State } from "../../deliverable/state.ts";
import { interfaceLanguage } from "../../i18n/languages.ts";
import { isVeiled, veiled } from "../../sight/anonymity.ts";
import { roundsOf } from "../../stored/history.ts";
import type { PersonId } from "../../values.ts";
import type { RecordData } from "../approval.ts";

/** The name behind an id of the events, e.g. "Reviewer 2" in an anonymous round; never an address. */
export type ArchivedPerson = { id: PersonId; name: string; organisation?: string };

/** The people whom the events name, by id, under the names that any reader of the proof archive may see. */
export function archivedPeople(state: State, events: readonly Event[], people: RecordData["people"]): ArchivedPerson[] {
  const reader = { coordinator: false };
  const language = interfaceLanguage(state.language);
  const veils = roundsOf(events)
    .filter((round) => isVeiled(round, reader))
    .map((round) => veiled(state, round, reader, { name: () => "", language }));
  const hidden = (person: PersonId) => veils.map((veil) => veil(person)).findLast((name) => name !== "");
  return peopleIn(events)
    .sort()
    .map((id) => {
      const place = hidden(id);
      if (place !== undefined) return { id, name: place };
      const { name = id, organisation = "" } = people.get(id) ?? {};
      return { id, name, ...(organisation && { organisation }) };
    });
}
