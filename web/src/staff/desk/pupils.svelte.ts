// 全班: every pupil's answer beside the signed paper. A paper that is not in yet is never a rejection.

import { SvelteSet } from 'svelte/reactivity';
import type { Api, Pupil } from '../api';
import { codeOf } from '../api';

export type Group = 'everyone' | 'both' | 'online' | 'paper' | 'none' | 'declined' | 'reported';

const answered = (pupil: Pupil): boolean => ['sent', 'returned', 'done', 'declined'].includes(pupil.state);

const IN: Record<Group, (pupil: Pupil) => boolean> = {
  everyone: () => true,
  both: (pupil) => answered(pupil) && !!pupil.paper_returned_at,
  online: (pupil) => answered(pupil) && !pupil.paper_returned_at,
  paper: (pupil) => !answered(pupil) && !!pupil.paper_returned_at,
  none: (pupil) => !answered(pupil) && !pupil.paper_returned_at,
  declined: (pupil) => pupil.state === 'declined',
  reported: (pupil) => pupil.error_report !== null,
};

/** The groups, in the order of their buttons. */
export const GROUPS = Object.keys(IN) as Group[];

/** Answer × paper in one word. */
export function meeting(pupil: Pupil): Group {
  return (['both', 'online', 'paper', 'none'] as const).find((group) => IN[group](pupil)) ?? 'none';
}

/** The pupils of one class. */
export class Pupils {
  all = $state.raw<Pupil[]>();
  group = $state<Group>('everyone');
  trouble = $state<string>();
  readonly busy = new SvelteSet<string>();
  readonly shown = $derived.by(() => (this.all ?? []).filter(IN[this.group]));

  constructor(
    readonly api: Api,
    readonly cls: string,
  ) {
    void this.load();
  }

  count = (group: Group): number => (this.all ?? []).filter(IN[group]).length;

  load = async (): Promise<void> => {
    try {
      this.all = await this.api.pupils(this.cls);
      this.trouble = undefined;
    } catch (thrown) {
      this.trouble = codeOf(thrown);
      this.all ??= [];
    }
  };

  /** 紙本已收; whether it was noted. */
  async paper({ student_number }: Pupil, returned: boolean): Promise<boolean> {
    this.busy.add(student_number);
    try {
      const now = await this.api.paper(this.cls, student_number, returned);
      this.all = this.all?.map((pupil) => (pupil.student_number === student_number ? now : pupil));
      this.trouble = undefined;
      return true;
    } catch (thrown) {
      this.trouble = codeOf(thrown);
      return false;
    } finally {
      this.busy.delete(student_number);
    }
  }
}
