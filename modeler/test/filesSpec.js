import assert from 'node:assert/strict';
import test from 'node:test';
import { readableSize } from '../src/page/files.js';

test('a size is shown in the unit that people read', () => {
  assert.equal(readableSize(0), '0 B');
  assert.equal(readableSize(1023), '1023 B');
  assert.equal(readableSize(1024), '1.0 KB');
  assert.equal(readableSize(52_428_800), '50 MB');
});
