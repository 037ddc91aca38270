// What the editor does: JSON, the gutters, the keys.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { linter, lintGutter } from "@codemirror/lint";
import { closeSearchPanel, findNext, findPrevious, openSearchPanel, search } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";

// Ctrl+Enter belongs to the page, JSON has no comments, and Tab always leaves the editor: Ctrl+[ and Ctrl+] indent.
const notBound = new Set(["Mod-Enter", "Mod-/", "Alt-A", "Ctrl-m"]);

const searchKeys = [
  { key: "Mod-f", run: openSearchPanel, scope: "editor search-panel" },
  { key: "F3", run: findNext, shift: findPrevious, scope: "editor search-panel", preventDefault: true },
  { key: "Mod-g", run: findNext, shift: findPrevious, scope: "editor search-panel", preventDefault: true },
  { key: "Escape", run: closeSearchPanel, scope: "editor search-panel" },
];

const CARRIAGE_RETURN = 13;

// Only line feeds break lines, so that offsets into a text with carriage returns fit; they are invisible.
const lineBreaks = [
  EditorState.lineSeparator.of("\n"),
  EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, "\n")),
  highlightSpecialChars({ render: (code) => (code === CARRIAGE_RETURN ? document.createElement("span") : null) }),
];

const beforeInput = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const handled = isNativeUndo(event) || typesOverSelection(event, view);
    if (handled) event.preventDefault();
    return handled;
  },
});

// The page undoes, in the whole design. The browser's own undo would only garble the text.
function isNativeUndo({ inputType }) {
  return inputType === "historyUndo" || inputType === "historyRedo";
}

// Chromium would put what is typed over a selection into a span with a style attribute, to keep the colour; content
// security policies report that.
function typesOverSelection({ inputType, data, cancelable }, view) {
  const { from, to, empty } = view.state.selection.main;
  if (inputType !== "insertText" || !data || !cancelable || empty || view.compositionStarted) return false;
  const insert = () =>
    view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handler) => handler(view, from, to, data, insert))) view.dispatch(insert());
  return true;
}

export const behaviour = [
  json(),
  lineBreaks,
  lintGutter(),
  lineNumbers(),
  foldGutter(),
  codeFolding(),
  linter(null),
  drawSelection(),
  dropCursor(),
  EditorState.allowMultipleSelections.of(true),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  search({ top: true }),
  beforeInput,
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap.filter(({ key }) => !notBound.has(key)),
    ...searchKeys,
    ...foldKeymap,
  ]),
];
