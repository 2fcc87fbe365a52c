import { coordinators, get, post, type Route } from "../http/route.ts";
import { action } from "./action.ts";
import { importFile, importing, programmeFile, programmeImport } from "./file.ts";
import { matrix, matrixFile } from "./matrix.ts";
import { currentProgramme, programme, programmes } from "./programme.ts";
import { ofAction, ofProgramme } from "./who.ts";

/** What the network set out to do: programmes, their actions, the matrix, and their file. */
export const programmeRoutes: Route[] = [
  get("programme", coordinators, currentProgramme),
  get("programmes", coordinators, programmes),
  get("programmeImport", coordinators, programmeImport),
  post("programmeImport", coordinators, importing, importFile),
  get("programmeOf", ofProgramme, programme),
  get("programmeFile", ofProgramme, programmeFile),
  get("matrix", ofProgramme, matrix),
  get("matrixFile", ofProgramme, matrixFile),
  get("action", ofAction, action),
];
