// Plays the role `sender` with the npm package mpns: one JSON object a line, in on stdin, out on stdout.
const readline = require("node:readline");
const mpns = require("mpns");
const { version } = require("mpns/package.json");
const identity = process.env.MPNSPEC_IDENTITY_PEM && require("node:fs").readFileSync(process.env.MPNSPEC_IDENTITY_PEM);
const CAPABILITIES = ["toast", "tile", "raw", "flip", "iconic", "param", "clear", "tile-id", "decisions", "https",
  "client-certificate"];
// By template: the library's function and the names of the options that it takes.
const TILES = {
  classic: [mpns.sendTile, mpns.Properties.tile],
  flip: [mpns.sendFlipTile, mpns.Properties.flipTile],
  iconic: [mpns.sendIconicTile, mpns.Properties.iconicTile],
};

// What to call and with which options, or why the library cannot send this.
function request({ notification, interval_seconds, message_id }) {
  if (!notification) return { unimplemented: "sends nothing by itself" };
  if (interval_seconds) return { unimplemented: "has no batching interval but immediate" };
  if (message_id) return { unimplemented: "has no message id" };
  const { kind, template, id, properties, body_base64, ...fields } = notification;
  if (kind === "raw") return { send: mpns.sendRaw, options: { payload: Buffer.from(body_base64, "base64") } };
  if (kind === "toast") {
    return fields.sound ? { unimplemented: "has no toast sound" } : { send: mpns.sendToast, options: fields };
  }
  if (kind !== "tile") return { unimplemented: `has no kind ${kind}` };
  if (!TILES[template ?? "classic"]) return { unimplemented: `has no template ${template}` };
  const [send, known] = TILES[template ?? "classic"];
  const options = id === undefined ? {} : { id };
  for (const [name, value] of Object.entries(properties)) options[name[0].toLowerCase() + name.slice(1)] = value;
  const alien = Object.keys(options).find((name) => !known.includes(name));
  return alien ? { unimplemented: `its tile has no option ${alien}` } : { send, options };
}

function decision(err) {
  if (!err) return { decision: "done" };
  if (err.shouldDeleteChannel) return { decision: "drop" };
  if (err.minutesToDelay) return { decision: "retry", after_seconds: err.minutesToDelay * 60 };
  return { decision: "give-up" };
}

function send(call) {
  const { send, options, unimplemented } = request(call);
  if (unimplemented) return { unimplemented };
  return new Promise((resolve, reject) => {
    try {
      send(call.channel, { ...options, cert: identity, key: identity }, (err) => resolve(decision(err)));
    } catch (error) {
      // The library's own checks throw a plain Error; anything else is a breakdown.
      if (error.constructor === Error && !error.code) resolve({ decision: "refused" });
      else reject(error);
    }
  });
}

const COMMANDS = {
  hello: () => ({ protocol: 1, name: "npm mpns", version, roles: ["sender"], capabilities: CAPABILITIES }),
  reset: () => ({}),
  settle: () => ({}), // calls are answered one after the other, so no send is in flight here
  send,
};

async function main() {
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
}

main();
