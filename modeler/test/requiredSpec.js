import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRequired } from '../src/page/required.js';

test('a field is required only while the other one has the named value', () => {
  assert.equal(isRequired('code=OTHER', new Map([['code', 'OTHER']])), true);
  assert.equal(isRequired('code=OTHER', new Map([['code', 'TOO_EARLY']])), false);
  assert.equal(isRequired('code=OTHER', new Map()), false);
});
