// Bundles style sheets, scripts and the letter into kentongan/face/static/built/.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
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

await Promise.all([
  build({
    ...shared,
    entryPoints: { ...own("js", ["base", "desk", "age", "map"]), ...(await doors(".js")) },
    format: "esm",
    target: "es2020",
    splitting: true,
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
  cp(join(here, "icon.svg"), join(out, "icon.svg")),
]);
