// Plays the role `backend` with the Express app of server.js: one JSON object a line, in on stdin, out on stdout.
const { once } = require("node:events");
const http = require("node:http");
const readline = require("node:readline");
const { addTag, connect, createApp } = require("./server.js");
const { version } = require("@azure/notification-hubs/package.json");

const hub = connect(process.env.MPNSPEC_HUB_CONNECTION_STRING, process.env.MPNSPEC_HUB_NAME);
const server = http.createServer(createApp(hub));

let underWay = 0;
server.prependListener("request", (request, response) => {
  underWay += 1;
  response.once("close", () => {
    underWay -= 1;
    if (underWay === 0) server.emit("idle");
  });
});

const COMMANDS = {
  hello: () => ({
    protocol: 1,
    name: "express-backend",
    version,
    roles: ["backend"],
    capabilities: ["add-tag"],
    url: `http://127.0.0.1:${server.address().port}/api/register`,
  }),
  reset: () => ({}), // it keeps nothing: ids live on the devices, registrations in the hub
  settle: async () => {
    if (underWay > 0) await once(server, "idle");
    return {};
  },
  "add-tag": async ({ by_tag, tag }) => {
    await addTag(hub, by_tag, tag);
    return {};
  },
};

async function main() {
  await once(server.listen(0, "127.0.0.1"), "listening");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let id = 0;
    let results;
    try {
      const call = JSON.parse(line);
      id = call.id ?? 0;
      if (typeof call.command !== "string") throw new Error(`expected a command, but found \`${line}\``);
      const known = Object.hasOwn(COMMANDS, call.command);
      results = known ? await COMMANDS[call.command](call) : { unimplemented: `has no ${call.command}` };
    } catch (error) {
      results = { error: String(error) };
    }
    process.stdout.write(`${JSON.stringify({ id, ...results })}\n`);
  }
  process.exit(); // connections that the suite keeps alive would hold the server back
}

main();
