// Texts that would run, break out or be followed if anything took them for more than text.

/** What each payload does where it runs: it calls this function with its number. */
const CALL = (number: number) => `hit(${number})`;

/** Ways to get a call to run, each known from cheat sheets and from holes in other products. */
const WAYS: ((call: string) => string)[] = [
  (call) => `<script>${call}</script>`,
  (call) => `<ScRiPt>${call}</sCrIpT>`,
  (call) => `<img src=x onerror=${call}>`,
  (call) => `<img src="x" onerror="${call}" alt='`,
  (call) => `"><img src=x onerror=${call}>`,
  (call) => `'><img src=x onerror=${call}>`,
  (call) => `</textarea><img src=x onerror=${call}>`,
  (call) => `</title><img src=x onerror=${call}>`,
  (call) => `</style><img src=x onerror=${call}>`,
  (call) => `</script><script>${call}</script>`,
  (call) => `--><img src=x onerror=${call}>`,
  (call) => `]]><img src=x onerror=${call}>`,
  (call) => `<svg onload=${call}>`,
  (call) => `<svg><script>${call}</script></svg>`,
  (call) => `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  (call) => `<svg><a xlink:href="javascript:${call}"><text x=0 y=20>click</text></a></svg>`,
  (call) => `<math><mtext><table><mglyph><style><img src=x onerror=${call}></style></mglyph></table></mtext></math>`,
  (call) => `<body onload=${call}>`,
  (call) => `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  (call) => `<iframe src="javascript:parent.${call}"></iframe>`,
  (call) => `<object data="javascript:${call}"></object>`,
  (call) => `<embed src="javascript:${call}">`,
  (call) => `<a href="javascript:${call}" autofocus onfocus=${call}>x</a>`,
  (call) => `<input autofocus onfocus=${call}>`,
  (call) => `<select autofocus onfocus=${call}><option>x</select>`,
  (call) => `<details open ontoggle=${call}>x</details>`,
  (call) => `<video><source onerror=${call}></video>`,
  (call) => `<audio src=x onerror=${call}></audio>`,
  (call) => `<marquee onstart=${call}>x</marquee>`,
  (call) => `<div style="animation:x 1s" onanimationstart=${call}>x</div>`,
  (call) => `<style>@import 'javascript:${call}';</style>`,
  (call) => `<link rel=stylesheet href="javascript:${call}">`,
  (call) => `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  (call) => `<base href="javascript:${call}//">`,
  (call) => `<form action="javascript:${call}"><button autofocus>x</button></form>`,
  (call) => `<template><img src=x onerror=${call}></template>`,
  (call) => `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  (call) => `javascript:${call}`,
  (call) => `JaVaScRiPt:${call}`,
  (call) => `java\tscript:${call}`,
  (call) => `data:text/html,<script>parent.${call}</script>`,
  (call) => `vbscript:${call}`,
  (call) => `" autofocus onfocus="${call}`,
  (call) => `' autofocus onfocus='${call}`,
  (call) => `x onmouseover=${call} `,
  (call) => `\`-${call}-\``,
  (call) => `';${call};//`,
  (call) => `";${call};//`,
  (call) => `\${${call}}`,
  (call) => `{{${call}}}`,
  (call) => `{{constructor.constructor('${call}')()}}`,
  (call) => `<%= ${call} %>`,
  (call) => `#{${call}}`,
  (call) => `&lt;img src=x onerror=${call}&gt;`,
  (call) => `&#60;script&#62;${call}&#60;/script&#62;`,
  (call) => `\\u003cscript\\u003e${call}\\u003c/script\\u003e`,
  (call) => `%3Cscript%3E${call}%3C/script%3E`,
  (call) => `<scr<script>ipt>${call}</scr</script>ipt>`,
  (call) => `[x](javascript:${call})`,
  (call) => `![x](x"onerror="${call})`,
];

/** Texts that steer something else than a page: databases, shells, terminals, logs, addresses. */
const OTHERS = [
  "'; DROP TABLE designs; --",
  "1' OR '1'='1",
  "$(touch /tmp/bayplan-owned)",
  "`touch /tmp/bayplan-owned`",
  "; touch /tmp/bayplan-owned",
  "| touch /tmp/bayplan-owned",
  "../../../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "line\r\nSet-Cookie: stolen=1",
  "line\nHTTP/1.1 200 OK",
  "\u001b[2J\u001b]0;owned\u0007",
  "=cmd|' /C calc'!A0",
  "@everyone <!channel>",
  "http://169.254.169.254/latest/meta-data/",
  "//evil.example/x",
  "\u202egnp.exe",
  "a\u0000b",
  "__proto__",
  "constructor",
  "%n%s%x",
];

/** At least 300, each with a number of its own that it would tell. */
export const PAYLOADS: string[] = Array.from({ length: 5 }, (_, round) =>
  WAYS.map((way, at) => {
    const call = CALL(round * WAYS.length + at);
    // The same in other clothes: as it is, amid words, after a line, doubled, and in another case of quotes.
    const text = way(call);
    return [text, `before ${text} after`, `\n${text}\n`, `${text}${text}`, ` ${text.replaceAll('"', "'")} `][round];
  }),
)
  .flat()
  .concat(OTHERS);

/** The payload at a place of an endless row. */
export const payload = (at: number): string => PAYLOADS[at % PAYLOADS.length];
