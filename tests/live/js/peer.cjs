// The independent client: obeys JSON lines on stdin, tells what happens in JSON lines on stdout.
"use strict";

const readline = require("node:readline");
const { io } = require("socket.io-client");

const sockets = new Map();
const mirrors = new Map();

function tell(what) {
  process.stdout.write(JSON.stringify(what) + "\n");
}

function connect({ name, url, auth, transports, headers }) {
  const socket = io(url, {
    // A function, as a screen has it: asked again at every reconnection.
    auth: (give) => give(auth ?? {}),
    transports: transports ?? ["websocket"],
    extraHeaders: headers,
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    timeout: 3000,
  });
  sockets.set(name, socket);
  socket.on("disconnect", (reason) => tell({ name, event: "disconnect", reason }));
  socket.on("connect", () => {
    tell({ name, event: "connect" });
    mirrors.get(name)?.cameBack();
  });
  socket.onAny((event, data) => {
    if (event === "change") mirrors.get(name)?.heard(data);
    tell({ name, event, data });
  });
  return new Promise((done) => {
    socket.once("connect", () => done({ ok: true }));
    socket.once("connect_error", (error) =>
      done({ ok: false, message: error.message, data: error.data, retries: socket.active }),
    );
  });
}

// What every screen does: one snapshot, then changes; a gap or a reconnection resumes.
class Mirror {
  constructor(socket, room) {
    this.socket = socket;
    this.room = room;
    this.cursor = null;
    this.things = new Map();
    this.early = [];
    this.resumes = 0;
    this.stale = 0;
    this.asking = null;
  }

  async start() {
    await this.ask("join", { room: this.room });
  }

  cameBack() {
    if (this.cursor !== null) this.ask("resume", { room: this.room, cursor: this.cursor });
  }

  async ask(what, payload) {
    this.asking ??= this.socket
      .timeout(8000)
      .emitWithAck(what, payload)
      .then((answer) => this.answered(answer))
      .catch(() => undefined)
      .finally(() => {
        this.asking = null;
        for (const change of this.early.splice(0)) this.heard(change);
      });
    await this.asking;
  }

  answered(answer) {
    if (!answer.ok) throw new Error(answer.code);
    if (answer.snapshot) {
      this.things = new Map(answer.snapshot.things.map((thing) => [thing.id, thing]));
    } else {
      for (const change of answer.changes) this.keep(change.data);
    }
    this.cursor = answer.cursor;
  }

  heard(change) {
    if (change.room !== this.room) return;
    if (this.asking) {
      this.early.push(change);
    } else if (change.seq > this.cursor) {
      if (change.prev === this.cursor) {
        this.keep(change.data);
        this.cursor = change.seq;
      } else {
        this.resumes += 1;
        this.ask("resume", { room: this.room, cursor: this.cursor });
      }
    }
  }

  keep(thing) {
    const known = this.things.get(thing.id);
    if (known && known.version >= thing.version) this.stale += 1;
    else this.things.set(thing.id, thing);
  }
}

const commands = {
  connect,
  async emit({ name, event, args }) {
    const socket = sockets.get(name);
    return { answer: await socket.timeout(10000).emitWithAck(event, ...args) };
  },
  async mirror({ name, room }) {
    const mirror = new Mirror(sockets.get(name), room);
    mirrors.set(name, mirror);
    await mirror.start();
    return { cursor: mirror.cursor };
  },
  async lose({ name, cursor }) {
    mirrors.get(name).cursor = cursor;
    return {};
  },
  async look({ name }) {
    const { cursor, things, resumes, stale } = mirrors.get(name);
    return { cursor, resumes, stale, things: [...things.values()] };
  },
  async close({ name }) {
    sockets.get(name).disconnect();
    sockets.delete(name);
    return {};
  },
};

readline.createInterface({ input: process.stdin }).on("line", async (line) => {
  const command = JSON.parse(line);
  try {
    tell({ reply: command.id, ...(await commands[command.do](command)) });
  } catch (error) {
    tell({ reply: command.id, failed: String(error) });
  }
});
process.stdin.on("end", () => process.exit(0));
