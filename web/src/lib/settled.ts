/** Waits until a press that is under way is over: an error that appears on leaving a field must not move the button away. */
let pressed = false;

addEventListener('pointerdown', () => (pressed = true), true);
addEventListener('pointerup', () => (pressed = false), true);
addEventListener('pointercancel', () => (pressed = false), true);

export function settled(run: () => void): void {
  if (!pressed) return run();
  const later = (): void => void setTimeout(run, 50);
  addEventListener('pointerup', later, { once: true });
}
