"""A viewer of the dashboard without a browser: the session that Streamlit's page would hold.

It asks for runs of the script as the page does, says which large messages it still has (the server
then names them instead of sending them again), and notes what comes back. So the server's own
answers are measured, without the work of a browser beside it.
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

# The page forgets a large message that so many runs did not name (`global.maxCachedMessageAge`).
MOST_AGE = 2
PATIENCE_S = 30.0


@dataclass(slots=True)
class Answer:
    """What one run brought: ms from asking to its end, messages, their bytes, the largest of them.

    `counts` are the messages by kind of element.
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
        self._held: dict[str, int] = {}
        self._states: dict[str, WidgetState] = {}
        self._script = ""

    async def __aenter__(self) -> Self:
        await self.enter()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    async def enter(self) -> None:
        """Connect. Nothing runs before `open`."""
        self._socket = await connect(self._address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]

    async def leave(self) -> None:
        """Disconnect, as a closed window does."""
        if self._socket is not None:
            await self._socket.close()

    async def open(self) -> Answer:
        """The first run: what a page asks for when it is opened."""
        return await self._ask()

    async def days(self, *numbers: int) -> Answer:
        """Filter by days, as a click on one of their buttons does."""
        state = WidgetState(id=self._ids["days"])
        state.string_array_value.data.extend(str(number) for number in numbers)
        self._states["days"] = state
        return await self._ask()

    async def _ask(self) -> Answer:
        assert self._socket is not None
        wanted = BackMsg()
        run = wanted.rerun_script
        run.page_script_hash = self._script
        run.cached_message_hashes.extend(self._held)
        run.widget_states.widgets.extend(self._states.values())
        answer = Answer()
        begun = time.perf_counter()
        await self._socket.send(wanted.SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            while await self._hear(answer):
                pass
        answer.ms = (time.perf_counter() - begun) * 1000
        return answer

    async def _hear(self, answer: Answer) -> bool:
        """Take one message in; False when it ends the run."""
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
            self._held[message.ref_hash] = 0
        elif message.metadata.cacheable:
            self._held[message.hash] = 0
        self._note(message)
        if kind != "script_finished":
            return True
        self._held = {name: age + 1 for name, age in self._held.items() if age < MOST_AGE}
        return bool(message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    def _note(self, message: ForwardMsg) -> None:
        """Keep the widget's id under its key, which is the end of the id."""
        if message.WhichOneof("type") != "delta":
            return
        element = message.delta.new_element
        name = element.WhichOneof("type")
        found = getattr(getattr(element, name), "id", "") if name else ""
        if found:
            self._ids[str(found).rsplit("-", 1)[-1]] = str(found)


def _kind(message: ForwardMsg) -> str:
    kind = str(message.WhichOneof("type"))
    if kind == "delta":
        element = message.delta.new_element.WhichOneof("type")
        kind = str(element or message.delta.WhichOneof("type"))
    return kind
