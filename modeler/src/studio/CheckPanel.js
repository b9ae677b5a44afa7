import { button, element } from './dom.js';
import { Marks } from '../diagram-viewer/Marks.js';

/** What the server found in the drawing: signs on the elements, a list with how to mend each, and the drawing in words. */
export class CheckPanel {
  constructor({ modeler, catalogue, texts, problems, reading, count, onSelect }) {
    Object.assign(this, { modeler, catalogue, texts, problems, reading, count, onSelect });
    this.marks = new Marks(modeler, texts);
    this.shown = { problems: [], reading: [] };
    modeler.on('selection.changed', () => this.markSelected());
    modeler.on('import.done', () => this.mark());
  }

  show(checked) {
    this.shown = checked;
    this.mark();
    const errors = checked.problems.filter(problem => problem.severity === 'error').length;
    this.count.textContent = checked.problems.length || '';
    this.count.className = `badge ms-1 ${errors ? 'bg-red-lt' : 'bg-yellow-lt'}`;
    this.count.hidden = !checked.problems.length;
    this.problems.replaceChildren(...(checked.problems.length ? checked.problems.map(problem => this.line(problem)) : [this.allRight()]));
    this.reading.replaceChildren(...this.sentences(checked.reading));
    this.markSelected();
  }

  mark() {
    this.marks.showProblems(this.shown.problems);
  }

  allRight() {
    return element('p', { className: 'text-secondary mb-0', textContent: this.texts.noProblems });
  }

  line({ element: id, severity, message, mend, setting }) {
    const words = [
      element('span', { className: `badge flex-shrink-0 ${severity === 'error' ? 'bg-red-lt' : 'bg-yellow-lt'}`, textContent: this.texts[severity] }),
      element('span', {}, [element('span', { className: 'fw-bold d-block', textContent: this.nameOf(id) }), message, element('span', { className: 'd-block text-secondary', textContent: mend })])
    ];
    const line = button('', 'studio-line', () => this.go(id));
    line.replaceChildren(...words);
    line.dataset.element = id ?? '';
    return setting ? element('div', { className: 'vstack gap-1' }, [line, this.linkTo(setting)]) : line;
  }

  /** What is missing outside of the drawing is set in another tab; the drawing stays open. */
  linkTo(setting) {
    return element('a', { className: 'align-self-start small', href: setting, target: '_blank', rel: 'noopener', textContent: this.texts.openSetting });
  }

  sentences(lines) {
    if (!lines.length) {
      return [element('p', { className: 'text-secondary mb-0', textContent: this.texts.nothingToRead })];
    }
    return lines.map(({ element: id, depth, text }) => {
      const line = button(text, `studio-sentence studio-depth-${Math.min(depth, 6)}`, () => this.go(id));
      line.dataset.element = id;
      line.disabled = !id;
      return line;
    });
  }

  nameOf(id) {
    const found = id && this.modeler.get('elementRegistry').get(id);
    if (!found) {
      return id ? this.texts.notDrawn : this.texts.wholeScenario;
    }
    const { businessObject } = found;
    const what = this.catalogue.of(businessObject) ?? this.catalogue.partOf(businessObject);
    return businessObject.name?.replace(/\s+/g, ' ') || what?.name || (found.waypoints ? this.texts.arrow : this.texts.step);
  }

  go(id) {
    const found = id && this.modeler.get('elementRegistry').get(id);
    if (found) {
      this.modeler.get('selection').select(found);
      this.modeler.get('canvas').scrollToElement(found, 60);
      this.onSelect(found);
    }
  }

  markSelected() {
    const ids = new Set(this.modeler.get('selection').get().map(one => (one.labelTarget ?? one).id));
    for (const line of this.reading.querySelectorAll('[data-element]')) {
      line.classList.toggle('active', ids.has(line.dataset.element));
    }
  }
}
