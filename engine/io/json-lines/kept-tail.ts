/** The last words of a stream: as much as a person reads, however much was written. */

export class KeptTail {
  private readonly characters: number;
  private kept = "";

  constructor(characters: number) {
    this.characters = characters;
  }

  add(bytes: Buffer): void {
    this.kept = (this.kept + bytes.toString("utf8")).slice(-this.characters);
  }

  get text(): string {
    return this.kept.trim();
  }
}
