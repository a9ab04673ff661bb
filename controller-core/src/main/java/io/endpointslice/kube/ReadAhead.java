package io.endpointslice.kube;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The socket of a watch, as its listener sees it: the next message is asked for on the connection's own thread as one arrives, and
 * not on another, which has to wake that one, when it has been dealt with. Only when {@value #LONGEST} wait to be dealt with, the next
 * has to wait too.
 */
final class ReadAhead implements WebSocket {
    static final int LONGEST = 16;

    private final WebSocket socket;
    private final AtomicInteger waiting = new AtomicInteger();

    ReadAhead(WebSocket socket) {
        this.socket = socket;
    }

    /** A message has been handed on; the listener calls {@link #request} once for it, maybe it has already. */
    void handedOn() {
        if (waiting.incrementAndGet() < LONGEST) {
            socket.request();
        }
    }

    @Override
    public void request() {
        if (waiting.getAndDecrement() == LONGEST) {
            socket.request();
        }
    }

    @Override
    public boolean send(ByteBuffer buffer) {
        return socket.send(buffer);
    }

    @Override
    public boolean sendClose(int code, String reason) {
        return socket.sendClose(code, reason);
    }

    @Override
    public long queueSize() {
        return socket.queueSize();
    }
}
