// Takes a picture of the page: node shoot.mjs URL FILE [width] [height] [dark]
import { chromium } from '@playwright/test';

const [url, file, width = '1280', height = '900', scheme = 'light'] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) }, colorScheme: scheme });
page.on('console', (m) => { if (m.type() === 'error') console.log('console:', m.text()); });
page.on('pageerror', (e) => console.log('error:', e.message));
await page.goto(url);
await page.waitForTimeout(2200);
await page.screenshot({ path: file, fullPage: true });
await browser.close();
