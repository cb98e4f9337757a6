/** 驗證碼: a picture, the same digits spoken, or work done by the browser. Each is good for three minutes and one try. */
import { done } from '../../lib/api/client';
import { api } from './case.svelte';
import type { Work } from './work.worker';

const FRESH = 2.5 * 60_000;

export class Captcha {
  id = $state('');
  image = $state('');
  answer = $state('');
  working = $state(false);
  worked = $state(false);
  #madeAt = 0;

  /** A new picture; what was typed for the old one is gone. */
  picture = async (): Promise<void> => {
    const made = await done(api.POST('/api/captchas', { body: { kind: 'picture' } }));
    if (!('image' in made)) return;
    this.worked = false;
    this.#take(made.id, '');
    this.image = made.image;
  };

  get isOld(): boolean {
    return Date.now() - this.#madeAt > FRESH;
  }

  /** The picture's digits as sound, fetched whole and played from memory. */
  sound = async (language: string): Promise<Blob> => {
    const path = { id: this.id };
    return done(
      api.GET('/api/captchas/{id}/audio', { params: { path, query: { language } }, parseAs: 'blob' }),
    ) as Promise<unknown> as Promise<Blob>;
  };

  /** The browser works; nothing has to be read or heard. */
  work = async (): Promise<void> => {
    this.working = true;
    try {
      const made = await done(api.POST('/api/captchas', { body: { kind: 'work' } }));
      if (!('challenge' in made)) return;
      const number = await solve({ challenge: made.challenge, difficulty: made.difficulty });
      this.#take(made.id, number);
      this.worked = true;
    } finally {
      this.working = false;
    }
  };

  #take(id: string, answer: string): void {
    this.id = id;
    this.answer = answer;
    this.#madeAt = Date.now();
  }
}

function solve(work: Work): Promise<string> {
  const worker = new Worker(new URL('./work.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<string>) => resolve(event.data);
    worker.onerror = () => reject(new Error('the worker stopped'));
    worker.postMessage(work);
  }).finally(() => worker.terminate());
}
