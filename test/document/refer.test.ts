import { expect, test } from "vitest";
import { nameOf } from "../../shared/document/refer.ts";
import type { Block } from "../../shared/document/tree.ts";

test("a reference without words is printed as what it leads to is named, else as its fallback", () => {
  const words = (value: string) => [{ type: "text" as const, value }];
  const heading = {
    type: "heading" as const,
    id: "h",
    level: 1 as const,
    numbered: true,
    children: words("Cadre"),
  } satisfies Block;
  expect(nameOf(heading, "cadre")).toBe("Cadre");
  expect(nameOf({ ...heading, label: "2.1" } as Block, "cadre")).toBe("2.1");
  expect(nameOf({ ...heading, children: [] }, "cadre")).toBe("cadre");
  const callout = { type: "callout", id: "c", variant: "takeaway", label: "À retenir", children: [] };
  expect(nameOf({ ...callout, title: words("Trois points") } as Block, "point")).toBe("Trois points");
  expect(nameOf(callout as Block, "point")).toBe("À retenir");
});
