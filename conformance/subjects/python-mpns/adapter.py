"""Plays the role `sender` with the PyPI package python-mpns: JSON lines, in on stdin, out on stdout."""

import base64, json, os, sys
from importlib.metadata import version

import mpns

CAPABILITIES = ["toast", "tile", "raw", "param", "sound", "clear", "tile-id", "interval", "message-id",
                "decisions", "https", "client-certificate"]
DELAYS = {0: "DELAY_IMMEDIATE", 450: "DELAY_450S", 900: "DELAY_900S"}
# By wire name: the keys of the library's tile payload.
TILE = {"BackgroundImage": "background_image", "Count": "count", "Title": "title", "BackTitle": "back_title",
        "BackBackgroundImage": "back_background_image", "BackContent": "back_content"}

class Unimplemented(Exception):
    """The library has no way to do this."""

def request(notification):
    """The library's class for a notification, and the payload that it takes."""
    match notification:
        case {"kind": "raw", "body_base64": body}:
            return mpns.MPNSRaw, base64.b64decode(body)
        case {"kind": "toast", "sound": {"silent": _}}:
            raise Unimplemented("has no silent toast")
        case {"kind": "toast", **fields}:
            return mpns.MPNSToast, fields
        case {"kind": "tile", "template": str(template)}:
            raise Unimplemented(f"has no {template} tile")
        case {"kind": "tile", "properties": properties, **rest}:
            if alien := properties.keys() - TILE:
                raise Unimplemented(f"its tile has no {min(alien)}")
            payload = {TILE[name]: value for name, value in properties.items()}
            return mpns.MPNSTile, payload | ({"id": rest["id"]} if "id" in rest else {})
        case None:
            raise Unimplemented("sends nothing by itself")
    raise Unimplemented(f"cannot send {notification}")

def decision(status):
    if status.get("drop_subscription"):
        return {"decision": "drop"}
    if "backoff_seconds" in status:
        return {"decision": "retry", "after_seconds": status["backoff_seconds"]}
    return {"decision": "give-up" if "error" in status else "done"}

def send(call):
    library_class, payload = request(call.get("notification"))
    delay = getattr(library_class, DELAYS[call.get("interval_seconds", 0)])
    message = library_class(delay=delay)
    return decision(message.send(call["channel"], payload, message_id=call.get("message_id"),
                                 cert=os.environ.get("MPNSPEC_IDENTITY_PEM")))

def answer(call):
    match call["command"]:
        case "hello":
            return {"protocol": 1, "name": "python-mpns", "version": version("python-mpns"),
                    "roles": ["sender"], "capabilities": CAPABILITIES}
        case "reset" | "settle":
            return {}
        case "send":
            return send(call)
        case other:
            raise Unimplemented(f"has no {other}")

for line in sys.stdin:
    number = 0
    try:
        call = json.loads(line)
        number = call.get("id", 0)
        results = answer(call)
    except Unimplemented as why:
        results = {"unimplemented": str(why)}
    except Exception as error:  # whatever the library raises is reported, and the adapter goes on
        results = {"error": repr(error)}
    print(json.dumps({"id": number, **results}), flush=True)
