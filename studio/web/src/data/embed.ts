import { ask } from '../api.js';
import type { SentColumn } from './table.js';

/** An event while a model places samples: how far it is, its result, or what is wrong. */
export interface EmbeddingEvent {
  task?: string;
  done?: number;
  total?: number;
  columns?: SentColumn[];
  note?: string;
  problem?: string;
}

/** Has a model place samples; events that a browser would ask for again are read once. */
export async function embed(
  query: Record<string, string>, signal: AbortSignal, take: (event: EmbeddingEvent) => void,
): Promise<void> {
  const response = await ask('data/embedding', query, { signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const events = text.split(/\n\n/);
    text = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('');
      if (data) take(JSON.parse(data) as EmbeddingEvent);
    }
  }
}
