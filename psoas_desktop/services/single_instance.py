"""One running program for each person: a second start hands its wishes to the first and ends.

The socket lies in a folder that only the person can reach, so nobody else can answer in the program's place.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

MAX_MESSAGE = 64 * 1024
"""Bytes; a longer message is not taken."""

_CONNECT_MS, _ANSWER_MS, _PATIENCE_MS = 500, 2_000, 5_000
_TRIES = 4
_LENGTH_BYTES = 4
_TAKEN = b"1"


class SingleInstance(QObject):
    """Says whether this start is the first, and carries messages to it."""

    message = Signal(bytes)
    """What another start handed over: from any process of the same person, so look at it closely."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Takes what ``instance_name`` gives."""
        super().__init__(parent)
        self._name = name
        lock = Path(name) if Path(name).is_absolute() else Path(tempfile.gettempdir()) / name
        self._lock = QLockFile(f"{lock}.lock")
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        self._visitors: set[QLocalSocket] = set()

    def first(self) -> bool:
        """Whether no other program of this name runs; from then on this one listens.

        Returns:
            True also where nothing can be listened at: better two programs than none.
        """
        if self._server.isListening():
            return True
        for _ in range(_TRIES):
            if self._lock.tryLock(0):
                break
            # It may be starting this moment: it holds the lock and does not listen yet.
            if (socket := self._reached()) is not None:
                socket.abort()
                return False
            self._lock.tryLock(100)
            if self._lock.isLocked():
                break
        # Without an answer the socket is what a crash left behind.
        if self._reached() is None:
            QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def hand_over(self, message: bytes) -> bool:
        """Gives a message to the first program.

        Args:
            message: At most ``MAX_MESSAGE`` bytes.

        Returns:
            Whether it was taken.

        Raises:
            ValueError: The message is too long.
        """
        if len(message) > MAX_MESSAGE:
            raise ValueError(f"a message has at most {MAX_MESSAGE} bytes, not {len(message)}")
        socket = self._reached()
        if socket is None:
            return False
        socket.write(len(message).to_bytes(_LENGTH_BYTES, "big") + message)
        socket.flush()
        taken = socket.waitForReadyRead(_ANSWER_MS) and bytes(socket.read(1).data()) == _TAKEN
        socket.abort()
        return taken

    def close(self) -> None:
        """Stops listening."""
        for socket in list(self._visitors):
            socket.abort()
        self._server.close()
        self._lock.unlock()

    def _reached(self) -> QLocalSocket | None:
        socket = QLocalSocket(self)
        socket.connectToServer(self._name)
        if socket.waitForConnected(_CONNECT_MS):
            return socket
        socket.deleteLater()
        return None

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(MAX_MESSAGE + _LENGTH_BYTES)
            socket.readyRead.connect(partial(self._read, socket))
            socket.disconnected.connect(partial(self._leave, socket))
            # Kept by us: a socket of a server that is gone crashes when it is deleted later.
            socket.setParent(None)
            self._visitors.add(socket)
            patience = QTimer(socket, singleShot=True, interval=_PATIENCE_MS)
            patience.timeout.connect(partial(_hang_up, socket))
            patience.start()
            self._read(socket)

    def _leave(self, socket: QLocalSocket) -> None:
        if socket in self._visitors:
            self._visitors.discard(socket)
            socket.deleteLater()

    def _read(self, socket: QLocalSocket) -> None:
        head = bytes(socket.peek(_LENGTH_BYTES).data())
        if len(head) < _LENGTH_BYTES:
            return
        length = int.from_bytes(head, "big")
        if length > MAX_MESSAGE:
            socket.abort()
        elif socket.bytesAvailable() >= _LENGTH_BYTES + length:
            body = bytes(socket.read(_LENGTH_BYTES + length).data())[_LENGTH_BYTES:]
            socket.write(_TAKEN)
            socket.flush()
            socket.disconnectFromServer()
            self.message.emit(body)


def _hang_up(socket: QLocalSocket) -> None:
    # Not connected itself: it is no slot, and connecting it would have to make one of it.
    socket.abort()
