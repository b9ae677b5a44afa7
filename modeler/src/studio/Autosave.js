import { debounced } from './dom.js';

const QUIET_MILLIS = 700;
const AGAIN_MILLIS = 5000;

/**
 * Keeps the drawing on the server while somebody draws: one save after the other, each naming the draft that it changes.
 * Tells its state: saved, dirty, saving, offline, conflict or refused.
 */
export class Autosave {
  constructor({ api, read, revision, onState, onChecked, onConflict }) {
    Object.assign(this, { api, read, revision, onState, onChecked, onConflict });
    this.saving = null;
    this.dirty = false;
    this.soon = debounced(() => this.save(), QUIET_MILLIS);
    window.addEventListener('online', () => this.dirty && this.save());
    window.addEventListener('beforeunload', event => {
      if (this.dirty || this.saving) {
        this.soon.now();
        event.preventDefault();
      }
    });
  }

  /** Something was drawn. */
  touch() {
    this.dirty = true;
    if (!this.conflict) {
      this.onState('dirty');
    }
    this.soon();
  }

  /** Saves what is not saved yet; answers whether everything is kept now. */
  async settle() {
    this.soon.cancel();
    while (this.dirty || this.saving) {
      await (this.saving ?? this.save());
      if (this.state !== 'saved' && !this.saving) {
        return false;
      }
    }
    return true;
  }

  save() {
    if (this.saving || this.conflict) {
      return this.saving ?? Promise.resolve();
    }
    this.saving = this.saveOnce().finally(() => {
      this.saving = null;
      if (this.dirty && this.state === 'saved') {
        this.soon();
      }
    });
    return this.saving;
  }

  async saveOnce() {
    this.dirty = false;
    this.tell('saving');
    clearTimeout(this.retry);
    const drawing = await this.read();
    try {
      const answer = await this.api.save(drawing, this.revision);
      if (answer.conflict) {
        this.conflict = answer;
        this.dirty = true;
        this.tell('conflict');
        this.onChecked(answer.checked);
        this.onConflict(answer);
        return;
      }
      this.revision = answer.revision;
      this.savedAt = new Date(answer.savedAt);
      this.tell(this.dirty ? 'dirty' : 'saved');
      this.state = 'saved';
      this.onChecked(answer.checked);
    } catch (problem) {
      this.dirty = true;
      this.tell(problem.refused ? 'refused' : problem.signedOut ? 'signedOut' : 'offline', problem.message);
      if (!problem.refused) {
        this.retry = setTimeout(() => this.save(), AGAIN_MILLIS);
      }
    }
  }

  /** After a conflict: this drawing wins; the other one stays among the earlier drafts. */
  overwrite() {
    this.revision = this.conflict.revision;
    this.conflict = null;
    this.dirty = true;
    return this.save();
  }

  /** After a conflict: the other drawing was opened instead. */
  yield(revision) {
    this.revision = revision;
    this.conflict = null;
    this.dirty = false;
    this.soon.cancel();
    this.tell('saved');
  }

  tell(state, message) {
    this.state = state;
    this.onState(state, message);
  }
}
