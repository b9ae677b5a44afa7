import BaseModeler from 'bpmn-js/lib/BaseModeler';
import Viewer from 'bpmn-js/lib/Viewer';
import TextRenderer from 'bpmn-js/lib/draw/TextRenderer';
import ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory';
import AutoPlaceModule from 'bpmn-js/lib/features/auto-place';
import AutoResizeModule from 'bpmn-js/lib/features/auto-resize';
import CopyPasteModule from 'bpmn-js/lib/features/copy-paste';
import EditorActionsModule from 'bpmn-js/lib/features/editor-actions';
import GridSnappingModule from 'bpmn-js/lib/features/grid-snapping';
import InteractionEventsModule from 'bpmn-js/lib/features/interaction-events';
import KeyboardModule from 'bpmn-js/lib/features/keyboard';
import LabelEditingModule from 'bpmn-js/lib/features/label-editing';
import ModelingModule from 'bpmn-js/lib/features/modeling';
import ModelingFeedbackModule from 'bpmn-js/lib/features/modeling-feedback';
import OutlineModule from 'bpmn-js/lib/features/outline';
import ReplaceModule from 'bpmn-js/lib/features/replace';
import ReplacePreviewModule from 'bpmn-js/lib/features/replace-preview';
import SnappingModule from 'bpmn-js/lib/features/snapping';
import AutoScrollModule from 'diagram-js/lib/features/auto-scroll';
import BendpointsModule from 'diagram-js/lib/features/bendpoints';
import ConnectModule from 'diagram-js/lib/features/connect';
import ConnectionPreviewModule from 'diagram-js/lib/features/connection-preview';
import ContextPadModule from 'diagram-js/lib/features/context-pad';
import CreateModule from 'diagram-js/lib/features/create';
import KeyboardMoveSelectionModule from 'diagram-js/lib/features/keyboard-move-selection';
import LassoModule from 'diagram-js/lib/features/lasso-tool';
import MoveModule from 'diagram-js/lib/features/move';
import ResizeModule from 'diagram-js/lib/features/resize';
import KeepSelectionVisibleModule from 'diagram-js/lib/features/keep-selection-visible';
import KeyboardMoveModule from 'diagram-js/lib/navigation/keyboard-move';
import MoveCanvasModule from 'diagram-js/lib/navigation/movecanvas';
import ZoomScrollModule from 'diagram-js/lib/navigation/zoomscroll';
import MinimapModule from 'diagram-js-minimap';
import { StepRenderer } from '../diagram-viewer/StepRenderer.js';
import { CAMUNDA } from './camundaModdle.js';
import { StepFactory } from './StepFactory.js';
import { StudioContextPad } from './StudioContextPad.js';

const FONT = '"Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", system-ui, sans-serif';
const ARROW_WORDS = 130;
const CARD = { width: 168, height: 72 };

/** The parts of bpmn-js that a marketer needs, one by one: its own palette, menus and search are not among them. */
class StudioModeler extends BaseModeler {}

StudioModeler.prototype._modules = [
  ...Viewer.prototype._modules,
  AutoPlaceModule, AutoResizeModule, AutoScrollModule, BendpointsModule, ConnectModule, ConnectionPreviewModule,
  ContextPadModule, CopyPasteModule, CreateModule, EditorActionsModule, GridSnappingModule, InteractionEventsModule,
  KeepSelectionVisibleModule, KeyboardModule, KeyboardMoveModule, KeyboardMoveSelectionModule, LabelEditingModule,
  LassoModule, MinimapModule, ModelingFeedbackModule, ModelingModule, MoveCanvasModule, MoveModule, OutlineModule,
  ReplaceModule, ReplacePreviewModule, ResizeModule, SnappingModule, ZoomScrollModule
];

/** Steps are cards wide enough for a name and a line of settings. */
class CardFactory extends ElementFactory {
  static $inject = ElementFactory.$inject;

  getDefaultSize(element, di) {
    const type = element.$type ?? element.businessObject?.$type;
    return /^bpmn:((Service|User|Send)?Task|CallActivity)$/.test(type) ? { ...CARD } : super.getDefaultSize(element, di);
  }
}

/** The words on an arrow stand above it in one line as long as they fit. */
class ArrowWords extends TextRenderer {
  static $inject = TextRenderer.$inject;

  constructor(config) {
    super(config);
    const usual = this.getExternalLabelBounds;
    this.getExternalLabelBounds = (bounds, text) => {
      if (!bounds.labelTarget?.waypoints) {
        return usual.call(this, bounds, text);
      }
      const middle = bounds.x + bounds.width / 2;
      const wide = usual.call(this, { x: middle - ARROW_WORDS / 2, y: bounds.y, width: ARROW_WORDS, height: bounds.height }, text);
      return { ...wide, y: bounds.y + Math.min(0, bounds.height - wide.height) };
    };
  }
}

/** Runs several changes as one command, so that one undo takes all of them back. */
class AtOnce {
  static $inject = ['commandStack'];

  constructor(commandStack) {
    this.commandStack = commandStack;
    commandStack.registerHandler('studio.atOnce', class {
      preExecute({ change }) {
        change();
      }
    });
  }

  do(change) {
    this.commandStack.execute('studio.atOnce', { change });
  }
}

/** The editor in a node, with the catalogue that says what there is and what the menus open. */
export function makeModeler({ container, catalogue, sprite, texts, menus }) {
  return new StudioModeler({
    container,
    moddleExtensions: { camunda: CAMUNDA },
    bpmnRenderer: {
      defaultFillColor: 'var(--minori-diagram-fill)',
      defaultStrokeColor: 'var(--minori-diagram-line)',
      defaultLabelColor: 'var(--minori-diagram-text)'
    },
    textRenderer: { defaultStyle: { fontFamily: FONT, fontSize: 12 }, externalStyle: { fontSize: 11 } },
    overlays: { defaults: { show: { minZoom: 0 }, scale: { min: 0.8, max: 1.25 } } },
    additionalModules: [
      {
        __init__: ['stepRenderer', 'stepFactory', 'studioContextPad', 'atOnce'],
        elementFactory: ['type', CardFactory],
        textRenderer: ['type', ArrowWords],
        stepRenderer: ['type', StepRenderer],
        stepFactory: ['type', StepFactory],
        studioContextPad: ['type', StudioContextPad],
        atOnce: ['type', AtOnce],
        stepKinds: ['value', catalogue],
        catalogue: ['value', catalogue],
        iconSprite: ['value', sprite],
        studioTexts: ['value', texts],
        studioMenus: ['value', menus],
        translate: ['value', (template, replacements) => translated(texts, template, replacements)]
      }
    ]
  });
}

/** The few words that bpmn-js itself shows; the rest are messages for developers. */
function translated(texts, template, replacements = {}) {
  const words = texts.library[template] ?? template;
  return words.replace(/{([^}]+)}/g, (match, key) => replacements[key] ?? match);
}
