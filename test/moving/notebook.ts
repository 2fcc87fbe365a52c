import type { DecidedOf } from "../../shared/chain/aggregate.ts";
import type { Asker, ChainEvent, Chained } from "../../shared/chain/event.ts";
import { hashOf } from "../../shared/chain/hash.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Store } from "../../shared/ports.ts";
import { chainOf, type Kept } from "../../shared/stored/chain.ts";
import { textKey } from "../../shared/stored/objects.ts";
import { allOf, toData } from "../../shared/stored/row.ts";
import type { TextRef } from "../../shared/values.ts";

/** An aggregate that the line does not have: the notebook of a working group, into which its members write notes. */
export type Notebook = Chained & { schema: number; notes: TextRef[] };
export type Note = { type: "write"; id: string; by: Asker; text: TextRef };
export type Written = ChainEvent<"written", { id: string; text: TextRef }>;

const schema = 2;
const list = "NOTEBOOKS";

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
  ...{ head: "NOTEBOOK", schema, evolve },
  lists: (_, { id, notes }) => [{ put: { pk: list, sk: id, data: toData({ notes: notes.length }) } }],
});

/** Where the list has a notebook. */
export const listedKey = (id: string) => ({ pk: list, sk: id });

/** All that the house needs to know of notebooks. */
export const notebooks: Kept<Notebook, Note, Written> = {
  ...{ ...chain, decide, owed },
  rows: [
    { partition: "NOTEBOOK#*", by: ["web"], leaves: false },
    { partition: list, by: ["web"], leaves: false },
  ],
  ids: (store: Store) => Array.fromAsync(allOf(store, list), ({ sk }) => sk),
  listed: async (store, { id, notes }) => {
    const row = await store.get(listedKey(id));
    if (!row) return "nowhere";
    return (row.data as { notes: number }).notes === notes.length ? "as it is" : "otherwise";
  },
  files: (_, events) =>
    events.map(({ data: { text } }) => ({ key: textKey(text), content: { sha256: text }, said: true })),
  idIn: ({ id }) => /^mail\/notebook\/([^/]+)\//.exec(id)?.[1],
  knows: ({ seq }, { id }) => Number(id.split("/").at(-1)) <= seq,
  page: (id) => `/notebooks/${id}`,
};
