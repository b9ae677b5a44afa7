import test from 'node:test';
import assert from 'node:assert/strict';
import { readCondition, writeCondition } from '../src/studio/conditions.js';

test('a condition comes back as it was written', () => {
  for (const text of ['score.overall >= 20', 'field.業種 = "製造業" and stage != "SQL"', 'inSegment = true', 'variant = "A" or variant = "B"', 'not (stage = "SQL" or stage = "MQL")', 'stage = "MQL" and (score.overall > 3 or field.x = "a")']) {
    assert.equal(writeCondition(readCondition(text)), text);
  }
});

test('what is not filled in yet is left out', () => {
  assert.equal(writeCondition({ join: 'all', parts: [{}, { name: 'stage', operator: '=', value: 'MQL' }, { name: 'stage', operator: '=', value: '' }] }), 'stage = "MQL"');
  assert.equal(writeCondition({ join: 'none', parts: [{}] }), '');
});

test('quotes in a value cannot end it', () => {
  assert.equal(writeCondition({ join: 'all', parts: [{ name: 'field.x', operator: '=', value: 'a" or stage = "SQL' }] }), 'field.x = \'a" or stage = "SQL\'');
  assert.equal(writeCondition({ join: 'all', parts: [{ name: 'field.x', operator: '=', value: `a"b'c` }] }), `field.x = "ab'c"`);
});

test('what is no condition is not guessed at', () => {
  assert.equal(readCondition('score.overall >='), null);
  assert.equal(readCondition('${x}'), null);
  assert.deepEqual(readCondition(''), { join: 'all', parts: [] });
});
