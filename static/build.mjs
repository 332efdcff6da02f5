// Builds static/{css,js}/*.{css,js,ts} into var/aset: one output per file at the top of those folders, the rest is
// imported by them; and of static/kader, the phone app, `main` (its CSS comes along) and the service worker. static/img and static/fonts are copied. Run by `./run`, with Node or deno.
import { build } from "esbuild";
import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import process from "node:process";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "..", "var", "aset");
const fresh = `${target}.baru`;

async function entries(folder, endings) {
  const path = join(here, folder);
  if (!existsSync(path)) return [];
  const names = await readdir(path, { withFileTypes: true });
  return names
    .filter((name) => name.isFile() && endings.some((ending) => name.name.endsWith(ending)))
    .map((name) => join(path, name.name));
}

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
await build({
  entryPoints: [
    ...(await entries("css", [".css"])),
    ...(await entries("js", [".js", ".ts", ".tsx"])),
    join(here, "kader", "main.tsx"),
    join(here, "kader", "sw.ts"),
  ],
  bundle: true,
  minify: true,
  outbase: here,
  outdir: fresh,
  target: ["es2020"],
  charset: "utf8",
  legalComments: "linked",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".svg": "file", ".woff2": "file", ".png": "file" },
  assetNames: "berkas/[name]-[hash]",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
});
for (const folder of ["img", "fonts"]) {
  if (existsSync(join(here, folder))) await cp(join(here, folder), join(fresh, folder), { recursive: true });
}
await rm(target, { recursive: true, force: true });
await rename(fresh, target);
