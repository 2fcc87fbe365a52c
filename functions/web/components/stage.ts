import { html } from "hono/html";
import type { Stage } from "../../../shared/deliverable/state.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";

const colours: Record<Stage, string> = { draft: "", review: "now", final: "done", withdrawn: "error" };

/** The stage, as a word with a colour. */
export function stageTag({ text }: Say, stage: Stage): Html {
  return html`<span class="tag ${colours[stage]}">${text(`stage.${stage}`)}</span>`;
}

const way = ["draft", "review", "final"] as const;

/** The way a deliverable goes, and where on it this one is. */
export function stageLine(speak: Say, stage: Stage): Html {
  const { text } = speak;
  if (stage === "withdrawn") return html`<p>${stageTag(speak, stage)}</p>`;
  const here = way.indexOf(stage);
  return html`<ol class="stages" aria-label="${text("stage.line")}">${way.map((each, index) => {
    const state = index === here ? html` aria-current="step"` : index < here ? html` class="past"` : "";
    const past = index < here ? html` <span class="hidden">${text("stage.past")}</span>` : "";
    return html`<li${state}>${text(`stage.${each}`)}${past}</li>`;
  })}</ol>`;
}
