import { button, element } from './dom.js';
import { select } from '../segment-builder/elements.js';
import { readCondition } from './conditions.js';
import { settingsOf } from './settings.js';
import { subjectsOf, wordsOf } from './subjects.js';

/** What is asked about an end, a branch and other parts that are no steps. */
export function partFields(panel, shown, part) {
  if (part.results.length) {
    const settings = settingsOf(shown.businessObject);
    const result = select(part.results, settings.result || 'left', panel.texts.result, () =>
      panel.set(() => panel.edits.set(shown, { result: result.value })));
    result.className = 'form-select';
    result.dataset.key = 'result';
    return [panel.labelled(panel.texts.result, result, '')];
  }
  return part.part === 'branch' ? [branches(panel, shown)] : [];
}

/** The ways out of a branch with their conditions, and which one is taken when none holds. */
function branches(panel, shown) {
  const { texts, catalogue } = panel;
  const ways = shown.outgoing.filter(flow => flow.businessObject.$type === 'bpmn:SequenceFlow');
  if (!ways.length) {
    return element('p', { className: 'text-secondary mb-0', textContent: texts.noWays });
  }
  const groups = subjectsOf(catalogue, panel.drawn(), texts);
  const lines = ways.map(flow => {
    const isDefault = shown.businessObject.default === flow.businessObject;
    const words = wordsOf(readCondition(settingsOf(flow.businessObject).condition), groups, catalogue, texts);
    const target = flow.target?.businessObject.name?.replace(/\s+/g, ' ') || catalogue.of(flow.target?.businessObject)?.name || catalogue.partOf(flow.target?.businessObject)?.name || '…';
    const open = button('', 'studio-way', () => panel.modeler.get('selection').select(flow));
    open.append(
      element('span', { className: isDefault ? 'fw-bold' : words ? '' : 'text-danger', textContent: isDefault ? texts.otherwise : words || (ways.length > 1 ? texts.conditionMissing : '') }),
      element('span', { className: 'text-secondary small', textContent: texts.goesTo(target) })
    );
    return open;
  });
  return panel.labelled(texts.ways, element('div', { className: 'vstack gap-1' }, lines), texts.waysHint);
}

/** The condition of an arrow, or that it is the one for all others. */
export function flowFields(panel, flow) {
  const { texts } = panel;
  if (flow.source?.businessObject.$type !== 'bpmn:ExclusiveGateway') {
    return [];
  }
  const isDefault = flow.source.businessObject.default === flow.businessObject;
  const box = element('input', { type: 'checkbox', className: 'form-check-input', checked: isDefault });
  box.dataset.key = 'default';
  box.addEventListener('change', () => panel.set(() => panel.edits.setDefault(flow, box.checked)));
  const label = element('label', { className: 'form-check form-switch mb-0' }, [
    box, element('span', { className: 'form-check-label', textContent: texts.isOtherwise })
  ]);
  return [panel.bare(label, ''), ...(isDefault ? [] : [panel.labelled(texts.condition, panel.condition(flow), '')])];
}
