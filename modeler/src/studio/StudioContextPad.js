import { iconHtml } from './dom.js';

/** What one can do with an element, beside it: go on, connect, choose another step, delete. */
export class StudioContextPad {
  static $inject = ['contextPad', 'connect', 'modeling', 'catalogue', 'stepFactory', 'studioTexts', 'studioMenus', 'iconSprite'];

  constructor(contextPad, connect, modeling, catalogue, stepFactory, texts, menus, sprite) {
    Object.assign(this, { connect, modeling, catalogue, stepFactory, texts, menus, sprite });
    contextPad.registerProvider(this);
  }

  getContextPadEntries(element) {
    const { texts } = this;
    const entries = {};
    const type = element.businessObject.$type;
    if (element.type === 'label') {
      return {};
    }
    if (element.waypoints) {
      entries.insert = this.entry('plus', texts.insert, event => this.menus.append(element, event));
    } else if (this.stepFactory.canFollow(element, { businessObject: { $type: '' } })) {
      entries.append = this.entry('plus', `${texts.append} (A)`, event => this.menus.append(element, event));
      entries.end = this.entry('flag', texts.appendEnd, () => this.stepFactory.add(this.end(), element));
      entries.connect = this.entry('arrow-right', `${texts.connect} (C)`, event => this.connect.start(event, element), event =>
        this.connect.start(event, element, true));
    }
    // On a ring, a ring at its edge would cover it: waits are limited by "whatever happens first".
    if (['bpmn:UserTask', 'bpmn:CallActivity'].includes(type)) {
      entries.limit = this.entry('clock', texts.limit, event => this.menus.limit(element, event));
    }
    if (!element.waypoints && this.catalogue.fitting(element).length > 1) {
      entries.replace = this.entry('refresh', texts.replace, event => this.menus.replace(element, event));
    }
    entries.delete = this.entry('trash', `${texts.delete} (Delete)`, () => this.modeling.removeElements([element]));
    return entries;
  }

  getMultiElementContextPadEntries(elements) {
    return {
      delete: this.entry('trash', `${this.texts.delete} (Delete)`, () => this.modeling.removeElements([...elements]))
    };
  }

  end() {
    return this.catalogue.parts.find(part => part.part === 'end');
  }

  entry(icon, title, click, dragstart = click) {
    return {
      group: 'studio',
      title,
      html: `<div class="entry studio-pad-entry" draggable="true">${iconHtml(this.sprite, icon)}</div>`,
      action: { click, dragstart }
    };
  }
}
