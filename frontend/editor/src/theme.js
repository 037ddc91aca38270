// How the editor looks: everything comes from the page's tokens, whose light and dark values it follows.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const token = {
  bg: "var(--bg, Canvas)",
  surface: "var(--surface, Canvas)",
  sunken: "var(--sunken, light-dark(#f1f3f5, #101418))",
  line: "var(--line, light-dark(#d3d7dc, #363c43))",
  lineStrong: "var(--line-strong, light-dark(#79828c, #767f89))",
  text: "var(--text, CanvasText)",
  text2: "var(--text-2, light-dark(#4c555e, #a8afb6))",
  accent: "var(--accent, light-dark(#0059b8, #6db1ff))",
  error: "var(--error, light-dark(#b3000f, #ff8078))",
  warn: "var(--warn, light-dark(#8a5300, #efb44f))",
  ok: "var(--ok, light-dark(#006b2d, #5fca7d))",
  info: "var(--info, light-dark(#0059b8, #6db1ff))",
  focus: "var(--focus, light-dark(#0052c7, #82c4ff))",
  mono: "var(--mono, ui-monospace, monospace)",
  size: "var(--fs-1, 13px)",
};

const tint = (colour, percent) => `color-mix(in srgb, ${colour} ${percent}%, transparent)`;

const frame = {
  "&": { height: "100%", color: token.text, backgroundColor: token.surface, fontSize: token.size },
  "&.cm-focused": { outline: "none" },
  // Over the gutters, which would hide an outline.
  "&.cm-focused::after": {
    content: "''",
    position: "absolute",
    inset: "0",
    zIndex: "2",
    border: `2px solid ${token.focus}`,
    pointerEvents: "none",
  },
  ".cm-scroller": { fontFamily: token.mono, lineHeight: "1.5", overflow: "auto" },
  ".cm-gutters": { color: token.text2, backgroundColor: token.sunken, borderColor: token.line },
  ".cm-activeLineGutter": { color: token.text, backgroundColor: tint(token.text, 6) },
  ".cm-activeLine": { backgroundColor: tint(token.text, 2) },
  ".cm-foldGutter .cm-gutterElement": { minWidth: "16px", textAlign: "center" },
  ".cm-foldPlaceholder": {
    color: token.text2,
    backgroundColor: token.sunken,
    border: `1px solid ${token.lineStrong}`,
    padding: "0 4px",
  },
};

const selection = {
  ".cm-content": { caretColor: token.text },
  ".cm-cursor, .cm-dropCursor": { borderLeft: `2px solid ${token.text}`, marginLeft: "-1px" },
  [[
    ".cm-selectionBackground",
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground",
    ".cm-line ::selection",
    ".cm-line::selection",
  ].join()]: { backgroundColor: `light-dark(${tint(token.accent, 11)}, ${tint(token.accent, 20)})` },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: `1px solid ${token.lineStrong}` },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: `1px solid ${token.error}` },
  ".cm-searchMatch": { backgroundColor: "transparent", outline: `1px solid ${token.warn}` },
  ".cm-searchMatch-selected": { outlineWidth: "2px" },
  ".cm-specialChar": { color: token.error },
};

// The shape tells the severity too. No images: a content security policy may forbid `data:` addresses.
const shapes = {
  error: { colour: token.error, clipPath: "circle(50%)" },
  warning: { colour: token.warn, clipPath: "polygon(50% 0, 100% 100%, 0 100%)" },
  info: { colour: token.info, clipPath: "inset(10%)" },
};

const diagnostics = {
  ".cm-gutter-lint .cm-gutterElement": { display: "flex", alignItems: "center", justifyContent: "center", padding: "0" },
  ".cm-gutter-lint .cm-lint-marker": { width: "10px", height: "10px" },
  ".cm-lintRange": { textDecorationSkipInk: "none", textUnderlineOffset: "3px" },
  ".cm-tooltip": {
    zIndex: "var(--z-pop, 100)",
    maxWidth: "min(60ch, 90vw)",
    color: token.text,
    backgroundColor: token.surface,
    border: `1px solid ${token.lineStrong}`,
    borderRadius: "4px",
    overflow: "hidden",
  },
  ".cm-tooltip-section:not(:first-child)": { borderTop: `1px solid ${token.line}` },
  ".cm-diagnostic": { padding: "4px 8px" },
};
for (const [severity, { colour, clipPath }] of Object.entries(shapes)) {
  diagnostics[`.cm-lint-marker-${severity}`] = {
    content: "normal",
    backgroundColor: colour,
    clipPath,
    forcedColorAdjust: "none",
  };
  diagnostics[`.cm-lintRange-${severity}`] = {
    backgroundImage: "none",
    textDecoration: `underline wavy 1px ${colour}`,
  };
  diagnostics[`.cm-lintPoint-${severity}`] = { "&:after": { borderBottomColor: colour } };
  diagnostics[`.cm-diagnostic-${severity}`] = { borderLeft: `4px solid ${colour}` };
}

const panels = {
  ".cm-panels": { zIndex: "1", color: token.text, backgroundColor: token.bg },
  ".cm-panels-top": { borderBottom: `1px solid ${token.line}` },
  ".cm-panel.cm-search": { padding: "4px 32px 4px 8px" },
  ".cm-panel.cm-search label": {
    display: "inline-flex",
    alignItems: "center",
    minHeight: "24px",
    fontSize: "inherit",
    verticalAlign: "middle",
  },
  ".cm-textfield, .cm-button": {
    minHeight: "24px",
    padding: "2px 8px",
    color: token.text,
    background: token.surface,
    border: `1px solid ${token.lineStrong}`,
    borderRadius: "4px",
    fontSize: "inherit",
  },
  ".cm-textfield": { fontFamily: token.mono },
  ".cm-button": { fontFamily: "inherit" },
  ".cm-button:is(:hover, :active)": { background: token.sunken },
  ".cm-panel.cm-search [name=close]": { width: "24px", height: "24px", top: "4px", color: token.text },
  ".cm-panel :focus-visible": { outline: `2px solid ${token.focus}`, outlineOffset: "1px" },
};

const syntax = HighlightStyle.define([
  { tag: tags.propertyName, color: token.accent },
  { tag: tags.string, color: token.ok },
  { tag: [tags.number, tags.bool, tags.null], color: token.warn },
  { tag: [tags.separator, tags.squareBracket, tags.brace], color: token.text2 },
]);

export const theme = [
  EditorView.theme({ ...frame, ...selection, ...diagnostics, ...panels }),
  syntaxHighlighting(syntax),
];
