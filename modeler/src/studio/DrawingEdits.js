import { kindOf, settingsOf, STEP, withSettings } from './settings.js';
import { propertiesOf } from '../diagram-viewer/steps.js';
import { readCondition } from './conditions.js';
import { wordsOf } from './subjects.js';

const DEFINITIONS = { timer: 'bpmn:TimerEventDefinition', message: 'bpmn:MessageEventDefinition', none: undefined };

/** Changes to elements that are drawn, each as one command that one undo takes back. */
export class DrawingEdits {
  constructor(modeler, catalogue) {
    this.modeler = modeler;
    this.catalogue = catalogue;
  }

  /** Sets values of an element; an event that still has the name it got by itself gets its new one. */
  set(element, changes, properties = {}) {
    const { businessObject } = element;
    const all = { ...properties };
    if (Object.keys(changes).length) {
      all.extensionElements = withSettings(businessObject, changes, this.modeler.get('moddle'));
      const name = this.newName(element, changes);
      if (name !== undefined && !('name' in properties)) {
        all.name = name;
      }
    }
    this.modeler.get('modeling').updateProperties(element, all);
  }

  newName(element, changes) {
    const step = this.catalogue.stepOf(element.businessObject);
    if (!step || !/Event$/.test(element.businessObject.$type)) {
      return undefined;
    }
    const before = settingsOf(element.businessObject);
    const isOwn = ![step.name, this.catalogue.title(step, before), '', undefined].includes(element.businessObject.name);
    return isOwn ? undefined : this.catalogue.title(step, { ...before, ...changes });
  }

  /** Sets the condition of an arrow; its name follows while nobody has written another. */
  setCondition(flow, text, groups, texts) {
    const words = condition => wordsOf(readCondition(condition), groups, this.catalogue, texts);
    const { condition = '' } = propertiesOf(flow.businessObject);
    const name = flow.businessObject.name ?? '';
    const follows = name === '' || name === words(condition);
    this.set(flow, { condition: text }, follows ? { name: words(text) || undefined } : {});
  }

  /** Makes an arrow the one that is taken when no condition holds, or no longer. */
  setDefault(flow, isDefault) {
    const modeling = this.modeler.get('modeling');
    this.modeler.get('atOnce').do(() => {
      if (isDefault && propertiesOf(flow.businessObject).condition) {
        this.set(flow, { condition: '' });
      }
      modeling.updateProperties(flow.source, { default: isDefault ? flow.businessObject : undefined });
    });
  }

  /** Makes an element carry another step; its shape changes where the step asks for it. */
  replace(element, step) {
    const modeler = this.modeler;
    const modeling = modeler.get('modeling');
    modeler.get('atOnce').do(() => {
      const type = step.elements.includes(element.businessObject.$type) ? element.businessObject.$type : this.typeFor(element, step);
      const eventDefinitionType = /Event$/.test(type) ? DEFINITIONS[step.symbol] : undefined;
      const before = element.businessObject.name;
      const known = this.catalogue.byKind.get(kindOf(element.businessObject));
      const isOwn = before && before !== known?.name && !(known && before === this.catalogue.title(known, settingsOf(element.businessObject)));
      let target = element;
      const has = element.businessObject.eventDefinitions?.[0]?.$type;
      if (type !== element.businessObject.$type || (/Event$/.test(type) && has !== eventDefinitionType)) {
        target = modeler.get('bpmnReplace').replaceElement(element, {
          type, ...(eventDefinitionType ? { eventDefinitionType } : {}), ...(type === 'bpmn:StartEvent' ? { isInterrupting: true } : {})
        }, { select: true });
      }
      const cleared = Object.fromEntries(Object.keys(settingsOf(target.businessObject)).map(name => [name, '']));
      const settings = { ...cleared, [STEP]: step.kind };
      for (const field of step.fields.filter(one => one.required && one.choices.length)) {
        settings[field.name] = field.choices.find(choice => choice.value === 'days')?.value ?? field.choices[0].value;
      }
      modeling.updateProperties(target, {
        name: isOwn ? before : step.name,
        extensionElements: withSettings(target.businessObject, settings, modeler.get('moddle'))
      });
    });
  }

  typeFor(element, step) {
    const current = element.businessObject.$type;
    return step.elements.find(type => /Task$/.test(type) === /Task$/.test(current)) ?? step.elements[0];
  }

  /** The process that is drawn, in a pool or not. */
  process() {
    const root = this.modeler.get('canvas').getRootElement()?.businessObject;
    if (root?.$type === 'bpmn:Process') {
      return root;
    }
    return this.modeler.getDefinitions()?.rootElements?.find(one => one.$type === 'bpmn:Process');
  }

  rename(name) {
    const process = this.process();
    const canvas = this.modeler.get('canvas');
    if (process && name.trim()) {
      this.modeler.get('modeling').updateModdleProperties(canvas.getRootElement(), process, { name: name.trim() });
    }
  }
}
