import { element, icon } from './dom.js';
import { controlOf, isFollowed, keepWhileTyping } from './fieldControls.js';
import { ConditionEditor } from './ConditionEditor.js';
import { DrawingEdits } from './DrawingEdits.js';
import { settingsOf } from './settings.js';
import { subjectsOf } from './subjects.js';
import { partFields, flowFields } from './partFields.js';

/** What can be set about the selected element, asked for as the catalogue says. */
export class SettingsPanel {
  constructor({ modeler, catalogue, texts, node, menus }) {
    Object.assign(this, { modeler, catalogue, texts, node, menus });
    this.edits = new DrawingEdits(modeler, catalogue);
    this.problems = [];
    const bus = modeler.get('eventBus');
    bus.on('selection.changed', () => this.show());
    bus.on(['elements.changed', 'import.done'], () => this.refresh());
  }

  /** The one element that is selected; for a label what it belongs to. */
  get element() {
    const selected = this.modeler.get('selection').get();
    const element = selected.length === 1 ? selected[0].labelTarget ?? selected[0] : null;
    return element && this.modeler.get('elementRegistry').get(element.id) ? element : null;
  }

  showProblems(problems) {
    this.problems = problems;
    this.problemLines?.replaceChildren(...this.linesOf(this.element));
  }

  /** Draws the form anew unless what changed came out of the form itself. */
  refresh() {
    if (!this.writing) {
      this.show();
    }
  }

  /** The lists are new; what somebody is typing stays. */
  refreshLists() {
    if (!/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '') || !this.node.contains(document.activeElement)) {
      this.show();
    }
  }

  set(change, again = true) {
    this.writing = true;
    try {
      change();
    } finally {
      this.writing = false;
    }
    if (again) {
      this.show();
    }
  }

  show() {
    const key = this.node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const caret = key && document.activeElement.selectionStart;
    const { element: shown } = this;
    this.problemLines = element('div', { className: 'vstack gap-2' }, this.linesOf(shown));
    this.node.replaceChildren(...(shown ? this.form(shown) : this.nothing()));
    const again = key && this.node.querySelector(`[data-key="${CSS.escape(key)}"]`);
    again?.focus({ preventScroll: true });
    if (again && typeof caret === 'number' && again.type === 'text') {
      again.setSelectionRange(caret, caret);
    }
  }

  nothing() {
    const many = this.modeler.get('selection').get().length > 1;
    return [
      this.scenarioName(),
      element('p', { className: 'text-secondary mb-0', textContent: many ? this.texts.manySelected : this.texts.nothingSelected })
    ];
  }

  scenarioName() {
    const process = this.edits.process();
    const name = element('input', { type: 'text', className: 'form-control', value: process?.name ?? '', maxLength: 100 });
    name.dataset.key = 'scenario-name';
    keepWhileTyping(name, () => this.set(() => this.edits.rename(name.value), false));
    return this.labelled(this.texts.scenarioName, name, '', true);
  }

  form(shown) {
    const businessObject = shown.businessObject;
    const step = this.catalogue.stepOf(businessObject);
    const part = this.catalogue.partOf(businessObject);
    const isFlow = businessObject.$type === 'bpmn:SequenceFlow';
    const parts = [this.heading(step ?? part ?? (isFlow ? { name: this.texts.arrow, icon: 'arrow-right' } : null), step), this.problemLines];
    if (!step && !part && !isFlow) {
      parts.push(this.chooseStep(shown));
    }
    parts.push(this.name(shown, isFlow));
    if (step) {
      parts.push(...this.fields(shown, step));
    } else if (isFlow) {
      parts.push(...flowFields(this, shown));
    } else if (part) {
      parts.push(...partFields(this, shown, part));
    }
    return parts;
  }

  heading(what, step) {
    return element('div', { className: 'studio-heading' }, [
      element('span', { className: `studio-heading-icon step-${step?.group ?? 'plain'}` }, [icon(what?.icon ?? 'alert-triangle')]),
      element('div', {}, [
        element('h2', { className: 'studio-heading-name', textContent: what?.name ?? this.texts.unusable }),
        what?.help ? element('p', { className: 'text-secondary mb-0 small', textContent: what.help }) : ''
      ])
    ]);
  }

  linesOf(shown) {
    return this.problems
      .filter(problem => shown && problem.element === shown.id)
      .map(problem => element('div', { className: `alert alert-${problem.severity === 'error' ? 'danger' : 'warning'} mb-0 p-2 small`, textContent: `${problem.message} ${problem.mend}` }));
  }

  /** A shape without a step, as drawings from elsewhere have it. */
  chooseStep(shown) {
    const choices = this.catalogue.fitting(shown);
    if (!choices.length) {
      return element('p', { className: 'text-secondary mb-0', textContent: this.texts.removeUnusable });
    }
    const choose = element('button', { type: 'button', className: 'btn btn-primary', textContent: this.texts.chooseStep });
    choose.addEventListener('click', () => this.menus.replace(shown, choose));
    return choose;
  }

  name(shown, isFlow) {
    const name = element('input', { type: 'text', className: 'form-control', value: shown.businessObject.name ?? '', maxLength: 200 });
    name.dataset.key = 'name';
    keepWhileTyping(name, () => this.set(() => this.edits.set(shown, {}, { name: name.value.trim() || undefined }), false));
    const part = this.catalogue.partOf(shown.businessObject);
    const hint = isFlow ? this.texts.arrowNameHint : part?.part === 'branch' ? this.texts.questionHint : '';
    return this.labelled(isFlow ? this.texts.arrowName : this.texts.name, name, hint, true);
  }

  fields(shown, step) {
    const settings = settingsOf(shown.businessObject);
    const nodes = [];
    const eithers = new Set();
    for (const field of step.fields) {
      const { either, beside } = field.guide;
      const isAsked = this.catalogue.listOf(field, settings) !== undefined && field.type !== 'result';
      if (either && !eithers.has(either)) {
        eithers.add(either);
        nodes.push(this.either(shown, step, step.fields.filter(one => one.guide.either === either), settings));
      } else if (isAsked && !either) {
        const control = controlOf(field, this.context(shown, step, settings));
        if (beside && nodes.length) {
          nodes.at(-1).querySelector('.studio-control').append(control);
        } else {
          nodes.push(field.type === 'boolean' ? this.bare(control, field.hint) : this.labelled(field.label, control, field.hint, field.required));
        }
      }
    }
    return nodes;
  }

  context(shown, step, settings) {
    const { catalogue, texts } = this;
    return {
      catalogue, texts, settings,
      set: (changes, again) => {
        const [name] = Object.keys(changes);
        const followed = step.fields.some(field => field.name === name && isFollowed(field, step));
        const cleared = followed ? Object.fromEntries(step.fields.filter(field => field.guide.follows === name).map(field => [field.name, ''])) : {};
        this.set(() => this.edits.set(shown, { ...changes, ...cleared }), again || followed);
      }
    };
  }

  /** Fields of which exactly one is given: first which one, then that one. */
  either(shown, step, fields, settings) {
    this.eithers ??= new Map();
    const key = `${shown.id}/${fields[0].guide.either}`;
    const chosen = fields.find(field => settings[field.name]) ?? fields.find(field => field.name === this.eithers.get(key)) ?? fields[0];
    const which = element('div', { className: 'btn-group w-100 mb-2' }, fields.map(field => {
      const one = element('button', { type: 'button', className: `btn btn-sm ${field === chosen ? 'active' : ''}`, textContent: field.label });
      one.setAttribute('aria-pressed', String(field === chosen));
      one.addEventListener('click', () => {
        this.eithers.set(key, field.name);
        this.set(() => this.edits.set(shown, Object.fromEntries(fields.map(other => [other.name, '']))));
      });
      return one;
    }));
    const node = this.labelled(chosen.label, controlOf(chosen, this.context(shown, step, settings)), chosen.hint, true);
    node.prepend(which);
    return node;
  }

  condition(flow) {
    const groups = subjectsOf(this.catalogue, this.drawn(), this.texts);
    return new ConditionEditor({
      text: settingsOf(flow.businessObject).condition,
      groups,
      catalogue: this.catalogue,
      texts: this.texts,
      onChange: text => this.set(() => this.edits.setCondition(flow, text, groups, this.texts), false)
    }).node;
  }

  drawn() {
    return this.modeler.get('elementRegistry').filter(element => element.businessObject && element.type !== 'label');
  }

  labelled(label, control, hint, required = false) {
    const node = element('div', { className: 'studio-field' }, [
      element('div', { className: 'form-label mb-1', textContent: label }),
      element('div', { className: 'studio-control' }, [control]),
      hint ? element('div', { className: 'form-hint', textContent: hint }) : ''
    ]);
    const field = control.matches?.('input, textarea, select, button') ? control : control.querySelector?.('input, select, button');
    if (field && !field.getAttribute('aria-label')) {
      field.setAttribute('aria-label', label);
    }
    node.firstChild.classList.toggle('required', required && label !== this.texts.name && label !== this.texts.arrowName);
    return node;
  }

  bare(control, hint) {
    return element('div', { className: 'studio-field' }, [control, hint ? element('div', { className: 'form-hint', textContent: hint }) : '']);
  }
}
