/** Requests to the server that served the page. */

/** What the server says is wrong with a request: a sentence to show. */
export class Rejected extends Error {}

async function answer(response: Response): Promise<Response> {
  if (response.ok) return response;
  let message = `${response.status} ${response.statusText}`;
  try {
    message = ((await response.json()) as { message: string }).message;
  } catch {
    // Not from our server: its status is all there is.
  }
  throw new Rejected(message);
}

function address(path: string, query: Record<string, string>): string {
  const words = new URLSearchParams(query).toString();
  return words ? `/api/${path}?${words}` : `/api/${path}`;
}

/** Asks the server; one that has ended is named. */
export async function ask(path: string, query: Record<string, string>, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address(path, query), init);
  } catch (problem) {
    if ((problem as Error).name === 'AbortError') throw problem;
    throw new Rejected('The server does not answer: start ./rawline serve again, then reload this page.');
  }
  return answer(response);
}

/** Reads an object. */
export async function get<T>(path: string, query: Record<string, string> = {}): Promise<T> {
  return (await ask(path, query)).json() as Promise<T>;
}

function sent(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Sends an object, and reads one. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  return (await ask(path, {}, sent(body))).json() as Promise<T>;
}

/**
 * Sends an object, and reads bytes: into one buffer, which is sooner full than that of arrayBuffer(); into a
 * given one if it is as long.
 */
export async function postForBytes(path: string, body: unknown, into?: ArrayBuffer): Promise<ArrayBuffer> {
  const response = await ask(path, {}, sent(body));
  const length = Number(response.headers.get('Content-Length'));
  const reader = response.body!.getReader({ mode: 'byob' });
  let buffer = into?.byteLength === length ? into : new ArrayBuffer(length);
  for (let at = 0; at < length; ) {
    const { value, done } = await reader.read(new Uint8Array(buffer, at));
    if (done) throw new Error('the server has ended: start it again');
    buffer = value.buffer;
    at += value.byteLength;
  }
  return buffer;
}

/** Sends a file, and reads an object. */
export async function upload<T>(path: string, query: Record<string, string>, file: Blob): Promise<T> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return (await ask(path, query, { method: 'POST', headers, body: file })).json() as Promise<T>;
}

/** Listens to events of the server until the function that it returns is called. */
export function listen<T>(path: string, query: Record<string, string>, take: (event: T) => void): () => void {
  const source = new EventSource(address(path, query));
  source.onmessage = message => take(JSON.parse(message.data as string) as T);
  return () => source.close();
}
