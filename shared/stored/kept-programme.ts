import { isDeepStrictEqual } from "node:util";
import { href } from "../addresses.ts";
import type { Command } from "../programme/command.ts";
import type { Event } from "../programme/event.ts";
import type { Programme } from "../programme/state.ts";
import { summarize } from "../programme/summary.ts";
import { type Kept, whoWrote } from "./chain.ts";
import { listProgrammes, programmeChain, programmes, summaryRow } from "./programme.ts";

/** Programmes, for those who go through everything. Their events name no file, and leave nothing to do. */
export const keptProgrammes: Kept<Programme, Command, Event> = {
  ...programmeChain,
  ...programmes,
  rows: [...programmeChain.rows, summaryRow],
  ids: async (store) => (await listProgrammes(store)).map(({ id }) => id),
  listed: async (store, state) => {
    const listed = await summaryRow.get(store, { id: state.id });
    if (!listed) return "nowhere";
    return isDeepStrictEqual(listed, summarize(state)) ? "as it is" : "otherwise";
  },
  files: () => [],
  people: whoWrote,
  idIn: () => undefined,
  knows: () => true,
  page: (id) => href("programmeOf", { programme: id }),
};
