import { ofAgreement } from "../agreements/who.ts";
import { nothing, toConfirm } from "../components/confirmation.ts";
import { get, late, post, postAs, type Route, readLate } from "../http/route.ts";
import { filing, filingAction, stating, statingAction } from "./who.ts";

// what the texts of statements come with
const pages = () => import("./statement.ts");
const files = () => import("./files.ts");
const makings = () => import("./making.ts");
const sendings = () => import("./sending.ts");
const sents = () => import("./sent.ts");
const reports = () => import("./financial-report.ts");

/** What entries come to for a funder: statements, those that were sent, the financial report. */
export const statementRoutes: Route[] = [
  get("statement", stating, late(pages, "statement")),
  postAs("statement", filing, late(makings, "makeFiles")),
  get("statementFile", filing, late(files, "statementFile")),
  post(
    "statementSending",
    ofAgreement,
    readLate(async () => toConfirm((await sendings()).sending)),
    late(sendings, "send"),
  ),
  get("sentStatement", stating, late(sents, "sentStatement")),
  postAs("sentStatement", stating, late(sents, "makeSentFiles")),
  get("sentStatementFile", stating, late(sents, "giveSentFile")),
  post("sentStatementFile", stating, toConfirm(nothing), late(sents, "takeSentFile")),
  post("financialReport", ofAgreement, toConfirm(nothing), late(reports, "beginReport")),
  get("actionStatement", statingAction, late(pages, "actionStatement")),
  postAs("actionStatement", filingAction, late(makings, "makeActionFiles")),
  get("actionStatementFile", filingAction, late(files, "actionStatementFile")),
];
