"""A sender in the Python standard library alone: JSON lines, in on stdin, out on stdout."""
import base64, http.client, json, os, re, ssl, sys, uuid
from xml.sax.saxutils import escape

CAPABILITIES = "toast tile raw param clear tile-id interval message-id os-version decisions https client-certificate".split()
HELLO = {"protocol": 1, "name": "example", "version": "1.0.0", "roles": ["sender"], "capabilities": CAPABILITIES}
TLS = ssl.create_default_context()  # trusts the authority in SSL_CERT_FILE
if identity := os.environ.get("MPNSPEC_IDENTITY_PEM"):
    TLS.load_cert_chain(identity)
TYPES = {"tile": 1, "toast": 2, "raw": 3}
TARGETS = {"tile": {"X-WindowsPhone-Target": "token"}, "toast": {"X-WindowsPhone-Target": "toast"}}
SINCE_7_1 = {"Param", "BackBackgroundImage", "BackTitle", "BackContent"}
DONE, DROP, GIVE_UP, REFUSED = ({"decision": name} for name in ("done", "drop", "give-up", "refused"))
SOON, IN_AN_HOUR = ({"decision": "retry", "after_seconds": seconds} for seconds in (240, 3600))
BY_NOTIFICATION_STATUS = {"received": DONE, "queuefull": SOON, "suppressed": GIVE_UP}
BY_CODE = {404: DROP, 406: IN_AN_HOUR, 412: IN_AN_HOUR, 503: SOON}

def encode(text):
    return escape(text, {"'": "&apos;", '"': "&quot;"})

def element(name, value):
    return f'<wp:{name} Action="Clear"/>' if value is None else f"<wp:{name}>{encode(value)}</wp:{name}>"

def may_not(kind, fields, os, octets):
    texts, param = [text for text in fields.values() if text], fields.get("Param") or "/"
    return (len(octets) > 3072 or not re.fullmatch("[0-9]{0,2}", fields.get("Count") or "")
            or kind == "toast" and not (fields.get("Text1") or fields.get("Text2"))
            or param[0] not in "/?" or len(encode(param)) > 256 or fields.get("BackgroundImage", "") is None
            or kind != "raw" and re.search(b"[\0-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]", octets)
            or os == "7.0" and any("://" in text and len(text) > 260 for text in texts))

def body(message, fields, os):
    inside = "".join(element(*field) for field in fields.items() if os != "7.0" or field[0] not in SINCE_7_1)
    tile_id = f' Id="{encode(message["id"])}"' if message.get("id") and os != "7.0" else ""
    name = message["kind"].capitalize()
    return ('<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">'
            f"<wp:{name}{tile_id}>{inside}</wp:{name}></wp:Notification>").encode()

def send(channel, notification=None, os="8.0", interval_seconds=0, message_id=None):
    if not notification or notification.keys() & {"template", "sound"}:
        return {"unimplemented": "sends raw, classic tiles, and toasts without sound"}
    toast = {name: notification[name.lower()] for name in ("Text1", "Text2", "Param") if name.lower() in notification}
    fields, kind = notification.get("properties", toast), notification["kind"]
    octets = base64.b64decode(notification["body_base64"]) if kind == "raw" else body(notification, fields, os)
    if may_not(kind, fields, os, octets):
        return REFUSED
    headers = {"Content-Type": "text/xml", "X-MessageID": message_id or str(uuid.uuid4()),
               "X-NotificationClass": str(TYPES[kind] + interval_seconds // 450 * 10), **TARGETS.get(kind, {})}
    scheme, host, path = channel.replace("://", "/", 1).split("/", 2)
    try:
        secure = scheme == "https"
        connection = (http.client.HTTPSConnection(host, timeout=15, context=TLS) if secure
                      else http.client.HTTPConnection(host, timeout=15))
        connection.request("POST", f"/{path}", octets, headers)
        answer = connection.getresponse()
    except OSError:
        return SOON
    status = answer.getheader("X-NotificationStatus", "").lower()
    return BY_NOTIFICATION_STATUS.get(status, GIVE_UP) if answer.status == 200 else BY_CODE.get(answer.status, GIVE_UP)

COMMANDS = {"hello": lambda **_: HELLO, "reset": lambda: {}, "settle": lambda: {}, "send": send}
for line in sys.stdin:
    reply = {"id": 0}
    try:
        reply["id"] = (call := json.loads(line)).pop("id")
        command = COMMANDS.get(call.pop("command"))
        reply |= command(**call) if command else {"unimplemented": "sends notifications, and nothing else"}
    except Exception as error:
        reply["error"] = repr(error)
    print(json.dumps(reply), flush=True)
