import { get, having, post, type Route } from "../http/route.ts";
import { close, closing, closure } from "./closure.ts";
import { deadline, moveDeadline, moving } from "./deadline.ts";

const coordinator = having("coordinator");

/** A round as its coordinator conducts it: deadline, seminar, decisions reported, delegations, closing. */
export const roundRoutes: Route[] = [
  get("closure", coordinator, closure),
  post("closure", coordinator, closing, close),
  get("deadline", coordinator, deadline),
  post("deadline", coordinator, moving, moveDeadline),
];
