import { describe, expect, test } from "vitest";
import { addressAbove, href, prefixOf } from "../shared/addresses.ts";

describe("an address", () => {
  test.each([
    ["of a page without parameters", href("people"), "/people"],
    ["has its parameters filled", href("upload", { id: "note", upload: "a1" }), "/deliverables/note/uploads/a1"],
    ["escapes what a parameter cannot hold", href("person", { person: "a/b" }), "/people/a%2Fb"],
    [
      "appends what is asked, but for what is undefined",
      href("outbox", {}, { page: 2, q: undefined }),
      "/outbox?page=2",
    ],
    ["escapes what is asked", href("people", {}, { q: "é &" }), "/people?q=%C3%A9+%26"],
    ["names alone what is true", href("meeting", { meeting: "juin" }, { attach: true }), "/meetings/juin?attach"],
  ])("%s", (_, address, expected) => expect(address).toBe(expected));

  test("begins with what stands before its first parameter", () => expect(prefixOf("openLink")).toBe("/l/"));

  test.each([
    ["/deliverables/note/review/decision", "/deliverables/note/review"],
    ["/deliverables/note/reviews", "/deliverables/note"],
    ["/people/anne/link", "/people"],
    ["/deliverables", undefined],
    ["/mails", undefined],
  ])("above %s is %s", (path, expected) =>
    expect(addressAbove(path, ["reading", "deliverable", "people"])).toBe(expected),
  );
});
