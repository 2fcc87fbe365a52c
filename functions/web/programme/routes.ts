import { toConfirm } from "../components/confirmation.ts";
import { coordinators, get, post, postAs, type Route } from "../http/route.ts";
import { action } from "./action.ts";
import { actionEntry } from "./action-entry.ts";
import { actionChange, addAction, changeAction, newAction } from "./action-form.ts";
import { actionRemoval, removeAction, removing } from "./action-removal.ts";
import { documentEntry, makeDocument, makeDraft, ofDocument, programmeDocument } from "./document.ts";
import { addExpected, changeExpected, expectedChange, expectedEntry, newExpected } from "./expected-form.ts";
import { expectedRemoval, removeExpected } from "./expected-removal.ts";
import { actionsTable, importFile, importing, programmeFile, programmeImport } from "./file.ts";
import { programmeHistory } from "./history.ts";
import { matrix, matrixFile } from "./matrix.ts";
import { makeMatrix } from "./matrix-files.ts";
import { ownActions } from "./own-actions.ts";
import { currentProgramme, programme, programmes } from "./programme.ts";
import { changeProgramme, createProgramme, newProgramme, programmeChange, programmeEntry } from "./programme-form.ts";
import { members, ofAction, ofExpected, ofProgramme, onlookers, seeingAction, seeingProgramme } from "./who.ts";
import { year } from "./year.ts";

/** What the network set out to do: programmes, their actions, the matrix, and their file. */
export const programmeRoutes: Route[] = [
  get("programme", members, currentProgramme),
  get("ownActions", onlookers, ownActions),
  get("year", coordinators, year),
  get("programmes", members, programmes),
  get("newProgramme", coordinators, newProgramme),
  post("newProgramme", coordinators, programmeEntry, createProgramme),
  get("programmeImport", coordinators, programmeImport),
  post("programmeImport", coordinators, importing, importFile),
  get("programmeOf", seeingProgramme, programme),
  get("programmeChange", ofProgramme, programmeChange),
  post("programmeChange", ofProgramme, programmeEntry, changeProgramme),
  get("programmeFile", ofProgramme, programmeFile),
  get("actionsTable", ofProgramme, actionsTable),
  get("programmeHistory", ofProgramme, programmeHistory),
  get("programmeDocument", ofProgramme, programmeDocument),
  post("programmeDocument", ofProgramme, documentEntry, makeDocument),
  postAs("programmeDraft", ofDocument, makeDraft),
  get("matrix", seeingProgramme, matrix),
  postAs("matrix", ofProgramme, makeMatrix),
  get("matrixFile", seeingProgramme, matrixFile),
  get("newAction", ofProgramme, newAction),
  post("newAction", ofProgramme, actionEntry, addAction),
  get("action", seeingAction, action),
  get("actionChange", ofAction, actionChange),
  post("actionChange", ofAction, actionEntry, changeAction),
  get("actionRemoval", ofAction, actionRemoval),
  post("actionRemoval", ofAction, toConfirm(removing), removeAction),
  get("newExpected", ofAction, newExpected),
  post("newExpected", ofAction, expectedEntry, addExpected),
  get("expectedChange", ofExpected, expectedChange),
  post("expectedChange", ofExpected, expectedEntry, changeExpected),
  get("expectedRemoval", ofExpected, expectedRemoval),
  post("expectedRemoval", ofExpected, toConfirm(removing), removeExpected),
];
