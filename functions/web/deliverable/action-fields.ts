import { html } from "hono/html";
import { organisationHolder } from "../../../shared/deliverable/holder.ts";
import {
  type Action,
  actionOf,
  actionRef,
  outsideProgramme,
  type Programme,
  parseActionRef,
  presentActions,
  titleKey,
} from "../../../shared/programme/state.ts";
import { listProgrammes, loadProgramme } from "../../../shared/stored/programme.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import { nowOf } from "../components/duties.ts";
import { type OptionGroup, select, textField } from "../components/fields.ts";
import type { Html, Web } from "../http/context.ts";
import type { FieldError, Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";

/** Programmes whose actions a deliverable may be of, the last first; `offered`: those that a form shows. */
export type ActionChoices = { all: Programme[]; offered: Programme[] };

/** What a deliverable is of, as its form or its state has it. */
type Of = { action: string; expectation?: string | undefined };

/** Days after its end for which a programme is still offered: its last documents are made in the year after it. */
const offeredDays = 366;

/** The programmes of the network; offered are those of now, else the last. None is offered where there are texts alone. */
export async function actionChoices(web: Web): Promise<ActionChoices> {
  const { store } = web.ports;
  const headings = await listProgrammes(store);
  const loaded = await Promise.all(headings.map(({ id }) => loadProgramme(store, id)));
  const all = loaded.flatMap((each) => (each ? [each.state] : []));
  const planned = all.filter(({ id }) => id !== outsideProgramme);
  const since = addDays(nowOf(web).today, -offeredDays);
  const present = planned.filter(({ until }) => until >= since);
  const offered = present.length > 0 ? present : planned.slice(0, 1);
  return { all: [...planned, ...all.filter(({ id }) => id === outsideProgramme)], offered };
}

type Named = { ref: string; action: Action };

function actionsIn(programmes: readonly Programme[]): Named[] {
  return programmes.flatMap((programme) =>
    presentActions(programme).map((action) => ({ ref: actionRef(programme.id, action.id), action })),
  );
}

/** The action of what was typed: of its name or its exact title, in the last programme that has it. */
function found({ all }: ActionChoices, typed: string): Named | undefined {
  const actions = actionsIn(all);
  return (
    actions.find(({ ref }) => ref === typed) ?? actions.find(({ action }) => titleKey(action.title) === titleKey(typed))
  );
}

/**
 * What a plan is of, as it is stored: the name of an action, for its name or its exact title, and the id of what it answers. A
 * text stays one only where no programme is offered, or where it was there `before`.
 */
export function resolveAction<T extends Of>(
  { text }: Say,
  choices: ActionChoices,
  plan: T,
  before?: Of,
): { plan: T; errors: FieldError[] } {
  const kept = plan.action === before?.action;
  const at = kept ? actionNamed(choices, plan.action) : found(choices, plan.action);
  const isText = choices.offered.length === 0 && !parseActionRef(plan.action);
  if (!at && !kept && !isText) return { plan, errors: [{ field: "action", message: text("input.action.unknown") }] };
  const action = at?.ref ?? plan.action;
  const { expectation: asked = "" } = plan;
  const [, of, id = ""] = /^(?:(.*)#)?(.*)$/.exec(asked) ?? [];
  const isExpected = documentsOf(at?.action).some((each) => each.id === id) || (kept && id === before?.expectation);
  const answers = asked === "" || ((of === undefined || of === action) && isExpected);
  return {
    plan: { ...plan, action, expectation: id === "" ? undefined : id },
    errors: answers ? [] : [{ field: "expectation", message: text("input.expectation") }],
  };
}

/** An action by its name, one that was removed too. */
function actionNamed({ all }: ActionChoices, name: string): Named | undefined {
  const ref = parseActionRef(name);
  const programme = all.find(({ id }) => id === ref?.programme);
  const action = programme && actionOf(programme, ref!.action);
  return action && { ref: name, action };
}

/** The titles of an action and of what is expected of it, as pages show them. */
export function shownAction(choices: ActionChoices, { action: name, expectation }: Of): Of {
  const action = actionNamed(choices, name)?.action;
  return { action: action?.title ?? name, expectation: action?.expected.find(({ id }) => id === expectation)?.title };
}

/** What is known of a deliverable that an action expects, as its form is filled with it; of none that there is not. */
export function expectedPlan(choices: ActionChoices, { action: ref, expectation }: Of): Record<string, string[]> {
  const action = actionNamed(choices, ref)?.action;
  const expected = documentsOf(action).find(({ id }) => id === expectation);
  if (!action || !expected) return {};
  return {
    ...{ action: [ref], expectation: [expectationValue(ref, expected.id)], title: [expected.title] },
    ...(expected.kind !== undefined && { kind: [expected.kind] }),
    ...(expected.when && { dueFinal: [expected.when.until] }),
    ...("by" in action.funding && { funders: action.funding.by.map(organisationHolder) }),
  };
}

/**
 * What is known of the document that an action expects to grow out of what a deliverable answers: the first that is still to be
 * begun, `begun` being what its deliverables answer; nothing where there is none.
 */
export function grownPlan(
  choices: ActionChoices,
  { action: ref, expectation }: Of,
  begun: readonly (string | undefined)[],
): Record<string, string[]> {
  const documents = documentsOf(actionNamed(choices, ref)?.action);
  const grown = documents.filter(({ sources }) => sources.some((source) => source === expectation));
  const next = grown.find(({ id, count }) => begun.filter((each) => each === id).length < count);
  return next ? expectedPlan(choices, { action: ref, expectation: next.id }) : {};
}

/** What is expected of an action as documents. */
function documentsOf(action: Pick<Action, "expected"> | undefined): Action["expected"] {
  return action?.expected.filter(({ what }) => what === "document") ?? [];
}

/** Which action a deliverable is of, and what it answers: chosen where there is a programme, else typed. `before`: as it is. */
export function actionFields(speak: Say, filled: Filled, choices: ActionChoices, before?: Of): Html {
  const { text } = speak;
  const field = { name: "action", label: text("field.action"), hint: text("field.action.hint") };
  if (choices.offered.length === 0)
    return textField(filled, { ...field, value: before ? shownAction(choices, before).action : "" });
  const groups = [...keptGroups(choices, before?.action), ...actionGroups(choices)];
  const { action = "", expectation } = before ?? {};
  const value = expectation === undefined ? "" : expectationValue(action, expectation);
  return html`${select(filled, { ...field, none: text("field.action.none"), groups, value: action })}
${select(filled, {
  ...{ name: "expectation", label: text("field.expectation"), hint: text("field.expectation.hint") },
  ...{ none: text("field.expectation.none"), groups: expectedGroups(choices, before?.action), value },
})}`;
}

/** The value by which a form names what is expected of an action: "2008/interculturalite#note-finale". */
function expectationValue(action: string, expectation: string): string {
  return `${action}#${expectation}`;
}

/** By family; of several programmes, each family under its programme's title too. */
export function actionGroups({ offered }: Pick<ActionChoices, "offered">): OptionGroup[] {
  return offered.flatMap((programme) =>
    programme.families.map(({ id, title }) => ({
      label: offered.length === 1 ? title : `${programme.title} · ${title}`,
      options: presentActions(programme)
        .filter(({ family }) => family === id)
        .map((action) => ({ value: actionRef(programme.id, action.id), label: action.title })),
    })),
  );
}

/** The action that a deliverable has already, where no programme offers it any more; or the text that it has. */
function keptGroups(choices: ActionChoices, name: string | undefined): OptionGroup[] {
  const isOffered = actionGroups(choices).some(({ options }) => options.some(({ value }) => value === name));
  if (name === undefined || isOffered) return [];
  const programme = choices.all.find(({ id }) => id === parseActionRef(name)?.programme);
  const label = actionNamed(choices, name)?.action.title ?? name;
  return [{ label: programme?.title ?? "", options: [{ value: name, label }] }];
}

function expectedGroups(choices: ActionChoices, kept: string | undefined): OptionGroup[] {
  const own = keptGroups(choices, kept).length > 0 ? (actionNamed(choices, kept!) ?? []) : [];
  return [own, actionsIn(choices.offered)].flat().flatMap(({ ref, action }) => {
    const options = documentsOf(action).map(({ id, title, when }) => ({
      value: expectationValue(ref, id),
      label: when ? `${title} (${when.said})` : title,
    }));
    return options.length > 0 ? [{ label: action.title, options }] : [];
  });
}
