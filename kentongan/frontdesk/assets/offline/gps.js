// Where a photo was taken, read on the phone from a JPEG's own notes (Exif 2.32, GPS IFD). Only
// the beginning of the file is looked at; nothing is sent anywhere.

const HEAD = 256 * 1024; // bytes: the notes stand before the picture
const [APP1, SCAN, GPS_IFD] = [0xffe1, 0xffda, 0x8825];

/** Return [latitude, longitude] in degrees, or null. */
export async function placeOf(file) {
  try {
    const view = new DataView(await file.slice(0, HEAD).arrayBuffer());
    return view.getUint16(0) === 0xffd8 ? fromJpeg(view) : null;
  } catch {
    return null; // cut short or not what it says: then the photo tells no place
  }
}

function fromJpeg(view) {
  for (let at = 2; at + 10 < view.byteLength;) {
    const marker = view.getUint16(at);
    if (marker === APP1 && view.getUint32(at + 4) === 0x45786966) return fromExif(view, at + 10);
    if (marker === SCAN || (marker & 0xff00) !== 0xff00) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function fromExif(view, start) {
  const little = view.getUint16(start) === 0x4949;
  const long = (at) => view.getUint32(at, little);
  const entries = (offset) => {
    const found = new Map();
    const count = view.getUint16(start + offset, little);
    for (let at = start + offset + 2, n = 0; n < count; n += 1, at += 12) found.set(view.getUint16(at, little), at + 8);
    return found;
  };
  const pointer = entries(long(start + 4)).get(GPS_IFD);
  if (!pointer) return null;
  const gps = entries(long(pointer));
  const degrees = (name, negative) => {
    const parts = [0, 8, 16].map((skip) => start + long(gps.get(name)) + skip).map((at) => long(at) / long(at + 4));
    const whole = parts[0] + parts[1] / 60 + parts[2] / 3600;
    return String.fromCharCode(view.getUint8(gps.get(name - 1))) === negative ? -whole : whole;
  };
  if (![1, 2, 3, 4].every((name) => gps.has(name))) return null;
  const [lat, lon] = [degrees(2, "S"), degrees(4, "W")];
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat || lon); // 0, 0 is "unknown"
  return isPlace ? [lat, lon].map((each) => Number(each.toFixed(6))) : null;
}
