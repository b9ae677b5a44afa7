import assert from 'node:assert/strict';
import test from 'node:test';
import { elementsOf, propertiesOf, StepKinds, stepsInOrder } from '../src/diagram-viewer/steps.js';

const drawnAs = step => ({
  extensionElements: { values: [{ $type: 'camunda:properties', $children: [{ $type: 'camunda:property', name: 'minori:step', value: step }] }] }
});
const node = (id, more = {}) => ({ kind: 'node', id, ...more });
const flow = (source, target) => ({ kind: 'flow', id: `${source}-${target}`, source, target });

test('an element without properties has none', () => {
  assert.deepEqual({ ...propertiesOf(undefined) }, {});
  assert.deepEqual({ ...propertiesOf({ extensionElements: { values: [{ $type: "other:thing" }] } }) }, {});
});

test('a step is found by its kind and named in the language of the page', () => {
  const steps = [{ kind: 'sendEmail', nameJa: 'メールを送る', nameEn: 'Send e-mail', group: 'mail', colour: '#206bc4', icon: 'mail' }];

  assert.deepEqual(new StepKinds(steps, 'ja').of(drawnAs('sendEmail')), { name: 'メールを送る', icon: 'mail', family: 'mail' });
  assert.equal(new StepKinds(steps, 'en').of(drawnAs('sendEmail')).name, 'Send e-mail');
  assert.equal(new StepKinds(steps, 'en').of(drawnAs('unknown')), undefined);
});

test('a colour that nobody knows becomes the plain one and never part of a class name', () => {
  const steps = [{ kind: 'odd', nameJa: '', nameEn: '', colour: 'x" onclick="', icon: 'mail' }];

  assert.equal(new StepKinds(steps, 'ja').of(drawnAs('odd')).family, 'system');
});

test('steps come in the order in which one meets them, also after a timer at their edge', () => {
  const elements = [node('end'), node('timer', { attachedTo: 'task' }), node('task'), node('start'), flow('start', 'task'), flow('task', 'end'), flow('timer', 'end')];

  assert.deepEqual(stepsInOrder(elements).map(step => step.id), ['start', 'task', 'timer', 'end']);
});

test('a circle ends, and what nothing leads to is not lost', () => {
  const elements = [node('a'), node('b'), node('alone'), flow('a', 'b'), flow('b', 'a')];

  assert.deepEqual(new Set(stepsInOrder(elements).map(step => step.id)), new Set(['a', 'b', 'alone']));
});

test('steps inside of a sub-process are steps too', () => {
  const inner = { $type: 'bpmn:ServiceTask', id: 'inner' };
  const goal = { $type: 'bpmn:SubProcess', id: 'goal', flowElements: [inner] };

  const found = elementsOf({ rootElements: [{ $type: 'bpmn:Process', flowElements: [goal] }, { $type: 'bpmn:Message' }] });

  assert.deepEqual(found.map(element => element.id), ['goal', 'inner']);
});
