import { defineConfig } from 'vitest/config';

// One script and one style sheet under names that stay: the server tells versions apart by ETag, and a self-contained file takes both in.
export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        postBanner: '/*! Contains Preact, Copyright (c) 2015-present Jason Miller, MIT License */',
        entryFileNames: 'assets/inspector.js',
        assetFileNames: 'assets/inspector[extname]',
      },
    },
  },
  test: { include: ['test/**/*.test.ts'] },
});
