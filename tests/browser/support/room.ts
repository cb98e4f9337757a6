/** The staff tests' own `test`: every test has a class to itself, in a school that its worker shares. */
import { applicant, type Applicant } from './people.ts';
import { ApiFamily } from './api.ts';
import { openSchool, type Entry, type School, type Wishes } from './school.ts';
import { StaffApi } from './staff.ts';
import { test as plain, expect } from './test.ts';

/** A class and those who have to do with it. */
export type Room = { school: School; cls: string; pupils: Some<Entry> };

const SIZE = 4;

/** Classes one after the other; another school when they are used up. The first of a school is the colleague's too, so no test gets it. */
class Rooms {
  private free: Room[] = [];

  constructor(private readonly wishes: Wishes) {}

  async take(): Promise<Room> {
    if (!this.free.length) this.free = rooms(await openSchool({ listed: false, ...this.wishes, classes: Array.from({ length: 13 }, () => SIZE) })).slice(1);
    return this.free.shift()!;
  }
}

function rooms(school: School): Room[] {
  const classes = [...new Set(school.pupils.map((pupil) => pupil.class))];
  return classes.map((cls) => ({ school, cls, pupils: school.pupils.filter((pupil) => pupil.class === cls) as Some<Entry> }));
}

/** A school of this test alone, with classes of these sizes. */
export async function openRooms(sizes: number[], wishes: Wishes = {}): Promise<Room[]> {
  return rooms(await openSchool({ listed: false, ...wishes, classes: sizes }));
}

export type Sent = { pupil: Entry; applicants: Applicant[] };

/** As many as there were pupils; which of them a test takes by place is its own affair. */
type Some<T> = T[] & Record<0 | 1 | 2 | 3, T>;

type Plan = { arrangement?: 'one_parent' | 'both_parents' | 'other_guardian'; applicants?: Applicant[] };

const WHO = { one_parent: ['father'], both_parents: ['father', 'mother'], other_guardian: ['guardian'] } as const;

/** Families that have sent their application; six at once, as many as a small machine likes. */
export async function send(pupils: Entry[], { arrangement = 'one_parent', applicants }: Plan = {}): Promise<Some<Sent>> {
  const waiting = pupils.map((pupil): Sent => ({ pupil, applicants: applicants ?? WHO[arrangement].map((who) => applicant(who)) }));
  const queue = [...waiting];
  const one = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const family = await ApiFamily.signIn(next.pupil);
      await family.apply(arrangement, next.applicants);
    }
  };
  await Promise.all(Array.from({ length: 6 }, one));
  return waiting as Some<Sent>;
}

/** A class whose list is longer than a page: both parents of sixteen families wait, two fathers are decided. */
async function fullRoom(): Promise<Room> {
  const [room] = await openRooms([18]);
  await send(room!.pupils.slice(0, 16), { arrangement: 'both_parents' });
  const teacher = await StaffApi.signIn(room!.school.teacher);
  const [first, , second] = await teacher.rows(room!.cls);
  await teacher.decide([first!]);
  await teacher.decide([second!], { outcome: 'reject', reason_code: 'name_differs' });
  return room!;
}

/** `quick`: what was decided stands after two seconds, so accounts are made while one looks. */
export const test = plain.extend<{ room: Room; quickRoom: Room }, { rooms: Rooms; quickRooms: Rooms; full: Room }>({
  rooms: [async ({}, use) => use(new Rooms({})), { scope: 'worker' }],
  quickRooms: [async ({}, use) => use(new Rooms({ undoSeconds: 2 })), { scope: 'worker' }],
  full: [async ({}, use) => use(await fullRoom()), { scope: 'worker' }],
  room: async ({ rooms }, use) => use(await rooms.take()),
  quickRoom: async ({ quickRooms }, use) => use(await quickRooms.take()),
});

export { expect };
