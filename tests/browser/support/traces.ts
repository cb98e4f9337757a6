/** What a journey leaves where others could read it: addresses, titles, what is kept on the device, requests elsewhere. */
import { expect, type Page } from '@playwright/test';
import { stack } from './stack.ts';

export class Traces {
  private readonly addresses: string[] = [];
  private readonly elsewhere: string[] = [];

  constructor(private readonly page: Page) {
    page.on('request', (request) => this.asked(request.url()));
    page.on('framenavigated', (frame) => this.addresses.push(frame.url()));
  }

  private asked(url: string): void {
    this.addresses.push(url);
    const { protocol, origin } = new URL(url);
    if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && origin !== stack.web) this.elsewhere.push(url);
  }

  /** None of these values has been left anywhere so far. Pictures in an address (`data:`) are no addresses. */
  async expectNone(values: string[], state: string): Promise<void> {
    const title = await this.page.title();
    const device = await this.page.evaluate(() => JSON.stringify({ ...localStorage }));
    const addresses = this.addresses.filter((url) => !url.startsWith('data:')).map((url) => decodeURIComponent(url));
    const left = values.flatMap((value) => [
      ...addresses.filter((url) => url.includes(value)),
      ...(title.includes(value) ? [`title: ${title}`] : []),
      ...(device.includes(value) ? [`on the device: ${device}`] : []),
    ]);
    expect(left, `nothing personal is left: ${state}`).toEqual([]);
    expect(this.elsewhere, 'no request leaves the site').toEqual([]);
  }
}
