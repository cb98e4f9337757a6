/** Looks for the number that solves a challenge, away from the page so that it stays usable. */
import { firstWord } from '../../lib/sha256';

export type Work = { challenge: string; difficulty: number };

onmessage = (event: MessageEvent<Work>): void => {
  const { challenge, difficulty } = event.data;
  let nonce = 0;
  while (Math.clz32(firstWord(`${challenge}:${nonce}`)) < difficulty) nonce++;
  postMessage(String(nonce));
};
