import assert from 'node:assert/strict';
import test from 'node:test';
import { best } from '../src/studio/Menu.js';

test('Enter takes what is called so, not what only explains itself with the words', () => {
  assert.equal(best(['先に起きたほうへ進む', '待つ', '営業時間まで待つ'], '待つ'), 1);
  assert.equal(best(['先に起きたほうへ進む', 'メールを送る'], 'メール'), 1);
  assert.equal(best(['先に起きたほうへ進む', '営業時間まで待つ'], '待つ'), 1);
  assert.equal(best(['先に起きたほうへ進む', 'メールを送る'], ''), 0);
  assert.equal(best([], '待つ'), 0);
});
