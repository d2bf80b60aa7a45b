"""Registers this device for notifications through the app's backend, after the C# sample for Windows Store apps."""
import http.client, json, os, threading, urllib.error, urllib.parse, urllib.request

PLATFORM = "mpns"
TIMEOUT = 5  # seconds

class RegistrationFailed(Exception):
    """The backend could not be reached, or did not do what it was asked for."""

class Settings:
    """The app's local settings: texts by name, kept in a JSON file."""

    def __init__(self, path):
        self._path, self._lock = path, threading.Lock()
        try:
            with open(path, encoding="utf-8") as file:
                self.values = json.load(file)
        except FileNotFoundError:
            self.values = {}

    def get(self, name):
        return self.values.get(name)

    def set(self, name, value):
        with self._lock:
            self._save({**self.values, name: value})

    def remove(self, name):
        with self._lock:
            self._save({other: value for other, value in self.values.items() if other != name})

    def _save(self, values):
        # Written beside it and moved: a crash must not leave half a file.
        with open(f"{self._path}.new", "w", encoding="utf-8") as file:
            json.dump(values, file)
        os.replace(f"{self._path}.new", self._path)
        self.values = values

class RegisterClient:
    def __init__(self, url, settings):
        self._url, self._settings = url, settings
        self._locks, self._locks_lock = {}, threading.Lock()

    def register(self, handle, tags, template=None):
        """Registers the device natively, or for one of the app's templates; each of these has an id of its own."""
        with self._lock_of(template):
            device = {"Platform": PLATFORM, "Handle": handle, "Tags": tags}
            if template:
                device["TemplateName"] = template
            status = self._update(self._id(template), device)
            if status == 410:  # the id has expired
                self._settings.remove(template or "")
                status = self._update(self._id(template), device)
            if not 200 <= status < 300:
                raise RegistrationFailed(f"the backend answered {status} to the registration")

    def _lock_of(self, template):
        # Two registrations at a time must not fetch two ids for the same thing.
        with self._locks_lock:
            return self._locks.setdefault(template, threading.Lock())

    def _id(self, template):
        name = template or ""
        if not self._settings.get(name):
            status, body = self._ask("POST", self._url, b"", "text/plain; charset=utf-8")
            if not 200 <= status < 300:
                raise RegistrationFailed(f"the backend answered {status} when asked for an id")
            try:
                new = json.loads(body)
            except ValueError as error:
                raise RegistrationFailed(f"the backend's id is no JSON: {error}") from error
            if not isinstance(new, str) or not new:
                raise RegistrationFailed(f"the backend's id is no text: {new!r}")
            self._settings.set(name, new)
        return self._settings.get(name)

    def _update(self, registration_id, device):
        url = f"{self._url}/{urllib.parse.quote(registration_id, safe='')}"
        return self._ask("PUT", url, json.dumps(device).encode(), "application/json; charset=utf-8")[0]

    def _ask(self, method, url, body, content_type):
        headers = {"Content-Type": content_type, "Accept": "application/json"}
        request = urllib.request.Request(url, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, b""
        except (OSError, http.client.HTTPException) as error:
            raise RegistrationFailed(f"no answer from the backend: {error!r}") from error
