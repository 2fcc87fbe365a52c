import { openNetwork } from "../../infra/local/network.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { addPerson } from "../../shared/stored/person.ts";

export const roles = ["coordinator", "author", "first", "second"] as const;
export type Role = (typeof roles)[number];
/** Who they are, and the link that each enters by. */
export type Invited = Record<Role, { id: string; link: string }>;

/** Makes a network of four people in a folder that nobody serves yet. */
export async function makeNetwork(folder: string, publicUrl: string): Promise<Invited> {
  const { ports, close } = await openNetwork({ folder, publicUrl }, { alone: true });
  const invited: Partial<Invited> = {};
  for (const role of roles) {
    const address = `${role}@reseau.example`;
    const facts = { name: `Relecture ${role}`, address, organisation: "ORIV", language: "fr" } as const;
    const person = await addPerson(ports, { ...facts, coordinator: role === "coordinator" });
    invited[role] = { id: person.id, link: `/l/${await makeLink(ports, { person, purpose: "enter", days: 1 })}` };
  }
  close();
  return invited as Invited;
}
