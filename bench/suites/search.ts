/** Search as the app does it: a mutation that counts the wish, and the query that answers it. */
import type { BenchProcess } from "../childProcess.ts";
import type { Figure } from "../figures.ts";
import { searchWords } from "../people.ts";
import type { SearchWish } from "../searcher.ts";
import type { Site } from "../site.ts";
import { percentile } from "../statistics.ts";

/** Each person may ask 40 times at once. */
const SEARCHES_EACH = 18;
const WARM_UP_EACH = 2;

/** Two words: in all rooms of a person, the latest 50 of them looked into, and in one room. */
export async function timeSearches(load: BenchProcess, site: Site): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const inRoom of [false, true]) {
    const times: number[] = [];
    for (let turn = 0; turn < SEARCHES_EACH; turn++) {
      for (let person = 0; person < site.people; person++) {
        const number = turn * site.people + person;
        const text = searchWords(number);
        const roomId = site.rooms[number % site.rooms.length]!;
        const wish: SearchWish = inRoom ? { text, roomId } : { text };
        const ms = await load.call<number>("search", { name: site.readerOf(person), wish });
        if (turn >= WARM_UP_EACH) times.push(ms);
      }
    }
    figures.push(...figuresOf(site.messages, inRoom, times));
  }
  return figures;
}

function figuresOf(messages: number, inRoom: boolean, times: number[]): Figure[] {
  const name = `search.${inRoom ? "room." : ""}${messages}`;
  const isLarge = messages >= 1_000_000;
  return [
    {
      name: `${name}.p50_ms`,
      value: percentile(times, 0.5),
      unit: "ms",
      ...(isLarge ? {} : { atMost: 2 }),
    },
    {
      name: `${name}.p99_ms`,
      value: percentile(times, 0.99),
      unit: "ms",
      ...(isLarge ? { atMost: 100 } : {}),
    },
  ];
}
