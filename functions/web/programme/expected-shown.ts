import { wordFor } from "../../../shared/programme/file/words.ts";
import type { Action, Expected } from "../../../shared/programme/state.ts";
import type { Shown } from "../components/stale.ts";
import type { Say } from "../http/say.ts";

/** What the form of something expected says, as people read it. */
export function shownExpected(speak: Say, action: Action, expected: Expected): Shown {
  const { text, language } = speak;
  const { title, what, kind = "", count, when, strand, sources } = expected;
  const titles = (ids: readonly string[]) =>
    action.expected.filter(({ id }) => ids.includes(id)).map((each) => each.title);
  return [
    [text("field.title"), title],
    [
      text("expected.what"),
      `${wordFor(language, "key", what)} ${what === "meeting" && kind ? wordFor(language, "meeting", kind) : kind}`.trim(),
    ],
    [text("expected.count"), `${count}`],
    [text("expected.when"), when?.said ?? ""],
    [text("expected.strand"), action.strands.find(({ id }) => id === strand)?.title ?? ""],
    [text("expected.sources"), titles(sources).join(" · ")],
  ];
}
