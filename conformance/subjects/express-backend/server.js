// An app backend that registers its users' devices with a notification hub, after the C# sample for ASP.NET Web API.
const crypto = require("node:crypto");
const express = require("express");
const hubs = require("@azure/notification-hubs");

// A real app has these in a database, with the passwords hashed. `adds` are tags that every registration of the user gets.
const USERS = {
  alice: { password: "wonderland", tags: ["user:alice", "news"], adds: ["username:alice"] },
  bob: { password: "builder", tags: ["user:bob", "news", "sports"], adds: ["username:bob"] },
};

// A device waits for each of these calls and knows best whether to try again, so nothing is retried here.
function connect(connectionString, hubName) {
  return new hubs.NotificationHubsClient(connectionString, hubName, { retryOptions: { maxRetries: 0 } });
}
const LIMITS = { requestOptions: { timeout: 5000 } }; // the SDK has none of its own

const digest = (text) => crypto.createHash("sha256").update(text).digest();

function authenticate(req, res, next) {
  const [, credentials = ""] = /^Basic +(\S+)$/i.exec(req.get("Authorization") ?? "") ?? [];
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(credentials, "base64").toString()) ?? [];
  const user = Object.hasOwn(USERS, name) && USERS[name];
  if (!user || !crypto.timingSafeEqual(digest(user.password), digest(password))) {
    return res.set("WWW-Authenticate", 'Basic realm="register"').status(401).json({ error: "who are you?" });
  }
  req.user = user;
  next();
}

function registrationFor(platform, handle) {
  switch (platform) {
    case "mpns":
      return { kind: "Mpns", channelUri: handle }; // the SDK has a type for it, but no function
    case "wns":
      return hubs.createWindowsRegistrationDescription({ channelUri: handle });
    case "apns":
      return hubs.createAppleRegistrationDescription({ deviceToken: handle });
    case "gcm":
      return hubs.createFcmLegacyRegistrationDescription({ gcmRegistrationId: handle });
  }
}

function createApp(hub) {
  const app = express();
  const api = express.Router();
  app.use("/api/register", authenticate, express.json(), api);

  // The SDK puts ids into a path as they are.
  api.param("id", (req, res, next, id) => (/^[\w-]+$/.test(id) ? next() : res.status(400).json({ error: "not an id" })));

  // Creates a registration id.
  api.post("/", async (req, res) => {
    res.json(await hub.createRegistrationId(LIMITS));
  });

  // Creates or updates the registration at that id.
  api.put("/:id", async (req, res) => {
    const { Platform, Handle, Tags } = req.body ?? {};
    const isText = (value) => typeof value === "string" && value !== "";
    if (!isText(Handle) || !Array.isArray(Tags) || !Tags.every(isText)) {
      return res.status(400).json({ error: "expected Platform, Handle and Tags" });
    }
    const registration = registrationFor(Platform, Handle);
    if (!registration) return res.status(400).json({ error: "unknown platform" });
    if ("channelUri" in registration && !URL.canParse(Handle)) return res.status(400).json({ error: "not a channel URI" });
    const forbidden = Tags.find((tag) => !req.user.tags.includes(tag) && !req.user.adds.includes(tag));
    if (forbidden) return res.status(403).json({ error: `you may not have the tag ${forbidden}` });

    const tags = [...new Set([...Tags, ...req.user.adds])];
    await hub.createOrUpdateRegistration({ ...registration, registrationId: req.params.id, tags }, LIMITS);
    res.sendStatus(204);
  });

  api.delete("/:id", async (req, res) => {
    try {
      await hub.deleteRegistration(req.params.id, LIMITS);
    } catch (error) {
      if (error.statusCode !== 404) throw error; // what is not there needs no deleting
    }
    res.sendStatus(204);
  });

  app.use((error, req, res, next) => {
    if (error.status) return res.status(error.status).json({ error: error.message }); // Express's own: the request is bad
    console.error(`${req.method} ${req.originalUrl}: ${error.message ?? JSON.stringify(error)}`);
    if (error.name === "AbortError") return res.status(504).json({ error: "the hub did not answer" });
    if (!hubs.isRestError(error)) return res.status(500).json({ error: "internal error" });
    switch (error.statusCode) {
      case 410: // the device has to ask for a new id
        return res.status(410).json({ error: "this id is gone" });
      case 400:
        return res.status(400).json({ error: "the hub refuses this registration" });
      case 429:
      case 503: {
        const retryAfter = error.response?.headers.get("Retry-After");
        if (retryAfter) res.set("Retry-After", retryAfter);
        return res.status(503).json({ error: "the hub is busy" });
      }
      default: // our own key, name or address may be wrong, which is not the device's business
        return res.status(502).json({ error: "the hub failed" });
    }
  });
  return app;
}

// Adds a tag to every registration that has another one, such as a user's.
async function addTag(hub, byTag, tag) {
  for await (const found of hub.listRegistrationsByTag(byTag, { top: 100, ...LIMITS })) {
    await addTagTo(hub, found, tag);
  }
}

async function addTagTo(hub, registration, tag, tries = 5) {
  const tags = registration.tags ?? [];
  if (tags.includes(tag)) return;
  const id = registration.registrationId;
  try {
    await hub.updateRegistration({ ...registration, tags: [...tags, tag] }, LIMITS);
  } catch (error) {
    if (error.statusCode === 404) return; // deleted in the meantime
    if (error.statusCode !== 412 || tries === 1) throw error;
    await addTagTo(hub, await hub.getRegistration(id, LIMITS), tag, tries - 1); // changed in the meantime
  }
}

module.exports = { addTag, connect, createApp };

if (require.main === module) {
  const hub = connect(process.env.HUB_CONNECTION_STRING, process.env.HUB_NAME);
  createApp(hub).listen(process.env.PORT ?? 3000);
}
