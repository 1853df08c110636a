export type Room = 'desk' | 'phone' | 'data';

/** Hands one end of a new channel to a room; the message of the contract names the room behind it. */
export interface DoorTransport<Port> {
  channel(): readonly [Port, Port];
  hand(to: Room, behind: Room, port: Port): void;
}

const pairs: readonly (readonly [Room, Room])[] = [['desk', 'data'], ['desk', 'phone'], ['phone', 'data']];

/**
 * Knows which rooms are there and gives every pair of them a fresh channel whenever one of the two has come
 * (again). A room that comes back always gets new doors: the old ones died with its former self.
 */
export class DoorKeeper<Port> {
  private readonly present = new Set<Room>();
  private readonly transport: DoorTransport<Port>;

  constructor(transport: DoorTransport<Port>) {
    this.transport = transport;
  }

  /** The room asked for its doors, or said it is ready. `only` = the rooms it misses a door to; the other doors live on. */
  came(room: Room, only?: readonly Room[]): void {
    this.present.add(room);
    for (const [one, other] of pairs) {
      if ((one !== room && other !== room) || !this.present.has(one) || !this.present.has(other)) continue;
      if (only?.includes(one === room ? other : one) === false) continue;
      const [a, b] = this.transport.channel();
      this.transport.hand(one, other, a);
      this.transport.hand(other, one, b);
    }
  }

  /** The room crashed, reloads or stops; it gets nothing until it comes again. */
  left(room: Room): void {
    this.present.delete(room);
  }

  isPresent(room: Room): boolean {
    return this.present.has(room);
  }
}
