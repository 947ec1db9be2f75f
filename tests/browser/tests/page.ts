import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from '@playwright/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const sentence = 'the european economic area is very important .';

/** A test whose page may log no error and ask no other host. */
export const test = base.extend<{ quiet: void }>({
  quiet: [async ({ page, baseURL }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(baseURL!) && !/^(file|blob|data):/.test(request.url())) {
        complaints.push(`asks ${request.url()}`);
      }
    });
    await use();
    expect(complaints).toEqual([]);
  }, { auto: true }],
});

export { expect };

/** Opens the inspector with a query and waits for the translation. */
export async function open(page: Page, query: Record<string, string | number>): Promise<void> {
  await page.goto('/?' + new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])));
  await expect(page.locator('.overview .words.target')).toBeVisible({ timeout: 20_000 });
}

/** The words of the translation. */
export async function translation(page: Page): Promise<string[]> {
  return page.locator('.overview .words.target button').allTextContents();
}

/** The number of the word and of the step that the address tells. */
export function place(page: Page): { step: string | null; phase: string | null } {
  const query = new URL(page.url()).searchParams;
  return { step: query.get('step'), phase: query.get('phase') };
}

/** Waits until the address tells this place. */
export async function expectPlace(page: Page, expected: { step: string | null; phase: string | null }): Promise<void> {
  await expect.poll(() => place(page)).toEqual(expected);
}

/** Runs axe, with all rules or some; finds everything that keeps people out, down to the least. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  // axe judges colours, which must have come to rest.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))));
  await page.evaluate(`window.axe ?? (() => { ${axeSource} })(); 0`);
  const found = await page.evaluate(async (only) => {
    const axe = (window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe;
    const { violations } = await axe.run(only === undefined ? {} : { runOnly: only });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} — ${node.failureSummary}`) }));
  }, rules);
  expect(found).toEqual([]);
}
