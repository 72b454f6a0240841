// A picture made smaller on the phone, so that a weak signal carries it and what cameras hide in it
// stays behind.

const LONGEST_SIDE = 1600; // px: the city keeps no more
const QUALITY = 0.82;

/** Return a smaller JPEG; throws where the phone cannot draw it. */
export async function smaller(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const canvas = draw(image, image.width * scale, image.height * scale);
  image.close();
  const blob = await new Promise((give) => { canvas.toBlob(give, "image/jpeg", QUALITY); });
  if (!blob) throw new Error("not drawn");
  return blob;
}

/** What a made-smaller file is called. */
export const named = (file, blob) => (blob === file ? file.name : `${file.name.replace(/\.\w+$/, "")}.jpg`);

function draw(image, width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width), height: Math.round(height) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
