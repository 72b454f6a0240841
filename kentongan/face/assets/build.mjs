// Bundles style sheets, scripts and the letter into kentongan/face/static/built/.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "built");
const shared = { bundle: true, minify: true, logLevel: "warning", legalComments: "linked", outdir: out };

/** A door's own scripts and style sheets: kentongan/<door>/assets/NAME.js becomes built/<door>/NAME.js. */
async function doors(ending) {
  const found = {};
  for (const door of ["frontdesk", "workdesk", "wall", "openapi"]) {
    const folder = join(here, "..", "..", door, "assets");
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((each) => each.endsWith(ending))) {
      found[`${door}/${name.slice(0, -ending.length)}`] = join(folder, name);
    }
  }
  return found;
}

const own = (kind, names) => Object.fromEntries(names.map((name) => [name, join(here, kind, `${name}.${kind}`)]));

await mkdir(out, { recursive: true });
for (const old of await readdir(out)) await rm(join(out, old), { recursive: true });

await build({
  ...shared,
  entryPoints: { "map-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs" },
  format: "esm",
  target: "es2020",
  absWorkingDir: here,
});
const worker = createHash("sha256").update(await readFile(join(out, "map-worker.js"))).digest("hex");

const [scripts] = await Promise.all([
  build({
    ...shared,
    entryPoints: { ...own("js", ["base", "desk", "age", "map"]), ...(await doors(".js")) },
    format: "esm",
    target: "es2020",
    splitting: true,
    metafile: true,
    chunkNames: "[name]-[hash]",
    define: { WORKER: JSON.stringify(`./map-worker.js?v=${worker.slice(0, 10)}`) },
  }),
  build({
    ...shared,
    entryPoints: { ...own("css", ["base", "desk", "wall", "map"]), ...(await doors(".css")) },
    target: ["chrome87", "firefox85", "safari14"],
    loader: { ".woff2": "file" },
    assetNames: "[name]-[hash]",
  }),
  // A service worker is one classic script: not every browser lets it import others.
  build({
    ...shared,
    entryPoints: { worker: join(here, "..", "..", "frontdesk", "assets", "worker", "worker.js") },
    format: "iife",
    target: "es2020",
    define: { "process.env.NODE_ENV": '"production"' },
  }),
  cp(join(here, "icon.svg"), join(out, "icon.svg")),
]);

/** What a phone keeps for the time without signal: the page's own files and all that they import. */
async function kept() {
  const built = (name) => join(relative(process.cwd(), out), name);
  const found = new Set();
  const take = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const each of scripts.metafile.outputs[path].imports) {
      if (each.kind === "import-statement" && !each.external) take(each.path);
    }
  };
  for (const name of ["base", "frontdesk/report", "frontdesk/phone", "frontdesk/offline"]) take(built(`${name}.js`));
  const letters = (await readdir(out)).filter((name) => name.endsWith(".woff2"));
  const paths = [...found].map((path) => relative(out, path));
  return [...paths, ...letters, "base.css", "frontdesk/frontdesk.css", "frontdesk/phone.css", "icon.svg"].sort();
}
await writeFile(join(out, "offline.json"), JSON.stringify((await kept()).map((path) => `built/${path}`)));
