/** Whether something stands in a field; apart from the other checks, since the first page needs no other. */
export function checkRequired(text: string): string | undefined {
  return text.trim() === '' ? 'required' : undefined;
}
