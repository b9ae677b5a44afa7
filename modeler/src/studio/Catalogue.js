import { kindOf, settingsOf, STEP } from './settings.js';
import { propertiesOf } from '../diagram-viewer/steps.js';

/** Every step, part and list of choices that the server knows. The lists are asked for again when somebody comes back. */
export class Catalogue {
  constructor(data, lists) {
    this.groups = data.groups;
    this.steps = data.steps;
    this.parts = data.parts;
    this.operators = data.operators;
    this.salesOutcomes = data.salesOutcomes;
    this.endings = data.endings;
    this.byKind = new Map(data.steps.map(step => [step.kind, step]));
    this.lists = lists;
  }

  /** For the renderer: what an element is drawn as; undefined where BPMN's own drawing is right. */
  of(businessObject) {
    const step = this.stepOf(businessObject);
    return step && { name: step.name, icon: step.icon, family: step.group };
  }

  stepOf(businessObject) {
    return this.byKind.get(kindOf(businessObject));
  }

  /** The part that an element is, such as a gateway; undefined for steps and what can't be used. */
  partOf(businessObject) {
    return this.parts.find(part => part.element === businessObject?.$type);
  }

  /** Steps that a shape of the element's type could carry, those that begin a goal where it stands in one. */
  fitting(element) {
    const type = element.businessObject.$type;
    const inGoal = type === 'bpmn:StartEvent' && element.parent?.businessObject?.triggeredByEvent;
    if (inGoal) {
      return this.steps.filter(step => step.startsGoals);
    }
    const isTask = /Task$/.test(type);
    return this.steps.filter(step =>
      isTask ? step.elements.some(carrier => /Task$/.test(carrier)) : step.elements.includes(type)
    );
  }

  list(name) {
    return this.lists[name] ?? null;
  }

  label(list, value) {
    return this.lists[list]?.items.find(item => item.value === value)?.label ?? value;
  }

  /** The list that a field is chosen from with these settings; null for what is typed, undefined when it is not asked for. */
  listOf(field, settings) {
    const { follows, lists } = field.guide;
    if (follows) {
      const name = lists[settings[follows] ?? ''];
      return name === undefined ? undefined : this.list(name);
    }
    const like = /^@(.+)$/.exec(field.list);
    if (like) {
      return null;
    }
    return this.list(field.list);
  }

  /** A value as people read it. */
  word(field, settings) {
    const value = settings[field.name] || field.otherwise;
    if (!value) {
      return '';
    }
    const choice = field.choices.find(one => one.value === value);
    if (choice) {
      return choice.label;
    }
    const list = this.listOf(field, settings);
    return list?.items.find(item => item.value === value)?.label ?? value;
  }

  /** One line that says how a step is set; empty when nothing is. */
  card(businessObject) {
    const step = this.stepOf(businessObject);
    if (!step) {
      return '';
    }
    const settings = settingsOf(businessObject);
    const words = step.fields.map(field => this.word(field, settings));
    if (step.card) {
      const filled = fill(step.card, words);
      if (filled) {
        return filled;
      }
    }
    return step.fields
      .map((field, index) => (field.required && field.type !== 'result' ? words[index] : ''))
      .filter(Boolean)
      .join(' · ');
  }

  /** The name that an event gets by itself; people may write over it. */
  title(step, settings) {
    const words = step.fields.map(field => (settings[field.name] ? this.word(field, settings) : ''));
    return (step.title && fill(step.title, words)) || step.name;
  }

  /** All names of results that the steps of a drawing leave for conditions, with the step of each. */
  outcomes(elements) {
    const found = [];
    for (const element of elements) {
      const step = this.stepOf(element.businessObject);
      if (step && step.outcome !== 'none') {
        const settings = propertiesOf(element.businessObject);
        const field = step.fields.find(one => one.name === 'result');
        found.push({ name: settings.result || field.otherwise, step, element, settings });
      }
    }
    return found;
  }
}

/** A pattern with numbered places; empty when a place that it needs is. */
export function fill(pattern, words) {
  const needed = [...pattern.matchAll(/\{(\d+)\}/g)].map(match => words[Number(match[1])]);
  return needed.every(Boolean) ? pattern.replace(/\{(\d+)\}/g, (match, index) => words[Number(index)]) : '';
}

export { STEP };
