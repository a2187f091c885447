import { isUtf8 } from 'node:buffer';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The requests exactly as they were sent, for WireCapturesTest to send again. */
export function writeFixture(directory, { name, who, requests }) {
  mkdirSync(directory, { recursive: true });
  const fixture = {
    who,
    requests: requests.map(({ method, path, rawHeaders, body }) => ({
      method,
      path,
      headers: pairs(rawHeaders),
      ...asSent(body),
    })),
  };
  writeFileSync(join(directory, `${name}.wire.json`), JSON.stringify(fixture, null, 2) + '\n');
}

function asSent(body) {
  return isUtf8(body) ? { text: body.toString() } : { base64: body.toString('base64') };
}

function pairs(raw) {
  const all = [];
  for (let i = 0; i < raw.length; i += 2) all.push([raw[i], raw[i + 1]]);
  return all;
}
