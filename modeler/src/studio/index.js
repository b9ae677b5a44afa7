import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import '../diagram-viewer/diagram.css';
import './studio.css';
import { toast } from '../page/toasts.js';
import { Camera } from '../diagram-viewer/Camera.js';
import { studioApi } from './api.js';
import { Autosave } from './Autosave.js';
import { Catalogue } from './Catalogue.js';
import { CheckPanel } from './CheckPanel.js';
import { DrawingEdits } from './DrawingEdits.js';
import { choose, showKeys } from './dialogs.js';
import { download, pictureOf, pixelsOf, textOf, watchFiles } from './files.js';
import { History } from './History.js';
import { startKeys } from './keys.js';
import { makeModeler } from './makeModeler.js';
import { Menus } from './menus.js';
import { Palette } from './Palette.js';
import { SettingsPanel } from './SettingsPanel.js';
import { studioTexts } from './texts.js';

const SMALLEST = 0.4;
const page = document.getElementById('studio');
const texts = studioTexts(document.documentElement.lang);
const part = name => page.querySelector(`[data-part="${name}"]`);

/** The page where a scenario is drawn: <main id="studio" data-key="…"> with its parts named by data-part. */
class Studio {
  constructor() {
    this.key = page.dataset.key;
    this.api = studioApi(this.key);
    this.sprite = document.body.dataset.icons;
  }

  async open() {
    const [data, lists, draft] = await Promise.all([this.api.catalogue(), this.api.choices(), this.api.open()]);
    this.catalogue = new Catalogue(data, lists);
    this.menus = new Menus(this.catalogue, texts);
    const container = part('canvas');
    this.modeler = makeModeler({ container, catalogue: this.catalogue, sprite: this.sprite, texts, menus: this.menus });
    this.menus.use(this.modeler, new DrawingEdits(this.modeler, this.catalogue));
    this.camera = new Camera(this.modeler, texts, SMALLEST);
    container.append(this.camera.buttons(this.sprite));
    this.panels();
    await this.modeler.importXML(draft.drawing);
    this.camera.fit();
    this.save = new Autosave({
      api: this.api,
      read: () => this.read(),
      revision: draft.revision,
      onState: (state, message) => this.showState(state, message),
      onChecked: checked => this.showChecked(checked),
      onConflict: conflict => this.settle(conflict)
    });
    this.history = new History({
      modeler: this.modeler, api: this.api, earlier: draft.earlier,
      read: () => this.read(), load: drawing => this.load(drawing), onChange: history => this.showHistory(history)
    });
    this.modeler.on('commandStack.changed', () => this.save.touch());
    this.modeler.on(['commandStack.changed', 'import.done'], () => this.showName());
    this.showHistory(this.history);
    startKeys({
      modeler: this.modeler, menus: this.menus, history: this.history, help: () => showKeys(texts),
      focusSettings: () => this.focusSettings()
    });
    this.buttons();
    this.refreshOnReturn();
    this.showChecked(await this.api.check(draft.drawing));
    page.dataset.ready = 'true';
  }

  panels() {
    this.settings = new SettingsPanel({ modeler: this.modeler, catalogue: this.catalogue, texts, node: part('settings'), menus: this.menus });
    this.palette = new Palette({ node: part('palette'), menus: this.menus, modeler: this.modeler, texts });
    this.checks = new CheckPanel({
      modeler: this.modeler, catalogue: this.catalogue, texts,
      problems: part('problems'), reading: part('reading'), count: part('count'), onSelect: () => {}
    });
    this.settings.show();
    const svg = part('canvas').querySelector('svg');
    svg.setAttribute('aria-label', texts.canvas);
    this.modeler.get('minimap').open();
    this.modeler.get('eventBus').on('selection.changed', ({ newSelection }) => newSelection.length === 1 && this.tab('settings', true));
    // Who clicks a name means what bears it.
    this.modeler.get('eventBus').on('element.click', 500, ({ element }) => {
      if (element.labelTarget) {
        this.modeler.get('selection').select(element.labelTarget);
      }
    });
    for (const button of page.querySelectorAll('[data-tab]')) {
      button.addEventListener('click', () => this.tab(button.dataset.tab));
    }
  }

  /** Shows one of the panels; selecting something in the drawing does not take one away from the words. */
  tab(name, bySelection = false) {
    const inList = document.activeElement?.closest('[data-part="problems"], [data-part="reading"]');
    if (bySelection && (inList || part('reading').hidden === false)) {
      return;
    }
    for (const button of page.querySelectorAll('[data-tab]')) {
      const isShown = button.dataset.tab === name;
      button.classList.toggle('active', isShown);
      button.setAttribute('aria-selected', String(isShown));
      part(button.dataset.tab).hidden = !isShown;
    }
  }

  focusSettings() {
    this.tab('settings');
    const fields = [...part('settings').querySelectorAll('input, select, textarea, button')];
    (fields.find(field => field.dataset.key && field.dataset.key !== 'name') ?? fields[0])?.focus();
  }

  async read() {
    return (await this.modeler.saveXML({ format: true })).xml;
  }

  /** Puts another drawing in place of this one; it is saved like any change. */
  async load(drawing) {
    const { warnings } = await this.modeler.importXML(drawing);
    this.camera.fit();
    this.save.touch();
    return warnings;
  }

  async import(file) {
    const drawing = await textOf(file);
    const before = await this.read();
    const isEmpty = this.modeler.get('elementRegistry').size <= 1;
    const goes = isEmpty || (await choose({
      title: texts.importTitle, text: texts.importText(file.name),
      choices: [{ value: 'go', label: texts.importGo, className: 'btn-primary' }, { value: '', label: texts.cancel }]
    })) === 'go';
    if (!goes) {
      return;
    }
    try {
      const warnings = await this.load(drawing);
      this.history.earlier.unshift(() => before);
      this.history.onChange(this.history);
      // Attributes of other programs are no loss; an element that can't be drawn is.
      const isPartly = warnings.some(({ message }) => /failed to import/.test(message));
      toast(isPartly ? texts.importedPartly : texts.imported, isPartly ? 'warning' : 'success');
    } catch (problem) {
      await this.modeler.importXML(before);
      this.camera.fit();
      toast(/no diagram|no process|BPMNDiagram/i.test(problem.message) ? texts.noPicture : texts.importFailed);
    }
  }

  showChecked(checked) {
    this.checks.show(checked);
    this.settings.showProblems(checked.problems);
    const publish = part('publish');
    publish.toggleAttribute('disabled', !checked.publishable);
    publish.title = checked.publishable ? texts.publishReady : texts.publishBlocked;
  }

  showState(state, message) {
    const time = new Date(this.save?.savedAt ?? Date.now()).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', timeZone: document.body.dataset.timeZone });
    const words = { saved: texts.saved(time), refused: message || texts.refused }[state] ?? texts[state];
    const node = part('state');
    node.textContent = words;
    node.dataset.state = state;
    node.title = words;
    if (['offline', 'refused', 'signedOut'].includes(state) && this.lastTold !== state) {
      toast(words, 'warning');
    }
    this.lastTold = state;
  }

  showName() {
    const name = this.settings.edits.process()?.name;
    if (name) {
      part('name').textContent = name;
    }
  }

  showHistory(history) {
    part('undo').disabled = !history.canUndo();
    part('redo').disabled = !history.canRedo();
  }

  async settle(conflict) {
    const at = new Date(conflict.changedAt).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', timeZone: document.body.dataset.timeZone });
    const answer = await choose({
      title: texts.conflictTitle,
      text: texts.conflictText(conflict.changedBy, at),
      closable: false,
      choices: [
        { value: 'theirs', label: texts.conflictTheirs, note: texts.conflictTheirsNote },
        { value: 'file', label: texts.conflictFile },
        { value: 'mine', label: texts.conflictMine, note: texts.conflictMineNote, className: 'btn-danger' }
      ]
    });
    if (answer === 'mine') {
      await this.save.overwrite();
      this.history.earlier = (await this.api.open()).earlier;
      return;
    }
    if (answer === 'file') {
      download(`${this.key}.bpmn`, await this.read(), 'application/xml');
    }
    const theirs = await this.api.open();
    await this.modeler.importXML(theirs.drawing);
    this.history.earlier = theirs.earlier;
    this.save.yield(theirs.revision);
    this.showHistory(this.history);
    this.showChecked(await this.api.check(theirs.drawing));
  }

  buttons() {
    const on = (name, action) => part(name)?.addEventListener('click', action);
    on('undo', () => this.history.undo());
    on('redo', () => this.history.redo());
    on('help', () => showKeys(texts));
    on('export-bpmn', async () => download(`${this.key}.bpmn`, await this.read(), 'application/xml'));
    on('export-svg', async () => download(`${this.key}.svg`, (await pictureOf(this.modeler, this.sprite)).svg, 'image/svg+xml'));
    on('export-png', async () => download(`${this.key}.png`, await pixelsOf(await pictureOf(this.modeler, this.sprite)), 'image/png'));
    on('import', () => part('file').click());
    on('fold', () => {
      const folded = page.classList.toggle('studio-folded');
      part('fold').setAttribute('aria-expanded', String(!folded));
      this.modeler.get('canvas').resized();
    });
    watchFiles(part('canvas'), part('file'), file => this.import(file));
    part('publish').addEventListener('click', async () => {
      if (await this.save.settle()) {
        window.location.assign(`/scenarios/${encodeURIComponent(this.key)}?shown=draft`);
      }
    });
  }

  /** Somebody who made a mail in another tab finds it in the lists on coming back. */
  refreshOnReturn() {
    window.addEventListener('focus', async () => {
      try {
        this.catalogue.lists = await this.api.choices();
        this.settings.refreshLists();
        const renderer = this.modeler.get('graphicsFactory');
        const registry = this.modeler.get('elementRegistry');
        registry.filter(one => this.catalogue.stepOf(one.businessObject) && one.type !== 'label')
          .forEach(one => renderer.update('shape', one, registry.getGraphics(one)));
        this.showChecked(await this.api.check(await this.read()));
      } catch {
        // Without a connection the lists stay as they were; saving tells about it.
      }
    });
  }
}

new Studio().open().catch(problem => {
  console.error(problem);
  toast(texts.loadFailed);
});
