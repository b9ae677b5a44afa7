import test from 'node:test';
import assert from 'node:assert/strict';
import { fill } from '../src/studio/Catalogue.js';
import { variantsOf, wordsOf } from '../src/studio/subjects.js';
import { readCondition } from '../src/studio/conditions.js';
import { readSchedule, writeSchedule } from '../src/studio/specialControls.js';
import { studioTexts } from '../src/studio/texts.js';

test('a line about a step stays away while something of it is missing', () => {
  assert.equal(fill('{0}{1}待つ', ['3', '日']), '3日待つ');
  assert.equal(fill('{0}{1}待つ', ['', '日']), '');
});

test('the parts of a split are read with their shares', () => {
  assert.deepEqual(variantsOf('A:50, B:30'), [{ name: 'A', share: 50 }, { name: 'B', share: 30 }]);
  assert.deepEqual(variantsOf('nonsense'), []);
});

test('a condition is said in words in both languages', () => {
  const groups = [{ items: [{ name: 'score.overall', label: '総合スコア', type: 'number' }] }];
  const catalogue = { operators: { number: [{ value: '>=', label: '以上' }] } };
  assert.equal(wordsOf(readCondition('score.overall >= 20'), groups, catalogue, studioTexts('ja')), '総合スコアが20以上');
  assert.equal(wordsOf(readCondition('score.overall >= 20'), groups, { operators: { number: [{ value: '>=', label: 'is at least' }] } }, studioTexts('en')), '総合スコア is at least 20');
});

test('a schedule comes back as it was set', () => {
  for (const text of ['0 9 * * *', '30 8 * * 1', '0 10 15 * *']) {
    assert.equal(writeSchedule(readSchedule(text)), text);
  }
});

test('both languages have the same words', () => {
  assert.deepEqual(Object.keys(studioTexts('en')), Object.keys(studioTexts('ja')));
});
