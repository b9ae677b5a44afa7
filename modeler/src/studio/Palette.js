import { element, icon, plain } from './dom.js';

/** All steps beside the drawing, to click, to drag, or to reach by keys. */
export class Palette {
  constructor({ node, menus, modeler, texts }) {
    Object.assign(this, { node, menus, modeler, texts });
    this.search = element('input', { type: 'search', className: 'form-control form-control-sm', placeholder: texts.findStep, autocomplete: 'off' });
    this.search.setAttribute('aria-label', texts.findStep);
    this.list = element('div', { className: 'studio-palette-list' });
    this.search.addEventListener('input', () => this.show());
    this.list.addEventListener('keydown', event => this.move(event));
    node.append(this.search, this.list);
    this.show();
  }

  show() {
    const words = plain(this.search.value);
    const groups = this.menus.offers().map(group => {
      const items = group.items.filter(offer => plain(`${offer.name} ${offer.help} ${offer.kind ?? ''}`).includes(words));
      return items.length
        ? element('section', {}, [element('h2', { className: 'studio-palette-group', textContent: group.label }), ...items.map(offer => this.line(offer))])
        : null;
    }).filter(Boolean);
    this.list.replaceChildren(...(groups.length ? groups : [element('p', { className: 'text-secondary small p-2', textContent: this.texts.nothingFound })]));
  }

  line(offer) {
    const line = element('button', { type: 'button', className: 'studio-palette-item', title: offer.help, draggable: true }, [
      element('span', { className: `studio-menu-icon step-${offer.group ?? 'plain'}` }, [icon(offer.icon)]),
      element('span', { textContent: offer.name })
    ]);
    line.dataset.item = offer.kind ?? offer.part;
    const factory = () => this.modeler.get('stepFactory');
    line.addEventListener('click', event => {
      const [selected] = this.modeler.get('selection').get();
      factory().add(offer, selected?.labelTarget ?? selected);
      // Whoever clicks goes on with the drawing; whoever uses keys goes on in the list.
      if (event.detail > 0) {
        this.modeler.get('canvas').focus();
      }
    });
    line.addEventListener('dragstart', event => {
      event.preventDefault();
      factory().drag(event, offer);
    });
    return line;
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const lines = [...this.list.querySelectorAll('button')];
      lines[lines.indexOf(document.activeElement) + step]?.focus();
    }
  }
}
