import * as z from "zod";
import type { DecidedOf } from "../../shared/chain/aggregate.ts";
import type { Asker, ChainEvent, Chained } from "../../shared/chain/event.ts";
import { hashOf } from "../../shared/chain/hash.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Store } from "../../shared/ports.ts";
import { chainOf, type Kept, whoWrote } from "../../shared/stored/chain.ts";
import { defineRow } from "../../shared/stored/define.ts";
import { textKey } from "../../shared/stored/objects.ts";
import type { TextRef } from "../../shared/values.ts";

/** An aggregate that the line does not have: the notebook of a working group, into which its members write notes. */
export type Notebook = Chained & { schema: number; notes: TextRef[] };
export type Note = { type: "write"; id: string; by: Asker; text: TextRef };
export type Written = ChainEvent<"written", { id: string; text: TextRef }>;

const schema = 2;
const listRow = defineRow({
  at: "NOTEBOOKS / <id>",
  what: "how many notes a notebook has",
  ...{ by: ["web"], leaves: false },
  shape: z.object({ notes: z.number() }),
});

function decide(state: Notebook | undefined, { id, text }: Note): DecidedOf<Pick<Written, "type" | "data">> {
  return state?.notes.includes(text) ? { events: [] } : { events: [{ type: "written", data: { id, text } }] };
}

function evolve(state: Notebook | undefined, event: Written): Notebook {
  const { id, text } = event.data;
  return { schema, id, seq: event.seq, head: hashOf(event), notes: [...(state?.notes ?? []), text] };
}

function owed({ id }: Notebook, events: readonly Written[]): Job[] {
  return events.map(({ seq }) => ({
    id: `mail/notebook/${id}/${seq}`,
    type: "mail",
    to: "animation",
    letter: "weekly",
  }));
}

const chain = chainOf<Notebook, Written>({
  ...{ head: "NOTEBOOK", by: ["web"], schema, evolve },
  lists: (_, { id, notes }) => [listRow.put({ id }, { notes: notes.length })],
});

/** Where the list has a notebook. */
export const listedKey = (id: string) => listRow.key({ id });

/** All that the house needs to know of notebooks. */
export const notebooks: Kept<Notebook, Note, Written> = {
  ...{ ...chain, decide, owed },
  rows: [...chain.rows, listRow],
  ids: (store: Store) => Array.fromAsync(listRow.rows(store, {}), ({ sk }) => sk),
  listed: async (store, { id, notes }) => {
    const row = await listRow.get(store, { id });
    if (!row) return "nowhere";
    return row.notes === notes.length ? "as it is" : "otherwise";
  },
  files: (_, events) =>
    events.map(({ data: { text } }) => ({ key: textKey(text), content: { sha256: text }, said: true })),
  people: whoWrote,
  idIn: ({ id }) => /^mail\/notebook\/([^/]+)\//.exec(id)?.[1],
  knows: ({ seq }, { id }) => Number(id.split("/").at(-1)) <= seq,
  page: (id) => `/notebooks/${id}`,
};
