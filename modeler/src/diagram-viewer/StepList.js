/** The same as text: every step with its numbers, for screen readers, small screens and copying. */
export class StepList {
  constructor(steps, kinds, texts, onChoose) {
    this.texts = texts;
    this.cells = new Map();
    this.node = document.createElement('details');
    this.node.className = 'diagram-steps';
    const summary = document.createElement('summary');
    summary.textContent = texts.steps;
    this.table = document.createElement('table');
    this.table.className = 'table table-sm table-vcenter';
    this.heading = document.createElement('tr');
    this.addHeading(texts.step);
    this.addHeading(texts.kind);
    const head = document.createElement('thead');
    head.append(this.heading);
    this.body = document.createElement('tbody');
    this.table.append(head, this.body);
    const scroll = document.createElement('div');
    scroll.className = 'table-responsive';
    scroll.append(this.table);
    this.node.append(summary, scroll);
    steps.forEach(step => this.addStep(step, kinds, onChoose));
  }

  addStep(step, kinds, onChoose) {
    const row = document.createElement('tr');
    const name = document.createElement('td');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link p-0 text-start';
    button.textContent = step.name || kinds.of(step.businessObject)?.name || step.id;
    button.addEventListener('click', () => onChoose(step.id));
    name.append(button);
    const kind = document.createElement('td');
    kind.textContent = kinds.of(step.businessObject)?.name ?? '';
    row.append(name, kind);
    this.body.append(row);
    this.cells.set(step.id, { row, extra: new Map() });
  }

  addHeading(text, numeric = false) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    if (numeric) {
      cell.className = 'numeric';
    }
    this.heading.append(cell);
  }

  /** Fills columns such as entered and waiting; values are by element. */
  show(columns) {
    for (const [name, values] of Object.entries(columns)) {
      if (!this.table.dataset[name]) {
        this.table.dataset[name] = 'true';
        this.addHeading(this.texts[name], true);
        for (const { row, extra } of this.cells.values()) {
          const cell = document.createElement('td');
          cell.className = 'numeric';
          row.append(cell);
          extra.set(name, cell);
        }
      }
      for (const [id, { extra }] of this.cells) {
        extra.get(name).textContent = values.get(id) ?? '';
      }
    }
  }
}
