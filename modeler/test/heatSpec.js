import assert from 'node:assert/strict';
import test from 'node:test';
import { lengthOf, levelOf, sharesOf, takenOf, valuesOf } from '../src/diagram-viewer/Heat.js';

const ELEMENTS = [
  { id: 'start', entered: 200, left: 200, waiting: 0, incidents: 0, converted: 50, averageSeconds: null },
  { id: 'wait', entered: 200, left: 120, waiting: 80, incidents: 1, converted: 50, averageSeconds: 93_600 },
  { id: 'never', entered: 0, left: 0, waiting: 0, incidents: 0, converted: 0, averageSeconds: null }
];

test('nothing has no colour, the most has the strongest, and a little is never nothing', () => {
  assert.equal(levelOf(0, 100), 0);
  assert.equal(levelOf(1, 100_000), 1);
  assert.equal(levelOf(100, 100), 6);
  assert.equal(levelOf(0, 0), 0);
});

test('a share of nobody and a wait of nobody are no numbers', () => {
  assert.deepEqual([...valuesOf(ELEMENTS, 'conversion')], [['start', 0.25], ['wait', 0.25]]);
  assert.deepEqual([...valuesOf(ELEMENTS, 'time')], [['wait', 93_600]]);
  assert.deepEqual([...valuesOf(ELEMENTS, 'waiting').values()], [0, 80, 0]);
});

test('the shares of a branch are those of all who took one of its flows', () => {
  const flows = [
    { id: 'yes', version: 3, source: 'ripe', taken: 3 },
    { id: 'no', version: 3, source: 'ripe', taken: 1 },
    { id: 'other', version: 3, source: 'new', taken: 0 }
  ];

  assert.deepEqual([...sharesOf({ version: 3, flows })], [['yes', 0.75], ['no', 0.25]]);
});

test('a flow that led elsewhere in an older version counts for the share but not for the arrow that is drawn', () => {
  const flows = [
    { id: 'yes', version: 3, source: 'ripe', taken: 3 },
    { id: 'no', version: 3, source: 'ripe', taken: 0 },
    { id: 'yes', version: 2, source: 'ripe', taken: 1 }
  ];
  const ends = [{ id: 'yes', source: 'ripe', target: 'sales' }];

  assert.deepEqual([...sharesOf({ version: 3, flows })], [['yes', 0.75], ['no', 0]]);
  assert.equal(takenOf(ends, { version: 3, elements: ELEMENTS, flows }).get('yes'), 3);
});

test('a flow that is alone was taken by all who came to its target, or else who left its source', () => {
  const flows = [{ id: 'a', source: 'start', target: 'wait' }, { id: 'b', source: 'wait', target: 'end' }, { id: 'c', source: 'x', target: 'end' }];

  assert.deepEqual([...takenOf(flows, { version: 1, elements: ELEMENTS, flows: [{ id: 'c', version: 1, source: 'x', taken: 7 }] })], [['c', 7], ['a', 200], ['b', 120]]);
});

test('a length of time has its largest unit', () => {
  assert.equal(lengthOf(93_600, 'ja'), '1.1日');
  assert.equal(lengthOf(40, 'ja'), '40秒');
  assert.equal(lengthOf(1_728_000, 'en'), '20days');
});
