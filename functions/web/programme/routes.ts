import { nothing, toConfirm } from "../components/confirmation.ts";
import { coordinators, get, late, post, postAs, type Route } from "../http/route.ts";
import { action } from "./action.ts";
import { actionEntry } from "./action-entry.ts";
import { documentEntry } from "./document-entry.ts";
import { expectedEntry } from "./expected-entry.ts";
import { fileEntry } from "./file-entry.ts";
import { ownActions } from "./own-actions.ts";
import { currentProgramme, programme, programmes } from "./programme.ts";
import { programmeEntry } from "./programme-entry.ts";
import { members, ofAction, ofExpected, ofProgramme, onlookers, seeingAction, seeingProgramme } from "./who.ts";

const matrices = () => import("./matrix.ts");
const matrixFiles = () => import("./matrix-files.ts");
const years = () => import("./year.ts");

// what coordinators do now and then
const programmeForms = () => import("./programme-form.ts");
const actionForms = () => import("./action-form.ts");
const actionRemovals = () => import("./action-removal.ts");
const expectedForms = () => import("./expected-form.ts");
const expectedRemovals = () => import("./expected-removal.ts");
const documents = () => import("./document.ts");
const files = () => import("./file.ts");
const trends = () => import("./trend.ts");
const histories = () => import("./history.ts");

/** What the network set out to do: programmes, their actions, the matrix, and their file. */
export const programmeRoutes: Route[] = [
  get("programme", members, currentProgramme),
  get("ownActions", onlookers, ownActions),
  get("year", coordinators, late(years, "year")),
  get("programmes", members, programmes),
  get("newProgramme", coordinators, late(programmeForms, "newProgramme")),
  post("newProgramme", coordinators, programmeEntry, late(programmeForms, "createProgramme")),
  get("programmeImport", coordinators, late(files, "programmeImport")),
  post("programmeImport", coordinators, fileEntry, late(files, "importFile")),
  get("programmeOf", seeingProgramme, programme),
  get("programmeChange", ofProgramme, late(programmeForms, "programmeChange")),
  post("programmeChange", ofProgramme, programmeEntry, late(programmeForms, "changeProgramme")),
  get("programmeFile", ofProgramme, late(files, "programmeFile")),
  get("actionsTable", ofProgramme, late(files, "actionsTable")),
  get("programmeHistory", ofProgramme, late(histories, "programmeHistory")),
  get("programmeDocument", ofProgramme, late(documents, "programmeDocument")),
  post("programmeDocument", ofProgramme, documentEntry, late(documents, "makeDocument")),
  postAs("programmeDraft", ofProgramme, late(documents, "makeDraft")),
  get("matrix", seeingProgramme, late(matrices, "matrix")),
  postAs("matrix", ofProgramme, late(matrixFiles, "makeMatrix")),
  get("matrixFile", seeingProgramme, late(matrices, "matrixFile")),
  get("newAction", ofProgramme, late(actionForms, "newAction")),
  post("newAction", ofProgramme, actionEntry, late(actionForms, "addAction")),
  get("action", seeingAction, action),
  get("actionChange", ofAction, late(actionForms, "actionChange")),
  post("actionChange", ofAction, actionEntry, late(actionForms, "changeAction")),
  get("trend", seeingAction, late(trends, "trend")),
  get("trendFile", seeingAction, late(trends, "trendFile")),
  get("actionRemoval", ofAction, late(actionRemovals, "actionRemoval")),
  post("actionRemoval", ofAction, toConfirm(nothing), late(actionRemovals, "removeAction")),
  get("newExpected", ofAction, late(expectedForms, "newExpected")),
  post("newExpected", ofAction, expectedEntry, late(expectedForms, "addExpected")),
  get("expectedChange", ofExpected, late(expectedForms, "expectedChange")),
  post("expectedChange", ofExpected, expectedEntry, late(expectedForms, "changeExpected")),
  get("expectedRemoval", ofExpected, late(expectedRemovals, "expectedRemoval")),
  post("expectedRemoval", ofExpected, toConfirm(nothing), late(expectedRemovals, "removeExpected")),
];
