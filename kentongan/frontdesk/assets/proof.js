// Checks a proof in the reader's own browser: RFC 6962 paths, the seals' hashes and signatures.

const text = new TextEncoder();
const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
const bytes = (told) => Uint8Array.from(told.match(/../g) ?? [], (two) => parseInt(two, 16));

async function hash(...parts) {
  const joined = new Uint8Array(await new Blob(parts).arrayBuffer());
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined));
}

async function climb(leaf, index, size, beside) {
  let found = leaf;
  let step = index;
  let last = size - 1;
  for (const other of beside) {
    if (last === 0) return null;
    if (step % 2 || step === last) {
      found = await hash(Uint8Array.of(1), other, found);
      while (step % 2 === 0 && step) [step, last] = [step >> 1, last >> 1];
    } else {
      found = await hash(Uint8Array.of(1), found, other);
    }
    [step, last] = [step >> 1, last >> 1];
  }
  return last === 0 && index < size ? hex(found) : null;
}

async function isSigned(seal) {
  let key;
  try {
    key = await crypto.subtle.importKey("raw", bytes(seal.key), "Ed25519", false, ["verify"]);
  } catch {
    return null; // an older browser
  }
  return crypto.subtle.verify("Ed25519", key, bytes(seal.signature), text.encode(seal.header));
}

async function checkSeal(seal) {
  const header = JSON.parse(seal.header);
  const fits = hex(await hash(text.encode(seal.header))) === seal.digest && header.key === seal.key;
  return { header, fits, signed: await isSigned(seal) };
}

async function checkEntry(entry, seals) {
  const header = seals[entry.seal]?.header;
  if (!header || header.number !== entry.seal) return false;
  const leaf = await hash(Uint8Array.of(0), text.encode(entry.text));
  return (await climb(leaf, entry.index, header.count, entry.path.map(bytes))) === header.root;
}

async function publishedLikewise(seals) {
  for (const number of Object.keys(seals)) {
    const answer = await fetch(`/jurnal/segel.json?setelah=${number - 1}`);
    if (!answer.ok) return null;
    const [first] = (await answer.json()).seals;
    if (!first || first.digest !== seals[number].digest) return false;
  }
  return true;
}

async function check(proof) {
  const seals = {};
  for (const [number, seal] of Object.entries(proof.seals)) {
    seals[number] = { ...(await checkSeal(seal)), digest: seal.digest };
  }
  const rows = [];
  for (const entry of proof.entries) {
    const told = JSON.parse(entry.text);
    const seal = seals[entry.seal];
    const fits = Boolean(seal?.fits && seal.signed !== false && (await checkEntry(entry, seals)));
    rows.push({ fits, at: told.at, kind: told.kind, seal: entry.seal });
  }
  const unsigned = Object.values(seals).some((seal) => seal.signed === null);
  return { rows, unsigned, published: await publishedLikewise(seals).catch(() => null) };
}

function cell(words) {
  const made = document.createElement("td");
  made.textContent = words;
  return made;
}

function draw(shown, proof, found) {
  const notes = [];
  const say = (word, count) => notes.push(shown.dataset[word].replace("#", count));
  const good = found.rows.length > 0 && found.rows.every((row) => row.fits) && !proof.broken;
  const said = document.getElementById("proof-said");
  const genuine = good && found.published !== false;
  said.textContent = shown.dataset[genuine ? "good" : "bad"].replace("#", found.rows.length);
  said.className = `state ${genuine ? "well" : "late"}`;
  if (found.published !== null) say(found.published ? "published" : "unpublished");
  if (found.unsigned) say("unsigned");
  if (proof.waiting) say("waiting", proof.waiting);
  if (proof.broken) say("broken", proof.broken);
  const lines = notes.map((words) => Object.assign(document.createElement("li"), { textContent: words }));
  document.getElementById("proof-notes").replaceChildren(...lines);
  const words = JSON.parse(shown.dataset.words);
  const rows = found.rows.map((row) => {
    const line = document.createElement("tr");
    const when = new Date(row.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short", timeZone: shown.dataset.zone });
    line.append(cell(row.fits ? "✓" : "✗"), cell(when), cell(words[row.kind] ?? row.kind), cell(row.seal));
    return line;
  });
  document.getElementById("proof-rows").replaceChildren(...rows);
  document.getElementById("proof-table").hidden = rows.length === 0;
}

document.getElementById("proof-file")?.addEventListener("change", async (event) => {
  const shown = document.getElementById("proof");
  const [file] = event.target.files;
  if (!file) return;
  shown.hidden = false;
  try {
    const proof = JSON.parse(await file.text());
    draw(shown, proof, await check(proof));
  } catch {
    document.getElementById("proof-said").textContent = shown.dataset.unreadable;
    document.getElementById("proof-said").className = "state late";
    document.getElementById("proof-notes").replaceChildren();
    document.getElementById("proof-rows").replaceChildren();
    document.getElementById("proof-table").hidden = true;
  }
});
