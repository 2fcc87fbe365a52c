import type { Command } from "../../shared/workflow/command.ts";
import type { Choice, Stage } from "../../shared/workflow/state.ts";

/**
 * A deliverable as a reader of DESIGN.md would tell it, in as few words as can be: what the real one must agree with.
 * One author "a", reviewers r1 to r3, a quorum of two; versions are named by their content.
 */
export type Model = {
  stage: Stage | "none";
  draft?: string;
  uploads: Map<string, { asked: number; status: "awaited" | "accepted" | "refused" }>;
  round: {
    number: number;
    version: string;
    deadline: number;
    overdue: boolean;
    open: boolean;
    seminar: "none" | "planned" | "held";
  };
  votes: Map<string, Choice>;
  /** All that were made, whatever the round. */
  submissions: Set<string>;
  outputs: boolean;
};

export const emptyModel = (): Model => ({
  stage: "none",
  uploads: new Map(),
  round: { number: 0, version: "", deadline: 0, overdue: false, open: false, seminar: "none" },
  votes: new Map(),
  submissions: new Set(),
  outputs: false,
});

export function outcome({ votes, round }: Model): "approved" | "changesRequested" | undefined {
  const all = [...votes.values()];
  if (all.includes("requestChanges")) return "changesRequested";
  return all.length >= 2 && round.seminar !== "planned" ? "approved" : undefined;
}

/** Does what the command asks of the model, if it may. */
export function act(model: Model, command: Command, now: number): void {
  const person = command.by === "line" ? "line" : command.by.person;
  const office = command.by !== "line" && command.by.coordinator;
  const mine = "round" in command && command.round === model.round.number && model.round.open;
  switch (command.type) {
    case "create":
      if (model.stage === "none" && office) model.stage = "draft";
      return;
    case "requestUpload":
      if (model.stage === "draft" && (office || person === "a") && !model.uploads.has(command.upload))
        model.uploads.set(command.upload, { asked: now, status: "awaited" });
      return;
    case "acceptDraft":
    case "refuseDraft": {
      const upload = model.uploads.get(command.upload);
      if (upload?.status !== "awaited") return;
      const older = [...model.uploads.values()].some(
        ({ asked, status }) => status === "accepted" && asked > upload.asked,
      );
      upload.status = command.type === "acceptDraft" && model.stage === "draft" && !older ? "accepted" : "refused";
      if (upload.status === "accepted" && command.type === "acceptDraft") model.draft = command.part.source;
      return;
    }
    case "submit":
      if (
        model.stage !== "draft" ||
        model.draft === undefined ||
        command.version === "wrong" ||
        Date.parse(command.deadline) <= now
      )
        return;
      if (!office && person !== "a") return;
      model.stage = "review";
      model.votes = new Map();
      model.round = {
        number: model.round.number + 1,
        version: model.draft,
        deadline: Date.parse(command.deadline),
        overdue: false,
        open: true,
        seminar: "none",
      };
      return;
    case "decide":
      if (
        !mine ||
        !["r1", "r2", "r3"].includes(person) ||
        command.version === "wrong" ||
        model.submissions.has(command.submission)
      )
        return;
      if (command.choice === "requestChanges" && !command.reason) return;
      model.submissions.add(command.submission);
      model.votes.set(person, command.choice);
      return;
    case "planSeminar":
      if (mine && office && model.round.seminar !== "held") model.round.seminar = "planned";
      return;
    case "holdSeminar":
      if (mine && office && model.round.seminar !== "none") model.round.seminar = "held";
      return;
    case "closeRound":
      if (mine && office && (outcome(model) || command.unresolved)) finish(model);
      return;
    case "passDeadline":
      if (!mine || now < model.round.deadline || model.round.overdue) return;
      if (outcome(model)) finish(model);
      else model.round.overdue = true;
      return;
    case "moveDeadline":
      if (
        !mine ||
        !office ||
        Date.parse(command.deadline) <= now ||
        Date.parse(command.deadline) === model.round.deadline
      )
        return;
      model.round.deadline = Date.parse(command.deadline);
      model.round.overdue = false;
      return;
    case "outputsReady":
      if (model.stage === "final" && command.version !== "wrong") model.outputs = true;
      return;
    case "withdraw":
      if (model.stage === "none" || model.stage === "withdrawn" || model.outputs || !office) return;
      model.stage = "withdrawn";
      model.round.open = false;
      return;
    default:
  }
}

function finish(model: Model): void {
  model.stage = outcome(model) === "approved" ? "final" : "draft";
  model.round.open = false;
}
