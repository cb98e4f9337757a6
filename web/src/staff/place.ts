// What an address of the staff pages names. Nothing personal stands in it: classes and opaque form references only.

export type Place =
  | { page: 'home' | 'callback' }
  | { page: 'review' | 'all'; cls: string }
  | { page: 'forms'; cls: string; only: string | undefined }
  | { page: 'form'; reference: string };

/** The place of a path. */
export function place(path: string): Place {
  const [, , kind, name, list, only] = path.split('/').map(decodeURIComponent);
  if (kind === 'callback') return { page: 'callback' };
  if (kind === 'form' && name) return { page: 'form', reference: name };
  if (kind === 'class' && name) {
    if (list === 'all') return { page: 'all', cls: name };
    if (list === 'forms') return { page: 'forms', cls: name, only };
    return { page: 'review', cls: name };
  }
  return { page: 'home' };
}
