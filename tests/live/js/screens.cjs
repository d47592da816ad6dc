// Many screens in one room: `node screens.cjs URL ROOM COUNT TOKEN`; tells when each push came.
"use strict";

const { io } = require("socket.io-client");

const [url, room, count, token] = process.argv.slice(2);
const wanted = Number(count);
const arrivals = new Map();

function now() {
  return performance.timeOrigin + performance.now();
}

function arrived(change) {
  const at = now();
  const times = arrivals.get(change.data.id) ?? [];
  arrivals.set(change.data.id, times);
  times.push(at);
  if (times.length === wanted) {
    process.stdout.write(JSON.stringify({ id: change.data.id, times }) + "\n");
    arrivals.delete(change.data.id);
  }
}

async function screen() {
  const socket = io(url, { auth: { token }, transports: ["websocket"], forceNew: true });
  socket.on("change", arrived);
  await new Promise((done, failed) => {
    socket.once("connect", done);
    socket.once("connect_error", failed);
  });
  const answer = await socket.timeout(30000).emitWithAck("join", { room });
  if (!answer.ok) throw new Error(answer.code);
}

async function main() {
  for (let opened = 0; opened < wanted; opened += 25) {
    await Promise.all(Array.from({ length: Math.min(25, wanted - opened) }, screen));
  }
  process.stdout.write(JSON.stringify({ ready: wanted }) + "\n");
}

main().catch((error) => {
  process.stderr.write(String(error) + "\n");
  process.exit(1);
});
process.stdin.on("end", () => process.exit(0)).resume();
