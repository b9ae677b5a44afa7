/**
 * Undo and redo that outlive a reload: what this page did is undone by its commands; before the first of them, by the
 * drafts that the server kept.
 */
export class History {
  constructor({ modeler, api, earlier, read, load, onChange }) {
    Object.assign(this, { modeler, api, earlier, read, load, onChange });
    this.later = [];
    modeler.on('commandStack.changed', () => {
      if (this.commands.canUndo()) {
        this.later = [];
      }
      this.onChange(this);
    });
  }

  get commands() {
    return this.modeler.get('commandStack');
  }

  canUndo() {
    return this.commands.canUndo() || this.earlier.length > 0;
  }

  canRedo() {
    return this.commands.canRedo() || this.later.length > 0;
  }

  undo() {
    if (this.commands.canUndo()) {
      this.commands.undo();
    } else if (this.earlier.length && !this.busy) {
      this.travel(async () => {
        const [entry] = this.earlier;
        const drawing = typeof entry === 'function' ? entry() : await this.api.earlier(entry);
        this.later.push(await this.read());
        this.earlier.shift();
        return drawing;
      });
    }
    return true;
  }

  redo() {
    if (this.commands.canRedo()) {
      this.commands.redo();
    } else if (this.later.length && !this.busy) {
      this.travel(async () => {
        const present = await this.read();
        this.earlier.unshift(() => present);
        return this.later.pop();
      });
    }
    return true;
  }

  async travel(find) {
    this.busy = true;
    try {
      await this.load(await find());
    } finally {
      this.busy = false;
      this.onChange(this);
    }
  }
}
