/** Sends as many as each line asks for, 32 in flight, with web-push as its readme says. */
"use strict";
const fs = require("node:fs");
const https = require("node:https");
const readline = require("node:readline");
const webpush = require("web-push");

const IN_FLIGHT = 32;
const task = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const payload = Buffer.from("{}".padEnd(1024));
const options = {
  vapidDetails: { subject: task.contact, publicKey: task.public, privateKey: task.private },
  TTL: 3600,
  urgency: "normal",
  topic: "t".repeat(24),
  agent: new https.Agent({ keepAlive: true, maxSockets: IN_FLIGHT }),
};
const subscriptions = task.phones.map(({ endpoint, p256dh, auth }) => ({
  endpoint,
  keys: { p256dh, auth },
}));
let turn = 0;

async function send(count) {
  const until = turn + count;
  const one = async () => {
    while (turn < until) {
      await webpush.sendNotification(subscriptions[turn++ % subscriptions.length], payload, options);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const count = Number(line);
    const [cpu, wall] = [process.cpuUsage(), process.hrtime.bigint()];
    await send(count);
    const used = process.cpuUsage(cpu);
    const took = Number(process.hrtime.bigint() - wall) / 1e9;
    console.log(`${count} ${(used.user + used.system) / 1e6} ${took}`);
  }
}

main();
