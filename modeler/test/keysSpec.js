import assert from 'node:assert/strict';
import test from 'node:test';
import { isComposing, opensSearch } from '../src/page/keys.js';

test('the Enter that takes a Japanese candidate is not an Enter', () => {
  assert.equal(isComposing({ key: 'Enter', isComposing: true }), true);
  assert.equal(isComposing({ key: 'Enter', keyCode: 229 }), true);
  assert.equal(isComposing({ key: 'Enter', keyCode: 13, isComposing: false }), false);
});

test('a slash opens the search, but not where one types', () => {
  assert.equal(opensSearch({ key: '/', target: { tagName: 'BODY' } }), true);
  assert.equal(opensSearch({ key: '/', target: { tagName: 'INPUT' } }), false);
  assert.equal(opensSearch({ key: '/', target: { tagName: 'DIV', isContentEditable: true } }), false);
  assert.equal(opensSearch({ key: '/', ctrlKey: true, target: { tagName: 'BODY' } }), false);
});
