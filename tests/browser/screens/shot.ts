import { fileURLToPath } from 'node:url';
import type { Page, TestInfo } from '@playwright/test';

const folder = fileURLToPath(new URL('../../../docs/screens/', import.meta.url));

/** A picture of the whole page as it stands, named after the page and the width; `visible` takes the window alone. */
export async function shot(page: Page, info: TestInfo, name: string, { visible = false } = {}): Promise<void> {
  const news = page.getByRole('button', { name: '關閉' });
  // A dialog has a button of this name too, and is what the picture is of.
  if ((await page.getByRole('dialog').count()) === 0 && (await news.isVisible())) await news.click();
  await page.screenshot({ path: `${folder}${name}-${info.project.name}.png`, fullPage: !visible, animations: 'disabled', caret: 'hide' });
}
