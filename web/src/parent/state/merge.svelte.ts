/** What the page in front has typed, by the names that changes have; so that a parent can take the other's value over. */
export type Mine = Record<string, { get: () => string; set: (text: string) => void }>;

let fields = $state.raw<Mine>({});

/** A form says what it holds; call the answer when it goes. */
export function offer(mine: Mine): () => void {
  fields = mine;
  return () => {
    if (fields === mine) fields = {};
  };
}

export function mine(key: string): string | undefined {
  return fields[key]?.get();
}

export function takeTheirs(key: string, text: string): void {
  fields[key]?.set(text);
}
