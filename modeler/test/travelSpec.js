import assert from 'node:assert/strict';
import test from 'node:test';
import { travelledFlows, visitsOf } from '../src/diagram-viewer/travel.js';

const path = [{ element: 'a' }, { element: 'b' }, { element: 'a' }, { element: 'c' }];

test('an element that is met twice carries both numbers', () => {
  assert.deepEqual([...visitsOf(path)], [['a', [1, 3]], ['b', [2]], ['c', [4]]]);
});

test('the way leads along the flows between steps that follow each other', () => {
  const flows = [{ id: 'ab', source: 'a', target: 'b' }, { id: 'bc', source: 'b', target: 'c' }, { id: 'ac', source: 'a', target: 'c' }];

  assert.deepEqual([...travelledFlows({ path }, flows)], ['ab', 'ac']);
});

test('flows that only the server knows of are added', () => {
  const flows = [{ id: 'ab', source: 'a', target: 'b' }, { id: 'bc', source: 'b', target: 'c' }];

  assert.deepEqual([...travelledFlows({ path, flows: ['bc'] }, flows)], ['bc', 'ab']);
});

test('no arrow was taken to where somebody brought the run', () => {
  const flows = [{ id: 'ab', source: 'a', target: 'b' }, { id: 'bc', source: 'b', target: 'c' }];
  const brought = [{ element: 'a' }, { element: 'b' }, { element: 'c', brought: true }];

  assert.deepEqual([...travelledFlows({ path: brought }, flows)], ['ab']);
});
