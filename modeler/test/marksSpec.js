import assert from 'node:assert/strict';
import test from 'node:test';
import { shortNumber, shortOrder, worstByElement } from '../src/diagram-viewer/Marks.js';

test('a number fits its badge', () => {
  assert.equal(shortNumber(0), '0');
  assert.equal(shortNumber(99_999), '99,999');
  assert.equal(shortNumber(123_456), '123k');
  assert.equal(shortNumber(1_290_000), '1.2M');
});

test('many visits are shortened to the first and the last', () => {
  assert.equal(shortOrder([1, 4, 7]), '1, 4, 7');
  assert.equal(shortOrder([1, 4, 7, 9]), '1, 4, … 9');
});

test('an element shows its worst problem and all messages; the drawing as a whole is no element', () => {
  const problems = [
    { element: 'a', severity: 'warning', message: 'one' },
    { element: 'a', severity: 'error', message: 'two' },
    { element: 'b', severity: 'odd" class="x', message: 'three' },
    { severity: 'error', message: 'the whole' }
  ];

  assert.deepEqual(worstByElement(problems), [['a', 'error', 'one\ntwo'], ['b', 'warning', 'three']]);
});
