import { defineConfig } from '@playwright/test';

const port = 5181;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  retries: process.env.CI ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: 'results/report.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1280, height: 900 },
    // A browser of the system, without a sandbox where the tests run as root.
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromiumSandbox: false },
  },
  webServer: { command: `node mock/server.mjs ${port}`, url: `http://127.0.0.1:${port}/`, reuseExistingServer: false },
});
