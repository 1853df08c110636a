import { beforeEach, describe, expect, it } from 'vitest';
import { DoorKeeper } from './door-keeper.ts';

let handed: string[];
let keeper: DoorKeeper<string>;

beforeEach(() => {
  handed = [];
  let next = 0;
  keeper = new DoorKeeper<string>({
    channel: () => {
      next += 1;
      return [`${next}a`, `${next}b`];
    },
    hand: (to, behind, port) => handed.push(`${to}→${behind}:${port}`),
  });
});

describe('DoorKeeper', () => {
  it('connects rooms in whatever order they come', () => {
    keeper.came('desk');
    expect(handed).toEqual([]);
    keeper.came('data');
    expect(handed).toEqual(['desk→data:1a', 'data→desk:1b']);
    keeper.came('phone');
    expect(handed.slice(2)).toEqual(['desk→phone:2a', 'phone→desk:2b', 'phone→data:3a', 'data→phone:3b']);
  });

  it('gives a room that came back new doors, and leaves the doors between the others alone', () => {
    for (const room of ['desk', 'phone', 'data'] as const) keeper.came(room);
    handed = [];
    keeper.left('desk');
    keeper.came('desk');
    expect(handed.map((text) => text.split(':')[0])).toEqual(['desk→data', 'data→desk', 'desk→phone', 'phone→desk']);
  });

  it('leaves the doors alone that nobody misses', () => {
    for (const room of ['desk', 'phone', 'data'] as const) keeper.came(room);
    handed = [];
    keeper.came('desk', ['data']);
    expect(handed.map((text) => text.split(':')[0])).toEqual(['desk→data', 'data→desk']);
  });

  it('hands nothing to a room that is away', () => {
    for (const room of ['desk', 'phone', 'data'] as const) keeper.came(room);
    handed = [];
    keeper.left('data');
    keeper.came('desk');
    expect(handed.map((text) => text.split(':')[0])).toEqual(['desk→phone', 'phone→desk']);
  });
});
