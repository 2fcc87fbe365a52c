import { issueMeeting } from "../../shared/acts/meetings.ts";
import type { Announcement } from "../../shared/meeting/command.ts";
import type { AgendaItem, MeetingPlan, NewResolution } from "../../shared/meeting/state.ts";
import { finishJob, listJobs } from "../../shared/stored/job.ts";
import type { Person } from "../../shared/stored/person.ts";
import { putText } from "../../shared/stored/text.ts";
import type { Network } from "./network.ts";
import * as steps from "./sample-acts.ts";
import { dayIn, daysAgo, workingDayBefore, workingDayIn } from "./sample-acts.ts";

/** Meetings of a sample, as its coordinator plans and records them. */

type Cast = Record<
  "coordinator" | "author" | "documentalist" | "reviewer" | "secondReviewer" | "thirdReviewer",
  Person
>;
/** A meeting to plan; `agenda`: what is to be discussed, in words or as a matter. */
export type Planned = Partial<MeetingPlan> &
  Pick<MeetingPlan, "actions" | "date"> &
  Announcement & { points?: string[]; by: Person };

/** Plans a meeting, its points a line each. */
export async function plan(
  network: Network,
  id: string,
  { by, points = [], agenda = [], ...plan }: Planned,
): Promise<void> {
  const { ports } = network;
  const items = await Promise.all(
    points.map(
      async (point): Promise<AgendaItem> => ({ id: ports.ids(), what: "words", words: await putText(ports, point) }),
    ),
  );
  await issueMeeting(ports, id, {
    ...{ type: "plan", by: steps.asker(by), id, kind: "network", title: "", organiser: by.id, place: "", invited: [] },
    ...{ ...plan, agenda: [...agenda, ...items] },
  });
}

type Held = {
  by: Person;
  present: Person[];
  outsiders?: number;
  minutes: string;
  decisions?: [words: string, person: Person, due: number][];
};

/** Says that a meeting was held; `due`: in days from then. Its letters left long ago. */
export async function hold(
  network: Network,
  id: string,
  { by, present, outsiders = 0, minutes, decisions = [] }: Held,
): Promise<void> {
  const { ports } = network;
  const resolutions = await Promise.all(
    decisions.map(
      async ([words, person, due], at): Promise<NewResolution> => ({
        ...{
          id: `decision-${at + 1}`,
          words: await putText(ports, words),
          person: person.id,
          due: workingDayIn(network, due),
        },
      }),
    ),
  );
  await issueMeeting(ports, id, {
    ...{ type: "record", by: steps.asker(by), present: present.map((person) => person.id), outsiders, resolutions },
    ...{ minutes: await putText(ports, minutes), today: dayIn(network, 0) },
  });
  for (const job of await listJobs(ports.store))
    if ("meeting" in job && job.meeting === id && "letter" in job && job.letter !== "meetingInvited")
      await finishJob(ports, job.id);
}

/** The network's own, four a year: the first was held, one of its two decisions is done; the next is in two weeks. */
export async function quarterlyMeetings(network: Network, cast: Cast): Promise<void> {
  const { coordinator: by, author, documentalist, reviewer, secondReviewer, thirdReviewer } = cast;
  const members = [author, documentalist, reviewer, secondReviewer, thirdReviewer];
  const all = {
    ...{ by, kind: "network" as const, actions: ["2008/reseau" as const], invited: members.map(({ id }) => id) },
    ...{ place: "Paris, salle du réseau", starts: "10:00", ends: "16:30" },
    answers: { action: "2008/reseau" as const, expected: "reunion-trimestrielle-du-reseau" },
  };
  const first = "reunion-1";
  const before = daysAgo(network, 85);
  const others = [12, 103, 194].map((day, at) => ({ id: `reunion-${at + 2}`, date: workingDayIn(network, day) }));
  for (const [at, { id, date }] of others.entries())
    await plan(before, id, { ...all, date, series: { id: first, number: at + 2 }, announcedBy: first });
  await plan(before, first, {
    ...{ ...all, date: workingDayBefore(network, -70), series: { id: first, number: 1 } },
    announces: others.map(({ id }) => id),
    points: ["Le calendrier des documents de l’année.", "Le partage des fonds documentaires."],
  });
  await hold(daysAgo(network, 70), "reunion-1", {
    ...{ by, present: [author, reviewer, thirdReviewer], outsiders: 2 },
    minutes: "Le calendrier est adopté. Le partage des fonds demande un état des lieux de chaque centre.",
    decisions: [
      ["Envoyer à tous l’état de son fonds documentaire.", documentalist, 60],
      ["Proposer une date pour les ateliers de l’été.", author, 30],
    ],
  });
  const done = { type: "closeResolution", by: steps.asker(author), resolution: "decision-2", as: "done" } as const;
  const then = daysAgo(network, 45);
  await issueMeeting(then.ports, "reunion-1", { ...done, on: dayIn(then, 0) });
}
