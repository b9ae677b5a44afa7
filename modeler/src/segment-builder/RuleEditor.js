import './builder.css';
import { KINDS, emptyRule, kindOf, partPath, readGroup, writeGroup } from './rules.js';
import { leafControls } from './leafControls.js';
import { button, element, select } from './elements.js';

/** Shows a rule as nested groups of conditions, all of it by native controls so that the keyboard works as everywhere. */
export class RuleEditor {

  constructor({ choices, texts, readOnly, onChange }) {
    this.choices = choices;
    this.texts = texts;
    this.readOnly = readOnly;
    this.onChange = onChange;
    this.element = element('fieldset', { className: 'segment-builder', disabled: readOnly });
  }

  show(rule) {
    this.root = this.group(rule, null);
    this.element.replaceChildren(this.root.element);
  }

  changed() {
    this.onChange(this.root.read());
  }

  /** Marks the rows that the server found fault with. */
  markFaults(paths) {
    this.root.place('rule');
    for (const row of this.element.querySelectorAll('[data-path]')) {
      const faulty = paths.some(path => path === row.dataset.path || path.startsWith(`${row.dataset.path}.`));
      row.classList.toggle('border-danger', faulty);
    }
  }

  group(rule, parent) {
    const { join, parts } = readGroup(rule);
    const joins = ['all', 'any', 'none'].map(value => ({ value, label: this.texts[value] }));
    const joinMenu = select(joins, join, this.texts.group, () => this.changed());
    const rows = element('div', { className: 'vstack gap-2' });
    const hint = element('p', { className: 'text-secondary mb-0', textContent: this.texts.everybody });
    const children = [];
    const node = {
      element: element('div', { className: 'card card-body p-3' }),
      read: () => writeGroup(joinMenu.value, children.map(child => child.read())),
      place: path => children.forEach((child, index) =>
        child.place(partPath(path, joinMenu.value, index, children.length)))
    };
    const add = (child, focus) => {
      children.push(child);
      rows.append(child.element);
      hint.hidden = Boolean(parent) || children.length > 0;
      if (focus) child.element.querySelector('select, input')?.focus();
    };
    node.remove = child => {
      const index = children.indexOf(child);
      children.splice(index, 1);
      child.element.remove();
      hint.hidden = Boolean(parent) || children.length > 0;
      (children[Math.min(index, children.length - 1)]?.element.querySelector('select') ?? joinMenu).focus();
      this.changed();
    };
    for (const part of parts) {
      add(this.part(part, node), false);
    }
    hint.hidden = Boolean(parent) || children.length > 0;
    const head = element('div', { className: 'd-flex flex-wrap gap-2 mb-2 align-items-center' }, [joinMenu]);
    if (parent) {
      head.append(this.removeButton(node, parent, this.texts.removeGroup));
    }
    const foot = element('div', { className: 'd-flex flex-wrap gap-2 mt-2' }, [
      button(this.texts.addCondition, 'btn btn-sm', () => {
        add(this.leaf(emptyRule('field'), node), true);
        this.changed();
      }),
      button(this.texts.addGroup, 'btn btn-sm btn-ghost-secondary', () => {
        add(this.group({ any: [emptyRule('field')] }, node), true);
        this.changed();
      })
    ]);
    node.element.append(head, hint, rows);
    if (!this.readOnly) node.element.append(foot);
    return node;
  }

  part(rule, parent) {
    return ['all', 'any', 'not'].includes(kindOf(rule)) ? this.group(rule, parent) : this.leaf(rule, parent);
  }

  leaf(rule, parent) {
    const kinds = KINDS.map(value => ({ value, label: this.texts[`kind.${value}`] }));
    const controls = element('div', { className: 'd-flex flex-wrap gap-2 align-items-center' });
    let current;
    const fill = (kind, from) => {
      current = leafControls(kind, from, this.choices, this.texts, () => this.changed());
      controls.replaceChildren(...current.elements);
    };
    const kindMenu = select(kinds, kindOf(rule), this.texts.kind, () => {
      fill(kindMenu.value, emptyRule(kindMenu.value));
      this.changed();
    });
    fill(kindOf(rule), rule);
    const node = { read: () => current.read() };
    node.element = element('div', { className: 'd-flex gap-2 align-items-start border rounded p-2' }, [
      element('div', { className: 'd-flex flex-wrap gap-2 align-items-center flex-fill' }, [kindMenu, controls])
    ]);
    node.place = path => (node.element.dataset.path = path);
    if (!this.readOnly) node.element.append(this.removeButton(node, parent, this.texts.remove));
    return node;
  }

  removeButton(node, parent, label) {
    const remove = button('', 'btn-close ms-auto', () => parent.remove(node));
    remove.setAttribute('aria-label', label);
    remove.title = label;
    return remove;
  }
}
