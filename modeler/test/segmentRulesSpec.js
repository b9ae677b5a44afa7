import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf, partPath, readGroup, readValue, splitList, writeGroup } from '../src/segment-builder/rules.js';

const tag = { tag: 'a' };

test('reads every group as a join and its parts, and writes the same rule again', () => {
  for (const rule of [{ all: [tag] }, { any: [tag, tag] }, { not: { any: [tag] } }]) {
    const { join, parts } = readGroup(rule);
    assert.deepEqual(writeGroup(join, parts), rule);
  }
});

test('shows a single condition as a group of one, and a turned-round group as a group within', () => {
  assert.deepEqual(readGroup(tag), { join: 'all', parts: [tag] });
  assert.deepEqual(readGroup({ not: { all: [tag] } }), { join: 'none', parts: [{ all: [tag] }] });
});

test('an empty group asks nothing, whatever its join', () => {
  assert.deepEqual(writeGroup('any', []), { all: [] });
  assert.deepEqual(writeGroup('none', []), { all: [] });
});

test('knows the kind of a condition', () => {
  assert.equal(kindOf({ did: 'pageViewed' }), 'did');
  assert.equal(kindOf({ field: 'industry', op: 'eq' }), 'field');
  assert.equal(kindOf({ not: tag }), 'not');
});

test('reads values as the type asks, and leaves what it can not read to the server', () => {
  assert.equal(readValue('300', 'NUMBER', 'value'), 300);
  assert.equal(readValue('many', 'NUMBER', 'value'), 'many');
  assert.equal(readValue('', 'NUMBER', 'value'), '');
  assert.deepEqual(readValue('1、2', 'NUMBER', 'list'), [1, 2]);
  assert.equal(readValue('x', 'TEXT', 'nothing'), undefined);
});

test('splits lists at Western and Japanese commas', () => {
  assert.deepEqual(splitList('製造業、 商社,IT,'), ['製造業', '商社', 'IT']);
});

test('names the place of a part as the server does', () => {
  assert.equal(partPath('rule', 'all', 2, 3), 'rule.all[2]');
  assert.equal(partPath('rule', 'none', 0, 1), 'rule.not.any[0]');
});
