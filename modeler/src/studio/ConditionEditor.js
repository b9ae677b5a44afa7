import { button, element, iconButton } from './dom.js';
import { select, input } from '../segment-builder/elements.js';
import { openMenu } from './Menu.js';
import { readCondition, writeCondition } from './conditions.js';

/** Builds the condition of an arrow out of what, how and which value; nothing of its text is ever seen. */
export class ConditionEditor {
  constructor({ text, groups, catalogue, texts, onChange }) {
    Object.assign(this, { groups, catalogue, texts, onChange });
    this.subjects = new Map(groups.flatMap(group => group.items).map(subject => [subject.name, subject]));
    this.tree = readCondition(text) ?? { join: 'all', parts: [] };
    this.node = element('div', { className: 'studio-conditions' });
    this.show();
  }

  show() {
    this.node.replaceChildren(this.group(this.tree, null));
  }

  changed(again = false) {
    this.onChange(writeCondition(this.tree));
    if (again) {
      const key = document.activeElement?.dataset?.key;
      this.show();
      this.node.querySelector(`[data-key="${key}"]`)?.focus();
    }
  }

  group(tree, parent, path = 'c') {
    const { texts } = this;
    const rows = tree.parts.map((part, index) =>
      part.parts ? this.group(part, tree, `${path}-${index}`) : this.row(part, tree, `${path}-${index}`)
    );
    const join = select(
      ['all', 'any', 'none'].map(value => ({ value, label: texts.joinNames[value] })),
      tree.join, texts.join, () => { tree.join = join.value; this.changed(); });
    join.className = 'form-select form-select-sm';
    join.dataset.key = `${path}-join`;
    join.hidden = tree.parts.length < 2 && tree.join === 'all';
    const add = button(texts.addCondition, 'btn btn-sm', () => this.add(tree));
    add.dataset.key = `${path}-add`;
    const bar = element('div', { className: 'd-flex gap-2' }, [add]);
    if (parent) {
      bar.append(this.remove(tree, parent, path));
    }
    return element('div', { className: parent ? 'studio-condition-group' : 'vstack gap-2' }, [join, ...rows, bar]);
  }

  row(part, parent, path) {
    const { texts } = this;
    const subject = this.subjects.get(part.name);
    const name = button(subject?.label ?? part.name ?? texts.chooseSubject, 'btn btn-sm studio-picker', () => this.choose(part, name));
    name.dataset.key = `${path}-name`;
    name.classList.toggle('text-secondary', !part.name);
    const operators = this.catalogue.operators[subject?.type ?? 'text'];
    if (!operators.some(operator => operator.value === part.operator)) {
      part.operator = operators[0].value;
    }
    const operator = select(operators, part.operator, texts.operator, () => { part.operator = operator.value; this.changed(); });
    operator.className = 'form-select form-select-sm';
    operator.dataset.key = `${path}-operator`;
    operator.hidden = !part.name || operators.length < 2;
    const value = part.name ? this.value(part, subject, path) : '';
    const inWords = texts.operatorLast ? [value, operator] : [operator, value];
    return element('div', { className: 'studio-condition' }, [
      element('div', { className: 'd-flex gap-1 align-items-start' }, [name, this.remove(part, parent, path)]),
      element('div', { className: 'd-flex gap-1 align-items-center' }, inWords)
    ]);
  }

  value(part, subject, path) {
    const { texts } = this;
    let field;
    if (subject?.choices) {
      const choices = subject.choices.map(choice => ({ value: String(choice.value), label: choice.label }));
      field = select(choices, part.value === undefined ? '' : String(part.value), texts.value, () => {
        part.value = subject.type === 'truth' ? field.value === 'true' : field.value;
        this.changed();
      }, texts.choose);
      field.className = 'form-select form-select-sm';
    } else {
      const type = { number: 'number', date: 'date' }[subject?.type] ?? 'text';
      field = input(type, part.value, texts.value, () => {
        part.value = type === 'number' && field.value !== '' ? Number(field.value) : field.value;
        this.changed();
      }, type === 'number' ? { step: 'any' } : {});
      field.className = 'form-control form-control-sm';
    }
    field.dataset.key = `${path}-value`;
    return field;
  }

  choose(part, anchor) {
    const { texts } = this;
    openMenu({
      place: anchor,
      title: texts.chooseSubject,
      placeholder: texts.search,
      empty: texts.nothingFound,
      groups: this.groups.map(group => ({
        label: group.label,
        items: group.items.map(subject => ({
          id: subject.name,
          label: subject.label,
          icon: subject.icon,
          family: subject.family,
          action: () => {
            const values = subject.choices;
            Object.assign(part, { name: subject.name, operator: undefined, value: values?.length && subject.type === 'truth' ? true : '' });
            part.operator = this.catalogue.operators[subject.type][0].value;
            this.changed();
            this.show();
            this.node.querySelector(`[data-key="${anchor.dataset.key.replace(/name$/, 'value')}"]`)?.focus();
          }
        }))
      }))
    });
  }

  add(tree) {
    const part = {};
    tree.parts.push(part);
    this.show();
    const names = [...this.node.querySelectorAll('[data-key$="-name"]')];
    this.choose(part, names.at(-1));
  }

  remove(part, parent, path) {
    const made = iconButton('x', this.texts.removeCondition, 'btn btn-sm btn-icon btn-ghost-secondary ms-auto', () => {
      parent.parts.splice(parent.parts.indexOf(part), 1);
      this.changed(true);
    });
    made.dataset.key = `${path}-remove`;
    return made;
  }
}
