import { isDeepStrictEqual } from "node:util";
import { href } from "../addresses.ts";
import type { Command } from "../programme/command.ts";
import type { Event } from "../programme/event.ts";
import type { Programme } from "../programme/programme.ts";
import { type Kept, whoWrote } from "./chain.ts";
import { headingOf, headingRow, listProgrammes, programmeChain, programmes } from "./programme.ts";

/** Programmes, for those who go through everything. Their events name no file, and leave nothing to do. */
export const keptProgrammes: Kept<Programme, Command, Event> = {
  ...programmeChain,
  ...programmes,
  rows: [...programmeChain.rows, headingRow],
  ids: async (store) => (await listProgrammes(store)).map(({ id }) => id),
  listed: async (store, state) => {
    const listed = await headingRow.get(store, { id: state.id });
    if (!listed) return "nowhere";
    return isDeepStrictEqual(listed, headingOf(state)) ? "as it is" : "otherwise";
  },
  files: () => [],
  people: whoWrote,
  idIn: () => undefined,
  knows: () => true,
  page: (id) => href("programmeOf", { programme: id }),
};
