import * as z from "zod";
import { isDay, writtenDay } from "../../../shared/time/written-day.ts";

/** A calendar day, "12/05/2008" or "2008-05-12", kept as the latter. */
export const day = z.string("input.date").overwrite(writtenDay).refine(isDay, "input.date");
