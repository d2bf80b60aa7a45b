"""Plays the role `device` with the client of client.py: JSON lines, in on stdin, out on stdout."""
import json, os, sys, tempfile
from concurrent.futures import ThreadPoolExecutor

from client import RegisterClient, RegistrationFailed, Settings

HELLO = {"protocol": 1, "name": "python-device", "version": "1.0.0", "roles": ["device"],
         "capabilities": ["stored", "restart", "templates", "together", "timeout"]}

class Device:
    """One device: its storage, and the app that runs on it."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "settings.json")
        self.restart()

    def restart(self):
        self.settings, self.clients = Settings(self.path), {}
        return {}

    def reset(self):
        if os.path.exists(self.path):
            os.remove(self.path)
        return self.restart()

    def stored(self):
        return {"ids": Settings(self.path).values}  # read anew: what the app remembers is not asked for

    def register(self, backend, handle, tags, template=None):
        client = self.clients.setdefault(backend, RegisterClient(backend, self.settings))
        try:
            client.register(handle, tags, template)
        except RegistrationFailed as error:
            return {"outcome": "failed", "why": str(error)}
        return {"outcome": "registered"}

    def register_together(self, registrations):
        with ThreadPoolExecutor(max(1, len(registrations))) as threads:
            return {"outcomes": list(threads.map(lambda one: self.register(**one), registrations))}

with tempfile.TemporaryDirectory() as folder:
    device = Device(folder)
    COMMANDS = {"hello": lambda **_: HELLO, "settle": lambda: {},  # nothing goes on after a reply
                "reset": device.reset, "restart": device.restart, "stored": device.stored,
                "register": device.register, "register-together": device.register_together}
    for line in sys.stdin:
        reply = {"id": 0}
        try:
            reply["id"] = (call := json.loads(line)).pop("id")
            name = call.pop("command")
            command = COMMANDS.get(name)
            reply |= command(**call) if command else {"unimplemented": f"has no {name}"}
        except Exception as error:
            reply["error"] = repr(error)
        print(json.dumps(reply), flush=True)
