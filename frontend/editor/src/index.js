// The code editor's interface to the page.

import { Annotation, EditorSelection } from "@codemirror/state";
import { foldedRanges, unfoldEffect } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { behaviour } from "./behaviour.js";
import { theme } from "./theme.js";

/** Marks what the page does, as opposed to the person. */
const byPage = Annotation.define();

/**
 * Puts an editor named `label` into `parent`.
 *
 * `onEdit` gets the whole text after each change by the person, `onCursor` the offset after each move of the cursor by
 * the person. All offsets are in UTF-16 units.
 */
export function mount(parent, { label, onEdit, onCursor }) {
  const report = ({ view, transactions }) => {
    const byPerson = transactions.filter((transaction) => !transaction.annotation(byPage));
    if (byPerson.some(({ docChanged }) => docChanged)) onEdit(textOf(view));
    if (byPerson.some(({ selection }) => selection)) onCursor(view.state.selection.main.head);
  };
  const view = new EditorView({
    parent,
    extensions: [
      behaviour,
      theme,
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorView.updateListener.of(report),
    ],
  });
  const dispatch = (spec) => view.dispatch({ ...spec, annotations: byPage.of(true) });
  const clamp = (offset) => Math.max(0, Math.min(offset, view.state.doc.length));

  return {
    /** Replaces what differs from `text`. The cursor and the scroll position stay if `keepSelection`, or else reset. */
    setText(text, keepSelection) {
      const changes = smallestChange(textOf(view), text);
      if (keepSelection) {
        if (changes) dispatch({ changes, selection: selectionAfter(view.state, changes) });
      } else {
        dispatch({ changes: changes ?? [], selection: { anchor: 0 }, effects: EditorView.scrollIntoView(0) });
      }
    },

    getText: () => textOf(view),

    /** Underlines `diagnostics`, a list of `{from, to, severity, message}`, in place of those before. */
    setDiagnostics(diagnostics) {
      const marks = diagnostics.map(({ from, to, severity, message }) => {
        const start = clamp(from);
        return { from: start, to: Math.max(start, clamp(to)), severity, message };
      });
      dispatch(setDiagnostics(view.state, marks));
    },

    /** Selects a range, unfolds it and scrolls its start to the middle. */
    reveal(from, to) {
      const [start, end] = [clamp(from), clamp(to)];
      const effects = [EditorView.scrollIntoView(start, { y: "center", xMargin: 40 })];
      foldedRanges(view.state).between(start, end, (from, to) => {
        effects.push(unfoldEffect.of({ from, to }));
      });
      dispatch({ selection: EditorSelection.single(start, end), effects });
    },

    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function textOf(view) {
  return view.state.doc.toString();
}

/** What to replace in `before` to get `after`, if anything. */
function smallestChange(before, after) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (splitsPair(before, start) || splitsPair(after, start)) start--;
  let [from, to] = [before.length, after.length];
  while (from > start && to > start && before.charCodeAt(from - 1) === after.charCodeAt(to - 1)) {
    from--;
    to--;
  }
  if (splitsPair(before, from) || splitsPair(after, to)) {
    from++;
    to++;
  }
  return { from: start, to: from, insert: after.slice(start, to) };
}

/** The selection after `changes`: by line and column where its text got replaced. */
function selectionAfter(state, changes) {
  const { from, to } = changes;
  const { anchor, head } = state.selection.main;
  const replaced = (offset) => from < offset && offset < to;
  if (!replaced(anchor) && !replaced(head)) return undefined;
  const change = state.changes(changes);
  const after = change.apply(state.doc);
  const place = (offset) => {
    if (!replaced(offset)) return change.mapPos(offset);
    const before = state.doc.lineAt(offset);
    const line = after.line(Math.min(before.number, after.lines));
    return Math.min(line.from + offset - before.from, line.to);
  };
  return EditorSelection.single(place(anchor), place(head));
}

/** Whether `offset` is between the two halves of a surrogate pair. */
function splitsPair(text, offset) {
  return offset > 0 && text.codePointAt(offset - 1) > 0xffff;
}
