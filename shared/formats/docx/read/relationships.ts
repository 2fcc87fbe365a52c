import type { Archive } from "../../archive.ts";
import { readXml } from "../../office/parts.ts";
import type { Context } from "../../reading.ts";
import { childrenOf, type Element, readElement } from "../../xml.ts";
import { prefixes } from "./namespaces.ts";

/** Where a part leads (ECMA-376-2, 6.5): a part of the package by its name, or an address outside. */
export type Relationship = { type: string; target: string; external: boolean };
export type Relationships = ReadonlyMap<string, Relationship>;

/** The relationships of `part`, by id; `type` is the last word of its address ("footnotes"). None without a file. */
export async function readRelationships(context: Context, archive: Archive, part: string): Promise<Relationships> {
  const slash = part.lastIndexOf("/") + 1;
  const root = await readPart(context, archive, `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
  const names = new Set(archive.names);
  return new Map(
    childrenOf(root, "Relationship").map(({ attributes }): [string, Relationship] => {
      const external = attributes.TargetMode === "External";
      const target = attributes.Target ?? "";
      const type = attributes.Type?.slice(attributes.Type.lastIndexOf("/") + 1) ?? "";
      return [
        attributes.Id ?? "",
        { type, external, target: external ? target : spelled(names, resolvePart(part, target)) },
      ];
    }),
  );
}

/** A part as an element tree; undefined where the package has none. */
export async function readPart(context: Context, archive: Archive, name: string): Promise<Element | undefined> {
  const bytes = await readXml(context, archive, name);
  return bytes && readElement(bytes, prefixes, context.limits, context.limits.nodes);
}

/** The first part that relationships of `type` lead to. */
export function partOf(relationships: Relationships, type: string): string | undefined {
  return relationships.values().find((one) => one.type === type && !one.external)?.target;
}

/** ECMA-376-2, 6.2.2: a target is relative to the part, or to the package when it begins with a slash. */
function resolvePart(part: string, target: string): string {
  const path = target.startsWith("/") ? target : `${part.slice(0, part.lastIndexOf("/") + 1)}${target}`;
  const resolved: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") resolved.pop();
    else if (step !== "" && step !== ".") resolved.push(step);
  }
  return resolved.join("/");
}

/** A part as its package spells it: as the target does, or with fewer or more characters percent-encoded (RFC 3986, 2.1). */
function spelled(names: ReadonlySet<string>, name: string): string {
  if (names.has(name)) return name;
  try {
    return [decodeURIComponent(name), encodeURI(name)].find((one) => names.has(one)) ?? name;
  } catch {
    return name;
  }
}
