import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { programmes } from "../../../../shared/stored/programme.ts";
import { action, plan } from "../../../programme/sample.ts";
import type { World } from "../../../world.ts";
import { as, createNote, type Network, openTestNetwork } from "../../network.ts";

export const actions = { network: "2008/reseau", culture: "2008/interculturalite" } as const;

/** A network with a programme: its own meetings, four a year; an action with a note that is late, and a restitution. */
export async function openProgrammed(world?: World): Promise<{ network: Network; note: string }> {
  const network = await openTestNetwork({}, world);
  await addProgramme(network);
  const note = await createNote(network);
  const by = as(network, "coordinator");
  await issue(deliverables, network.ports, note, { type: "amend", by, action: actions.culture });
  return { network, note };
}

/** Its programme alone. */
export async function addProgramme(network: Network): Promise<void> {
  const by = as(network, "coordinator");
  await issue(programmes, network.ports, "2008", {
    ...{ type: "replace", by, id: "2008", ...plan },
    actions: [
      action("reseau", {
        title: "Vie du réseau",
        concerned: ["cofrimi", "oriv"],
        expected: [
          { what: "meeting", kind: "network", id: "reunions", title: "Réunion du réseau", count: 4, sources: [] },
        ],
      }),
      action("interculturalite", {
        title: "Interculturalité",
        steering: { organisations: ["cofrimi"] },
        expected: [
          {
            what: "document",
            id: "note",
            title: "Note",
            count: 1,
            sources: [],
            when: { said: "fin mars", from: "2008-03-21", until: "2008-03-31" },
          },
          { what: "meeting", kind: "restitution", id: "restitution", title: "Restitution", count: 1, sources: [] },
        ],
      }),
    ],
  });
}

/** The fields of a meeting's form, filled; `more`: what a test says of it. */
export function planned(
  network: Network,
  more: Record<string, string | string[]> = {},
): Record<string, string | string[]> {
  const { author, first, stranger } = network.people;
  return {
    ...{ id: "juin", kind: "internal", title: "", date: "2008-06-12", starts: "14:00", ends: "16:30" },
    ...{ place: "Strasbourg, ORIV", call: "", actions: [actions.culture], lines: "Le calendrier\r\nLa diffusion" },
    invited: [author.id, first.id, stranger.id],
    ...more,
  };
}
