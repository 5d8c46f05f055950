"""Calls to AWS that only read: whole answers, each written, and each failure noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mskguard.record import record
from mskguard.snapshot.folder import Folder

MOST_ATTEMPTS = 10
Answer = Mapping[str, Any]


class NoAccess(Exception):
    """AWS cannot be asked at all: no credentials, no region; the message says what is missing."""


@record(frozen=True, slots=True)
class Target:
    """Which account and region to ask, and about which cluster; None asks about all of them."""

    profile: str | None = None
    region: str | None = None
    cluster: str | None = None


class Calls:
    """One run's calls. A call that fails is noted, and the run goes on without its answer."""

    def __init__(self, target: Target, folder: Folder, tell: Callable[[str], None]) -> None:
        """Raises `NoAccess`."""
        from boto3.session import Session
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError

        self.folder = folder
        self.asked: dict[str, None] = {}
        self.failed: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self._tell = tell
        self._clients: dict[str, Any] = {}
        self._config = Config(
            retries={"mode": "adaptive", "max_attempts": MOST_ATTEMPTS},
            user_agent_extra="mskguard",
        )
        try:
            self._session = Session(profile_name=target.profile, region_name=target.region)
        except BotoCoreError as error:
            raise NoAccess(str(error)) from error
        if self._session.region_name is None:
            raise NoAccess("no region is given: --region says which one to ask")
        self.region: str = self._session.region_name

    def account(self) -> str:
        """The account that is asked. Raises `NoAccess`."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._client("sts").get_caller_identity()
        except (BotoCoreError, ClientError) as error:
            raise NoAccess(str(error)) from error
        return str(answer["Account"])

    def ask(
        self,
        command: str,
        name: str = "",
        *,
        about: str = "",
        none: tuple[str, ...] = (),
        keep: Callable[[dict[str, Any]], dict[str, Any]] = lambda answer: answer,
        **arguments: Any,
    ) -> Answer:
        """The whole answer to `service command`, all of its pages; written, empty where it failed.

        `about` is an ARN or id that the answer itself leaves out. `none` are the errors that say
        that there is nothing. `keep` leaves out what is not needed.
        """
        from botocore.exceptions import BotoCoreError, ClientError

        service, _, operation = command.partition(" ")
        self._tell(f"{command} {name}".strip())
        self.asked[command] = None
        try:
            answer = self._whole(service, operation.replace("-", "_"), arguments)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            if code not in none:
                self._note(command, name, code or str(error))
            return {}
        except BotoCoreError as error:
            self._note(command, name, type(error).__name__)
            return {}
        kept = keep(dict(answer))
        file = self.folder.write(command, name, kept)
        if about:
            self.about[file] = about
        return kept

    def _whole(self, service: str, method: str, arguments: dict[str, Any]) -> Answer:
        client = self._client(service)
        if client.can_paginate(method):
            pages = client.get_paginator(method).paginate(**arguments)
            found: dict[str, Any] = pages.build_full_result()
            return found
        answer: Answer = getattr(client, method)(**arguments)
        return answer

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self._session.client(service, config=self._config)
        return self._clients[service]

    def _note(self, command: str, name: str, why: str) -> None:
        """A failed call: of several on one command the first says why."""
        self._tell(f"{command} {name}: {why}".replace(" :", ":"))
        self.failed.setdefault(command, why)

    @property
    def complete(self) -> list[str]:
        """The commands of which every call was answered."""
        return [command for command in self.asked if command not in self.failed]
