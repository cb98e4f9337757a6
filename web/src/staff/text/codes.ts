/** A code as people copy it: `DEMO-7KXQ`. The entry does not mind the hyphens. */
export const inFours = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? '';
