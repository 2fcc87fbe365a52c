import { checkRows, h, p, span } from "./opendocument.ts";

checkRows("words", [
  [
    "headings by the outline level of their style, or by the style that it is based on",
    {
      body: p("Un", "Rubrique") + p("Deux", "Sous") + p("Trois", "Corps"),
      styles: `<style:style style:name="Rubrique" style:family="paragraph" style:default-outline-level="2"/>
        <style:style style:name="Sous" style:family="paragraph" style:parent-style-name="Heading_20_3"/>
        <style:style style:name="Corps" style:family="paragraph" style:parent-style-name="Rubrique" style:default-outline-level=""/>`,
    },
    ["h2 Un", "h3 Deux", "p Trois"],
  ],
  ["headings", h(2, `<text:bookmark-start text:name="cadre"/>Cadre`), ["h2 #cadre Cadre"]],
  [
    "marks",
    p(`${span("B", "a")}${span("I", "b")}${span("S", "c")}${span("C", "d")}${span("Up", "e")}${span("Down", "f")}`),
    ["p <b>a</b><i>b</i><s>c</s><sc>d</sc><sup>e</sup><sub>f</sub>"],
  ],
  ["marks in marks", p(span("B", `a${span("I", "b")}`)), ["p <b>a<i>b</i></b>"]],
  ["a paragraph dressed as a whole", p(`a${span("I", "b")}`, "P1"), ["p <b>a<i>b</i></b>"]],
  ["underlining", p(span("U", "a")), ["p <i>a</i>"], ["underline-as-emphasis"]],
  ["code amid words", p(`a ${span("Source_20_Text", "b()")}`), ["p a <code b()>"]],
  ["another language", p(`le ${span("En", "mainstreaming")}`), ["p le <lang en-GB>mainstreaming</lang>"]],
  [
    "hidden text, hidden sections",
    `${p(`a${span("Hid", "b")}`)}<text:section text:display="none">${p("c")}</text:section><text:section>${p("d")}</text:section>`,
    ["p a", "p d"],
    ["hidden-text-dropped"],
  ],
  [
    "paragraphs hidden by their style, or by a style above it",
    p("a", "Hidden") + p("b") + p(`c${span("B", "d")}`, "P5") + p("e", "P6") + h(1, "f", "Hidden"),
    ["p b", "p e"],
    ["hidden-text-dropped"],
  ],
  [
    "what hides itself, and scripts",
    p(
      'a<text:hidden-text text:is-hidden="true">b</text:hidden-text><text:hidden-text text:is-hidden="false">c</text:hidden-text><text:script>alert(1)</text:script>',
    ),
    ["p ac"],
    ["hidden-text-dropped"],
  ],
  ["spaces, tabs, line breaks", p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d\n  e'), ["p a b c<br>d e"]],
  [
    "a language that runs from right to left",
    p(`a ${span("Ar", "مرحبا")} ${span("Ar", "b")}`),
    ["p a <lang ar-SA>مرحبا</lang> b"],
  ],
  [
    "words with their reading",
    p("<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>kanji</text:ruby-text></text:ruby>."),
    ["p 漢字 (kanji)."],
  ],
  ["symbols", p(span("W", "\uF0E8")), ["p ➔"]],
  ["alignment and page breaks", `${p("a")}${p("b", "P2")}`, ["p a", "page", "p.center b"]],
  [
    "quotes, code, rules",
    `${p("a", "P3")}${p("b", "Quotations")}${p("c", "Preformatted_20_Text")}${p("", "Preformatted_20_Text")}${p("d", "Preformatted_20_Text")}${p("", "Preformatted_20_Text")}${p("", "Horizontal_20_Line")}`,
    ["quote", "  p a", "  p b", 'code "c\\n\\nd"', "rule"],
  ],
  ["styles that are named and not defined", p("a", "Title") + p("b", "Block_20_Text"), ["quote", "  p b"]],
  [
    "notes",
    p(
      'a<text:note text:id="n7"><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note>c',
    ),
    ["p a<note n1>c", "note n1", "  p b"],
  ],
  [
    "two notes of one id, each called",
    p(
      ["b", "c"]
        .map(
          (words) => `a<text:note text:id="n7"><text:note-body><text:p>${words}</text:p></text:note-body></text:note>`,
        )
        .join(""),
    ),
    ["p a<note n1>a<note n2>", "note n1", "  p b", "note n2", "  p c"],
  ],
  [
    "links",
    p('<text:a xlink:href="https://example.org">a</text:a><text:a xlink:href="javascript:x">b</text:a>'),
    ["p <a https://example.org>a</a>b"],
    ["link-dropped"],
  ],
  [
    "references to a place",
    h(1, '<text:bookmark text:name="__RefHeading__1"/>Cadre') +
      p(
        '<text:a xlink:href="#__RefHeading__1">a</text:a> <text:bookmark-ref text:ref-name="__RefHeading__1">b</text:bookmark-ref>',
      ),
    ["h1 #__RefHeading__1 Cadre", "p <ref __RefHeading__1>a</ref> <ref __RefHeading__1>b</ref>"],
  ],
  [
    "references to a heading by its words",
    h(1, "Le cadre") + p('<text:a xlink:href="#1.Le cadre|outline">a</text:a>'),
    ["h1 #le-cadre Le cadre", "p <ref le-cadre>a</ref>"],
  ],
  [
    "references to headings by their numbers and words",
    h(1, "1. Objectifs") +
      h(2, "Moyens") +
      h(1, '<text:bookmark text:name="suites"/>Suites') +
      h(2, "Moyens") +
      p(
        '<text:a xlink:href="#1.1. Objectifs|outline">a</text:a> <text:a xlink:href="#2.1.Moyens%7Coutline">b</text:a> <text:a xlink:href="#1.1.Moyens|outline">c</text:a> <text:a xlink:href="#II.Suites|outline">d</text:a>',
      ),
    [
      ...["h1- #1.-objectifs 1. Objectifs", "h2 #moyens-2 Moyens", "h1 #suites Suites", "h2 #moyens Moyens"],
      "p <ref 1.-objectifs>a</ref> <ref moyens>b</ref> <ref moyens-2>c</ref> <ref suites>d</ref>",
    ],
    ["heading-number-typed"],
  ],
  ["spaces by their number", p('a<text:s text:c="2"/>b<text:s/>c'), ["p a b c"]],
  [
    "spaces by what is no number",
    p('a<text:s text:c="-3"/>b<text:s text:c="x"/>c'),
    ["p a b c"],
    ["spaces-unreadable", "spaces-unreadable"],
  ],
  ["fields", p('le <text:date text:date-value="2024-06-07">7 juin</text:date>'), ["p le 7 juin"]],
  [
    "contents",
    `<text:table-of-content><text:index-body>${p("Cadre<text:tab/>3")}</text:index-body></text:table-of-content>${p("a")}`,
    ["p a"],
    ["contents-dropped"],
  ],
]);
