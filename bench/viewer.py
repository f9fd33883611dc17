"""A viewer of the dashboard without a browser: a client with the protocol of Streamlit's page.

It requests runs of the script like the page, and tells the server which large messages it has
cached, so that the server does not send them again. It counts the messages of each run. This
measures the server alone, without the work of a browser on the same machine.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

# The page drops a cached message after this many runs without it (`global.maxCachedMessageAge`).
MOST_AGE = 2
PATIENCE_S = 30.0


@dataclass(slots=True)
class Answer:
    """One run: milliseconds from the request to the end, messages, their bytes, the largest one.

    `counts` are the numbers of messages by kind of element.
    """

    ms: float = 0.0
    messages: int = 0
    bytes: int = 0
    largest: int = 0
    counts: Counter[str] = field(default_factory=Counter)


class Viewer:
    """One session. `async with Viewer(address) as viewer` opens it."""

    def __init__(self, address: str) -> None:
        self._address = address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket: ClientConnection | None = None
        self._ids: dict[str, str] = {}
        self._cached: dict[str, int] = {}
        self._states: dict[str, WidgetState] = {}
        self._script = ""

    async def __aenter__(self) -> Self:
        await self.enter()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    async def enter(self) -> None:
        """Connect. The script runs only after `open`."""
        self._socket = await connect(self._address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]

    async def leave(self) -> None:
        """Disconnect, like a closed window."""
        if self._socket is not None:
            await self._socket.close()

    async def open(self) -> Answer:
        """Request the first run, like a page that opens."""
        return await self._request_run()

    async def days(self, *numbers: int) -> Answer:
        """Filter by days, like a click on one of the buttons."""
        state = WidgetState(id=self._ids["days"])
        state.string_array_value.data.extend(str(number) for number in numbers)
        self._states["days"] = state
        return await self._request_run()

    async def _request_run(self) -> Answer:
        assert self._socket is not None
        request = BackMsg()
        run = request.rerun_script
        run.page_script_hash = self._script
        run.cached_message_hashes.extend(self._cached)
        run.widget_states.widgets.extend(self._states.values())
        answer = Answer()
        begun = time.perf_counter()
        await self._socket.send(request.SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            while await self._receive(answer):
                pass
        answer.ms = (time.perf_counter() - begun) * 1000
        return answer

    async def _receive(self, answer: Answer) -> bool:
        """Receive one message. Return False if it ends the run."""
        assert self._socket is not None
        raw = await self._socket.recv(decode=False)
        message = ForwardMsg.FromString(bytes(raw))
        kind = _kind(message)
        answer.messages += 1
        answer.bytes += len(raw)
        answer.largest = max(answer.largest, len(raw))
        answer.counts[kind] += 1
        if kind == "new_session":
            self._script = message.new_session.page_script_hash
        elif kind == "ref_hash":
            self._cached[message.ref_hash] = 0
        elif message.metadata.cacheable:
            self._cached[message.hash] = 0
        self._store_widget_id(message)
        if kind != "script_finished":
            return True
        self._cached = {name: age + 1 for name, age in self._cached.items() if age < MOST_AGE}
        return bool(message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    def _store_widget_id(self, message: ForwardMsg) -> None:
        """Store a widget's id by its key, which is the last part of the id."""
        if message.WhichOneof("type") != "delta":
            return
        element = message.delta.new_element
        name = element.WhichOneof("type")
        widget_id = getattr(getattr(element, name), "id", "") if name else ""
        if widget_id:
            self._ids[str(widget_id).rsplit("-", 1)[-1]] = str(widget_id)


def _kind(message: ForwardMsg) -> str:
    kind = str(message.WhichOneof("type"))
    if kind == "delta":
        element = message.delta.new_element.WhichOneof("type")
        kind = str(element or message.delta.WhichOneof("type"))
    return kind
