// Bundles the editor into `dist/editor.js`, and the licences of what got bundled into `dist/LICENSES.txt`.

import { build } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";

const { metafile } = await build({
  entryPoints: ["src/index.js"],
  outfile: "dist/editor.js",
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  alias: { "style-mod": "./src/adopted_styles.js" },
  metafile: true,
});

const bundled = Object.entries(metafile.outputs["dist/editor.js"].inputs)
  .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  .map(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
  .filter(Boolean);
const licences = [];
for (const name of [...new Set(bundled)].sort()) {
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
  const text = await readFile(`node_modules/${name}/LICENSE`, "utf8");
  licences.push(`${name} ${version}\n\n${text.replaceAll("\r\n", "\n").trim()}\n`);
}
await writeFile("dist/LICENSES.txt", licences.join(`\n${"-".repeat(80)}\n\n`));
