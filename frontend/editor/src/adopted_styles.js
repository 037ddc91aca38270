// Stands in for the package `style-mod` (see build.js), which puts a `<style>` element into documents. A content
// security policy of `style-src 'self'` forbids that, but not style sheets that a script constructs.

import { StyleModule as Rules } from "../node_modules/style-mod/src/style-mod.js";

const sheets = new WeakMap();

function sheetOf(rules) {
  let sheet = sheets.get(rules);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules.getRules());
    sheets.set(rules, sheet);
  }
  return sheet;
}

export class StyleModule extends Rules {
  /** Makes `modules` apply in `root`, the later over the earlier. */
  static mount(root, modules) {
    const wanted = [modules].flat().map(sheetOf);
    const others = root.adoptedStyleSheets.filter((sheet) => !wanted.includes(sheet));
    root.adoptedStyleSheets = [...wanted, ...others];
  }
}
