import assert from 'node:assert/strict';
import test from 'node:test';
import { ICONS } from '../src/icons.js';
import { sprite } from '../src/iconSprite.js';

test('every icon is one symbol that takes its colour from the text around it', () => {
  const svg = sprite(['home'], () => '<svg width="24" stroke="currentColor">\n  <path d="M1 1" />\n</svg>');

  assert.match(svg, /<symbol id="home" viewBox="0 0 24 24"[^>]*stroke="currentColor"[^>]*><path d="M1 1" \/><\/symbol>/);
});

test('no icon is named twice', () => {
  assert.deepEqual([...new Set(ICONS)], ICONS);
});
